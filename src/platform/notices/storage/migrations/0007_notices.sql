CREATE TABLE notice (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    reference TEXT NOT NULL,
    sentence TEXT NOT NULL,
    arguments TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    read_at BIGINT
);
CREATE INDEX notice_by_account ON notice (account_id, sent_at);
