CREATE VIRTUAL TABLE procedure_search USING fts5 (words, procedure_id UNINDEXED, tokenize = "unicode61 remove_diacritics 0");
