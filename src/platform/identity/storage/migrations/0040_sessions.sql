-- The seed of one-time codes that the server made for this session and that no code has confirmed yet.
ALTER TABLE session ADD COLUMN totp_pending TEXT NOT NULL DEFAULT '';
CREATE INDEX session_by_seen ON session (seen_at);
CREATE INDEX sign_in_failure_by_last ON sign_in_failure (last_at);
CREATE INDEX password_reset_by_expiry ON password_reset (expires_at);
CREATE INDEX password_reset_by_account ON password_reset (account_id);
