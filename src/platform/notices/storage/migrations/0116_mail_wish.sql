-- How somebody wants the letters that are not urgent: 0 at once, 1 one a morning, 2 none. Who has no row wants them at once.
CREATE TABLE mail_wish (
    account_id BIGINT NOT NULL PRIMARY KEY,
    wish BIGINT NOT NULL,
    digested_at BIGINT NOT NULL  -- of one a morning: what was told until then needs no telling
);
CREATE INDEX mail_wish_digest ON mail_wish (digested_at) WHERE wish = 1;
