CREATE TABLE number_book (
    book TEXT NOT NULL PRIMARY KEY,
    newest BIGINT NOT NULL
);
