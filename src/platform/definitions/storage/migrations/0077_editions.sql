-- Every version of every definition that a province may change: what ships (version 0, once a digest) and what the province made of
-- it, with who wrote it, who approved it and from when it holds. A text never changes; only its stage does.
CREATE TABLE edition (
    id BIGINT NOT NULL PRIMARY KEY,
    definition_type TEXT NOT NULL,
    definition_key TEXT NOT NULL,
    version BIGINT NOT NULL,
    stage TEXT NOT NULL,
    text TEXT NOT NULL,
    digest TEXT NOT NULL,
    author_id BIGINT NOT NULL,
    author TEXT NOT NULL,
    approver_id BIGINT NOT NULL,
    approver TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    decided_at BIGINT,
    valid_from TEXT NOT NULL,
    began BIGINT NOT NULL DEFAULT 0  -- 1: shipped when editions of this kind began, and holds for whatever is older
);
CREATE UNIQUE INDEX edition_own ON edition (definition_type, definition_key, version) WHERE version > 0;
CREATE UNIQUE INDEX edition_shipped ON edition (definition_type, definition_key, digest) WHERE version = 0;
CREATE INDEX edition_by_stage ON edition (definition_type, stage);

-- What was done to an edition, when, by whom and why.
CREATE TABLE edition_event (
    id BIGINT NOT NULL PRIMARY KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id),
    stage TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    account TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX edition_event_by_edition ON edition_event (edition_id);

-- One row, which is another after every act: by it whoever asks sees that what they know is not what is in force.
CREATE TABLE edition_mark (
    id BIGINT NOT NULL PRIMARY KEY,
    mark BIGINT NOT NULL
);
INSERT INTO edition_mark (id, mark) VALUES (1, 0);
