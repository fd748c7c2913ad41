-- Of which tables the rows that were there before acts bound them have been bound, once. An audit finds who takes a line out.
CREATE TABLE bound_rows (
    table_name TEXT NOT NULL PRIMARY KEY
);
