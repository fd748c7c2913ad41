-- What officers filtered and gave a name to. Only what was asked is kept: what it shows is what whoever opens it may see then.
CREATE TABLE saved_view (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,  -- whose officers see it too; 0: nobody else
    page TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    place BIGINT NOT NULL,    -- among those of its page and owner
    saved_at BIGINT NOT NULL
);
CREATE INDEX saved_view_of_account ON saved_view (account_id, page, place);
CREATE INDEX saved_view_of_unit ON saved_view (unit_id, page) WHERE unit_id <> 0;
