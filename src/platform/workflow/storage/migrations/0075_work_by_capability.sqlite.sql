-- Work asks for what somebody may do, not for what they are: a province's own roles find it too.
DROP TRIGGER work_item_comes;
DROP TRIGGER work_item_goes;
DROP TRIGGER work_item_changes;
DROP TABLE work_mark;

CREATE TABLE work_item_by_capability (
    unit_id BIGINT NOT NULL,
    capability TEXT NOT NULL,
    nearest_at BIGINT NOT NULL, -- what has to be done first: the whole, or the step it is in
    case_id BIGINT NOT NULL,
    module TEXT NOT NULL,
    slot TEXT NOT NULL,
    reference TEXT NOT NULL,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    person TEXT NOT NULL,
    state_vi TEXT NOT NULL,
    state_en TEXT NOT NULL,
    assignee_id BIGINT NOT NULL,
    waiting BIGINT NOT NULL,
    fresh BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    step_due_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (unit_id, capability, nearest_at, case_id, module, slot)
) WITHOUT ROWID;
INSERT INTO work_item_by_capability
SELECT unit_id,
       CASE WHEN module = 'one_stop' AND role = 'clerk' THEN 'one_stop.receive'
            WHEN module = 'one_stop' AND role = 'specialist' THEN 'one_stop.examine'
            WHEN module = 'one_stop' AND role = 'leader' THEN 'one_stop.decide'
            WHEN module = 'open_data' AND role = 'specialist' THEN 'open_data.keep'
            WHEN module = 'open_data' AND role = 'leader' THEN 'open_data.publish'
            WHEN module = 'soc' AND role = 'analyst' THEN 'soc.respond'
            ELSE module || '.' || role END,
       nearest_at, case_id, module, slot, reference, path, title, person, state_vi, state_en, assignee_id, waiting, fresh, due_at,
       step_due_at, changed_at
  FROM work_item;
DROP TABLE work_item;
ALTER TABLE work_item_by_capability RENAME TO work_item;
CREATE UNIQUE INDEX work_item_of_case ON work_item (case_id, module, slot);

CREATE TABLE work_mark (
    unit_id BIGINT NOT NULL,
    capability TEXT NOT NULL,
    mark BIGINT NOT NULL,
    PRIMARY KEY (unit_id, capability)
) WITHOUT ROWID;
INSERT INTO work_mark (unit_id, capability, mark)
SELECT unit_id, capability, random() FROM (SELECT DISTINCT unit_id, capability FROM work_item) AS post;

CREATE TRIGGER work_item_comes AFTER INSERT ON work_item BEGIN
    INSERT INTO work_mark (unit_id, capability, mark) VALUES (NEW.unit_id, NEW.capability, random())
    ON CONFLICT (unit_id, capability) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER work_item_goes AFTER DELETE ON work_item BEGIN
    UPDATE work_mark SET mark = random() WHERE unit_id = OLD.unit_id AND capability = OLD.capability;
END;
CREATE TRIGGER work_item_changes AFTER UPDATE ON work_item BEGIN
    UPDATE work_mark SET mark = random() WHERE unit_id = OLD.unit_id AND capability = OLD.capability;
    INSERT INTO work_mark (unit_id, capability, mark) VALUES (NEW.unit_id, NEW.capability, random())
    ON CONFLICT (unit_id, capability) DO UPDATE SET mark = excluded.mark;
END;
