-- Who opened one record is asked for often, and the table holds every look at every record.
CREATE INDEX record_view_by_reference ON record_view (reference, at);
