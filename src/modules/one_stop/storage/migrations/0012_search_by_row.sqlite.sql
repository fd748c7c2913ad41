-- Found words lead straight to the procedure's row; the words themselves are not kept twice.
ALTER TABLE procedure_search RENAME TO procedure_search_before;
CREATE VIRTUAL TABLE procedure_search USING fts5 (words, content = '', tokenize = "unicode61 remove_diacritics 0");
INSERT INTO procedure_search (rowid, words) SELECT procedure_id, words FROM procedure_search_before;
DROP TABLE procedure_search_before;
