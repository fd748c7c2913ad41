-- Cross-references between anything and anything: each side by its kind and its id. One that was taken away stays, as that.
CREATE TABLE case_link (
    id BIGINT NOT NULL PRIMARY KEY,
    from_kind TEXT NOT NULL,
    from_id BIGINT NOT NULL,
    to_kind TEXT NOT NULL,
    to_id BIGINT NOT NULL,
    relation TEXT NOT NULL,
    note TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX case_link_from ON case_link (from_id, from_kind);
CREATE INDEX case_link_to ON case_link (to_id, to_kind);
