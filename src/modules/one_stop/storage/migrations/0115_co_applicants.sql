-- Who applies together with whoever fills in a draft, and confirms before it is handed in; afterwards of its dossier.
CREATE TABLE co_applicant (
    draft_id BIGINT NOT NULL,        -- 0: taken at a counter, where everybody stood
    dossier_id BIGINT NOT NULL,      -- 0: not handed in yet
    number TEXT NOT NULL,            -- whom the form names: nobody else can accept
    name TEXT NOT NULL,
    account_id BIGINT NOT NULL,      -- that proved the number and accepted; 0: nobody yet
    code TEXT NOT NULL,              -- of the invitation
    until_at BIGINT NOT NULL,        -- until when it may be accepted and what was confirmed counts
    confirmed_digest TEXT NOT NULL,  -- of exactly what was read; empty: nothing
    confirmed_at BIGINT,
    refused_at BIGINT,
    refused_why TEXT NOT NULL,
    withdraws_at BIGINT,             -- agreed to withdraw the dossier
    PRIMARY KEY (draft_id, dossier_id, number)
);
CREATE INDEX co_applicant_of_account ON co_applicant (account_id) WHERE account_id <> 0;
CREATE INDEX co_applicant_of_dossier ON co_applicant (dossier_id) WHERE dossier_id <> 0;
CREATE UNIQUE INDEX co_applicant_code ON co_applicant (code) WHERE code <> '';
