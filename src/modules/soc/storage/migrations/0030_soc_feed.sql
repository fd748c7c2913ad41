-- Lists of indicators. A list's values lie in a file of its number and edition; what stands here is what is told of it.
CREATE TABLE soc_feed (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    level BIGINT NOT NULL,
    format TEXT NOT NULL,
    edition BIGINT NOT NULL,
    indicators BIGINT NOT NULL,
    left_out BIGINT NOT NULL,
    faults TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    imported_at BIGINT NOT NULL,
    -- Stored events were held against the list up to this edition; what came after these numbers was held against it as it came.
    known_edition BIGINT NOT NULL,
    live_from TEXT NOT NULL,
    looked_back_at BIGINT,
    looked_back_events BIGINT NOT NULL,
    looked_back_found BIGINT NOT NULL
);
