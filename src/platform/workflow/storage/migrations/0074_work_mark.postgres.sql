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
    -- Always in one order: two rows that change places in one unit would wait for each other otherwise.
    INSERT INTO work_mark (unit_id, role, mark)
    SELECT unit_id, role, hashtextextended(gen_random_uuid()::text, 0)
      FROM (SELECT OLD.unit_id AS unit_id, OLD.role AS role WHERE TG_OP <> 'INSERT'
            UNION
            SELECT NEW.unit_id, NEW.role WHERE TG_OP <> 'DELETE') AS post
     ORDER BY unit_id, role
    ON CONFLICT (unit_id, role) DO UPDATE SET mark = excluded.mark;
    RETURN NULL;
END $$;
CREATE TRIGGER work_item_marked AFTER INSERT OR UPDATE OR DELETE ON work_item FOR EACH ROW EXECUTE FUNCTION mark_work();
