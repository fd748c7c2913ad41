-- Work asks for what somebody may do, not for what they are: a province's own roles find it too.
DROP TRIGGER work_item_marked ON work_item;
DROP TABLE work_mark;
ALTER TABLE work_item RENAME COLUMN role TO capability;
UPDATE work_item
   SET capability = CASE WHEN module = 'one_stop' AND capability = 'clerk' THEN 'one_stop.receive'
                         WHEN module = 'one_stop' AND capability = 'specialist' THEN 'one_stop.examine'
                         WHEN module = 'one_stop' AND capability = 'leader' THEN 'one_stop.decide'
                         WHEN module = 'open_data' AND capability = 'specialist' THEN 'open_data.keep'
                         WHEN module = 'open_data' AND capability = 'leader' THEN 'open_data.publish'
                         WHEN module = 'soc' AND capability = 'analyst' THEN 'soc.respond'
                         ELSE module || '.' || capability END;

CREATE TABLE work_mark (
    unit_id BIGINT NOT NULL,
    capability TEXT NOT NULL,
    mark BIGINT NOT NULL,
    PRIMARY KEY (unit_id, capability)
);
INSERT INTO work_mark (unit_id, capability, mark)
SELECT unit_id, capability, hashtextextended(gen_random_uuid()::text, 0)
  FROM (SELECT DISTINCT unit_id, capability FROM work_item) AS post;

CREATE OR REPLACE FUNCTION mark_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Always in one order: two rows that change places in one unit would wait for each other otherwise.
    INSERT INTO work_mark (unit_id, capability, mark)
    SELECT unit_id, capability, hashtextextended(gen_random_uuid()::text, 0)
      FROM (SELECT OLD.unit_id AS unit_id, OLD.capability AS capability WHERE TG_OP <> 'INSERT'
            UNION
            SELECT NEW.unit_id, NEW.capability WHERE TG_OP <> 'DELETE') AS post
     ORDER BY unit_id, capability
    ON CONFLICT (unit_id, capability) DO UPDATE SET mark = excluded.mark;
    RETURN NULL;
END $$;
CREATE TRIGGER work_item_marked AFTER INSERT OR UPDATE OR DELETE ON work_item FOR EACH ROW EXECUTE FUNCTION mark_work();
