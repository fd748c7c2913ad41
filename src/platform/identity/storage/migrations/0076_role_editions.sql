-- What a province made of a role that ships, or a role of its own: every version with who made it, when and why. The newest holds; a
-- version that is as the program ships it says so and follows what ships.
CREATE TABLE role_edition (
    role TEXT NOT NULL,
    version BIGINT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    capabilities TEXT NOT NULL, -- their keys, with blanks between
    as_shipped BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (role, version)
);
-- One row, which is another after every change: by it whoever asks sees that the roles they know are not those in force.
CREATE TABLE role_mark (
    id BIGINT NOT NULL PRIMARY KEY,
    mark BIGINT NOT NULL
);
