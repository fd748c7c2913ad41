-- A list of officers that somebody uploaded and looks at before it is carried out; gone once it was, or a day later.
CREATE TABLE staff_list (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    csv TEXT NOT NULL,
    uploaded_at BIGINT NOT NULL
);
CREATE INDEX staff_list_by_upload ON staff_list (uploaded_at);
