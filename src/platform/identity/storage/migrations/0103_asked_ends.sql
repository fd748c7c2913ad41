-- The end of a leader's or an administrator's account or post, asked for by one administrator and done by another.
CREATE TABLE asked_end (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    post_id BIGINT NOT NULL,       -- 0: the whole account
    last_day TEXT NOT NULL,        -- of the post
    reason TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_by_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_at BIGINT              -- done, or dropped: the account's history says which
);
CREATE INDEX asked_end_open ON asked_end (account_id) WHERE decided_at IS NULL;
