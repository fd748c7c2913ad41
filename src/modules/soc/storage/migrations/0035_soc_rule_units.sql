-- Rules may be kept to the sources of some units: their ids, parted by commas.
ALTER TABLE soc_rule_setting ADD COLUMN units TEXT NOT NULL DEFAULT '';
