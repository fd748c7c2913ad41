-- In whose stead something was done: the delegation, "Trần Văn B, KT. Chủ tịch", and by what, from when until when.
ALTER TABLE dossier_event ADD COLUMN delegation_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dossier_event ADD COLUMN on_behalf_of TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier_event ADD COLUMN on_behalf_by TEXT NOT NULL DEFAULT '';
