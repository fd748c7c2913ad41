-- When an officer last signed in: the yearly review of powers asks.
CREATE TABLE account_use (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES account (id),
    last_at BIGINT NOT NULL
);
