-- Figures for the public carry noise that follows from the dossiers counted (platform/figures/protection.h).
ALTER TABLE dossier ADD COLUMN cell_key BIGINT NOT NULL DEFAULT 0;
UPDATE dossier SET cell_key = ((id % 1048573) * 7919) % 1048573;
