-- Procedures change once in a while and are searched all day: words go into the index at once, not onto a list that every search reads.
ALTER INDEX procedure_search_words SET (fastupdate = off);
