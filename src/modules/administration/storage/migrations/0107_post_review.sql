-- That somebody looked over a post and left it, once a year: who may what, and still has to.
CREATE TABLE post_review (
    id BIGINT NOT NULL PRIMARY KEY,
    post_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    by_id BIGINT NOT NULL,
    by_name TEXT NOT NULL
);
CREATE INDEX post_review_newest ON post_review (post_id, at);
