-- Somebody does for a time some of what a post lets its holder do. Never deleted: who stood in for whom is known for ever.
CREATE TABLE delegation (
    id BIGINT NOT NULL PRIMARY KEY,
    appointment_id BIGINT NOT NULL REFERENCES appointment (id), -- the post of whoever gives
    to_id BIGINT NOT NULL REFERENCES account (id),
    capabilities TEXT NOT NULL, -- their keys, with blanks between
    signs BIGINT NOT NULL, -- 0 nothing, 1 KT., 2 TL., 3 TUQ., 4 Q.
    basis TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    recorded_by BIGINT NOT NULL, -- 0: at the server's console
    recorded_by_name TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    revoked_at BIGINT,
    revoked_by_name TEXT NOT NULL,
    revoke_reason TEXT NOT NULL
);
CREATE INDEX delegation_to ON delegation (to_id, valid_to);
CREATE INDEX delegation_of_post ON delegation (appointment_id);
