-- What anybody may read of complaints: their numbers by quarter, and the answers that are shown.
CREATE INDEX complaint_by_filed ON complaint (filed_at);
CREATE INDEX complaint_by_shown ON complaint (shown_at) WHERE shown_at IS NOT NULL;
