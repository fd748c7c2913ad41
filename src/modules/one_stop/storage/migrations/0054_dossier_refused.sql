-- Refused dossiers were never received: they are counted by the day of the refusal.
CREATE INDEX dossier_refused ON dossier (closed_at) WHERE received_at IS NULL AND closed_at IS NOT NULL;
