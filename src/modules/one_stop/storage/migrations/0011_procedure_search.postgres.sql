CREATE TABLE procedure_search (
    procedure_id BIGINT NOT NULL PRIMARY KEY,
    words TSVECTOR NOT NULL
);
CREATE INDEX procedure_search_words ON procedure_search USING GIN (words);
