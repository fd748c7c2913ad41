-- Numbers that were given before a backup was restored, and which the restored database knows nothing of. They are never given again.
CREATE TABLE number_lost (
    book TEXT NOT NULL,
    first_number BIGINT NOT NULL,
    last_number BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    PRIMARY KEY (book, first_number)
);
