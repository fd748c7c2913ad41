CREATE TABLE notice (
    id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    reference TEXT NOT NULL,
    sentence TEXT NOT NULL,
    arguments TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    read_at BIGINT,
    PRIMARY KEY (account_id, id)
) WITHOUT ROWID;
