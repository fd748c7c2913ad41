-- How much of one author's waits is counted with each proposal.
CREATE INDEX edition_proposed ON edition (author_id) WHERE stage = 'proposed';
