CREATE TABLE account (
    id BIGINT NOT NULL PRIMARY KEY,
    kind BIGINT NOT NULL,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    person_number TEXT NOT NULL,
    born TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    totp_secret TEXT NOT NULL,
    totp_step BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX account_by_number ON account (person_number);

CREATE TABLE appointment (
    account_id BIGINT NOT NULL REFERENCES account (id),
    unit_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    position TEXT NOT NULL,
    PRIMARY KEY (account_id, unit_id, role)
);
CREATE INDEX appointment_by_unit ON appointment (unit_id, role);

-- Only a digest of the cookie is kept: a stolen table opens no session.
CREATE TABLE session (
    id BIGINT NOT NULL PRIMARY KEY,
    token_digest BYTES NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES account (id),
    csrf TEXT NOT NULL,
    device TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);

-- Failures are counted by account and address together, so that nobody can lock a person out from elsewhere.
CREATE TABLE sign_in_failure (
    login TEXT NOT NULL,
    address TEXT NOT NULL,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (login, address)
);

CREATE TABLE password_reset (
    token_digest BYTES NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    expires_at BIGINT NOT NULL
);

CREATE TABLE record_view (
    id BIGINT NOT NULL PRIMARY KEY,
    person_number TEXT NOT NULL,
    viewer_id BIGINT NOT NULL,
    viewer_name TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    reference TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX record_view_by_person ON record_view (person_number, at);
