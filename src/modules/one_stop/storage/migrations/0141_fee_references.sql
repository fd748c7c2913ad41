-- Whether a voucher or a transfer is noted a second time is asked before each that is noted.
CREATE INDEX fee_receipt_by_reference ON fee_receipt (reference) WHERE reference <> '';
