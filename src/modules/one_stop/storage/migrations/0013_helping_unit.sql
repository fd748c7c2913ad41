-- Intake regardless of boundary keeps three units: where the applicant was helped, who took the dossier in, who decides.
ALTER TABLE dossier ADD COLUMN helping_unit_id BIGINT NOT NULL DEFAULT 0;
