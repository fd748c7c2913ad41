-- A mark that is another whenever something of a post's work is: who has seen the work under one mark need not read it again.
-- Never one that was there before, also when what wrote it was rolled back.
CREATE TABLE work_mark (
    unit_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    mark BIGINT NOT NULL,
    PRIMARY KEY (unit_id, role)
) WITHOUT ROWID;
INSERT INTO work_mark (unit_id, role, mark) SELECT unit_id, role, random() FROM (SELECT DISTINCT unit_id, role FROM work_item) AS post;

CREATE TRIGGER work_item_comes AFTER INSERT ON work_item BEGIN
    INSERT INTO work_mark (unit_id, role, mark) VALUES (NEW.unit_id, NEW.role, random())
    ON CONFLICT (unit_id, role) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER work_item_goes AFTER DELETE ON work_item BEGIN
    UPDATE work_mark SET mark = random() WHERE unit_id = OLD.unit_id AND role = OLD.role;
END;
CREATE TRIGGER work_item_changes AFTER UPDATE ON work_item BEGIN
    UPDATE work_mark SET mark = random() WHERE unit_id = OLD.unit_id AND role = OLD.role;
    INSERT INTO work_mark (unit_id, role, mark) VALUES (NEW.unit_id, NEW.role, random())
    ON CONFLICT (unit_id, role) DO UPDATE SET mark = excluded.mark;
END;
