-- How people reach a unit. Each change is a version; the newest is shown, the others tell who changed what.
CREATE TABLE unit_contact (
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    version BIGINT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    hours TEXT NOT NULL,
    remark TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by BIGINT NOT NULL,
    changed_by_name TEXT NOT NULL,
    PRIMARY KEY (unit_id, version)
);
