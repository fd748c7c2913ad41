-- What clients of CKAN keep with a dataset or a resource and the portal has no place of its own for, as JSON.
ALTER TABLE dataset ADD COLUMN extras TEXT NOT NULL DEFAULT '';
ALTER TABLE resource ADD COLUMN extras TEXT NOT NULL DEFAULT '';

-- Who follows what: "dataset", "group", "organization" or "user".
CREATE TABLE follower (
    account_id BIGINT NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL,
    object TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (account_id, kind, object)
);
CREATE INDEX follower_by_object ON follower (kind, object);

CREATE TABLE tag_vocabulary (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    tags TEXT NOT NULL
);
