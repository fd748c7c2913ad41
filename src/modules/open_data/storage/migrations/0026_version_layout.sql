-- How a version's file was read, so that its table can be made from it again. Empty: published before this was kept.
ALTER TABLE resource_version ADD COLUMN layout TEXT NOT NULL DEFAULT '';
