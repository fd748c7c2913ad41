-- What reading the whole file showed, so that its page need not read it again. Empty: it has to be read.
ALTER TABLE data_upload ADD COLUMN profile TEXT NOT NULL DEFAULT '';
