-- What one administrator asks for and another carries out, of whatever kind; the exact act stands in it. Never deleted.
CREATE TABLE proposal (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    account_id BIGINT NOT NULL,    -- whom it is about; 0: a role, a list, somebody who is not here yet
    parameters TEXT NOT NULL,      -- JSON, as the kind reads it
    document TEXT NOT NULL,        -- a list of staff; else empty
    reason TEXT NOT NULL,
    salt TEXT NOT NULL,            -- of what the ledger binds by a digest
    asked_by BIGINT NOT NULL,
    asked_by_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,      -- then nobody waits for it any more
    decision TEXT NOT NULL,        -- granted, refused; '' while it waits, and once it lapsed
    decided_by BIGINT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_at BIGINT,
    asked_entry BIGINT NOT NULL,   -- of the ledger; 0: of before these acts were entered
    decided_entry BIGINT NOT NULL
);
CREATE INDEX proposal_waiting ON proposal (until_at) WHERE decision = '';
CREATE INDEX proposal_about ON proposal (account_id, asked_at);

-- The requests there were: each knew one account and one post. What was decided of them stands in the account's history.
INSERT INTO proposal (id, kind, account_id, parameters, document, reason, salt, asked_by, asked_by_name, asked_at, until_at,
                      decision, decided_by, decided_by_name, decided_at, asked_entry, decided_entry)
SELECT id,
       CASE WHEN post_id = 0 THEN 'disable' ELSE 'end_post' END,
       account_id,
       CASE WHEN post_id = 0 THEN '{}' ELSE '{"post":"' || CAST(post_id AS TEXT) || '","last":"' || last_day || '"}' END,
       '', reason, '', asked_by, asked_by_name, asked_at, asked_at + 7 * 86400000,
       CASE WHEN decided_at IS NULL THEN '' ELSE 'decided' END, 0, '', decided_at, 0, 0
  FROM asked_end;
DROP TABLE asked_end;
