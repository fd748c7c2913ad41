-- Why a dossier need not be held back any more.
ALTER TABLE record_hold ADD COLUMN ended_reason TEXT NOT NULL DEFAULT '';
