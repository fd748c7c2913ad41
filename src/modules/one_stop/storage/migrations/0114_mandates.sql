-- Who acts for the applicant of a dossier, by what, in what and until when. Most dossiers have nobody: `beside` says whether anybody
-- else has to do with one (1: by a mandate), so that nobody looks in vain.
ALTER TABLE dossier ADD COLUMN beside BIGINT NOT NULL DEFAULT 0;
CREATE TABLE mandate (
    dossier_id BIGINT NOT NULL PRIMARY KEY REFERENCES dossier(id),
    account_id BIGINT NOT NULL,      -- of who acts; 0: somebody who stood at a counter and has no account that proved who they are
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    applicant_born TEXT NOT NULL,    -- empty: an organisation, or not said at the counter
    basis BIGINT NOT NULL,
    powers BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    file_id BIGINT NOT NULL,         -- the paper that says so
    ended_at BIGINT                  -- before its last day
);
CREATE INDEX mandate_of_account ON mandate (account_id) WHERE account_id <> 0;
