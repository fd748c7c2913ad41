-- Procedures are found in memory, by everyday names and with slips of the hand; no index of words is read any more.
DROP TABLE procedure_search;
