-- A mark that is another whenever something of a post's work is: who has seen the work under one mark need not read it again.
-- Never one that was there before, also when what wrote it was rolled back.
CREATE TABLE work_mark (
    unit_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    mark BIGINT NOT NULL,
    PRIMARY KEY (unit_id, role)
);
INSERT INTO work_mark (unit_id, role, mark)
SELECT unit_id, role, hashtextextended(gen_random_uuid()::text, 0) FROM (SELECT DISTINCT unit_id, role FROM work_item) AS post;

CREATE FUNCTION mark_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE work_mark SET mark = hashtextextended(gen_random_uuid()::text, 0)
         WHERE unit_id = OLD.unit_id AND role = OLD.role
           AND (TG_OP = 'DELETE' OR OLD.unit_id <> NEW.unit_id OR OLD.role <> NEW.role);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO work_mark (unit_id, role, mark) VALUES (NEW.unit_id, NEW.role, hashtextextended(gen_random_uuid()::text, 0))
        ON CONFLICT (unit_id, role) DO UPDATE SET mark = excluded.mark;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER work_item_marked AFTER INSERT OR UPDATE OR DELETE ON work_item FOR EACH ROW EXECUTE FUNCTION mark_work();
