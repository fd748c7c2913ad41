-- Which keys sealed data was ever written with; the keys themselves lie in a file beside the database.
CREATE TABLE personal_key (
    id TEXT NOT NULL PRIMARY KEY,
    complete BIGINT NOT NULL  -- 1: once it was current, everything was under it
);
