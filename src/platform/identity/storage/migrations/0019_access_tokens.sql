-- What an officer gives a program, so that it may act as the officer. Only a digest is kept.
CREATE TABLE access_token (
    id BIGINT NOT NULL PRIMARY KEY,
    token_digest BYTES NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX access_token_by_account ON access_token (account_id);
