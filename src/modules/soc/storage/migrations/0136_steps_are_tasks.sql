-- Steps of playbooks are tasks (0097) of their own kind (0135), each part of its incident. Their ids stay; what happened to them is
-- written down, and entered in the ledger, by the program when it first starts on these rows.
CREATE TABLE soc_step_numbered (id BIGINT NOT NULL PRIMARY KEY, case_id BIGINT NOT NULL, code TEXT NOT NULL);
INSERT INTO soc_step_numbered (id, case_id, code)
SELECT s.id, s.case_id, i.code || '.' || ROW_NUMBER() OVER (PARTITION BY s.case_id ORDER BY s.place, s.id)
  FROM soc_case_task s JOIN soc_incident i ON i.id = s.case_id;

INSERT INTO work_case (id, kind, code) SELECT id, 'soc.step', code FROM soc_step_numbered;
INSERT INTO task (id, code, version, process, state, state_before, holder_unit_id, holder_role, assignee_id, title, wanted, evidence,
    urgent, giver_unit_id, giver_id, giver_name, doer_unit_id, doer_id, given_at, due_at, step_due_at, done_at, done_by, closed_at,
    percent, weight, asked_until, mark, assessment, words, kind)
SELECT s.id, n.code, 1, 'incident_step',
       CASE WHEN s.done_at IS NOT NULL THEN 'done' WHEN i.closed_at IS NOT NULL THEN 'dropped' ELSE 'open' END, '',
       i.holder_unit_id, 'analyst', CASE WHEN s.done_at IS NULL AND i.closed_at IS NULL THEN i.assignee_id ELSE 0 END,
       s.text, '', '', 0, i.holder_unit_id,
       COALESCE((SELECT MIN(h.actor_id) FROM case_happening h WHERE h.case_id = i.id AND h.event = 'submit'), 0),
       COALESCE((SELECT MIN(h.actor_name) FROM case_happening h WHERE h.case_id = i.id AND h.event = 'submit'), ''),
       i.holder_unit_id, 0, i.opened_at, 253402275599000, 253402275599000, s.done_at, s.done_by, COALESCE(s.done_at, i.closed_at),
       CASE WHEN s.done_at IS NULL THEN 0 ELSE 100 END, 1, NULL, '', '', '', 'soc.step'
  FROM soc_case_task s JOIN soc_step_numbered n ON n.id = s.id JOIN soc_incident i ON i.id = s.case_id;
INSERT INTO case_reader (case_id, unit_id)
SELECT n.id, i.holder_unit_id FROM soc_step_numbered n JOIN soc_incident i ON i.id = n.case_id WHERE i.holder_unit_id <> 0;
INSERT INTO case_link (id, from_kind, from_id, to_kind, to_id, relation, note, account_id, account, at, removed_at)
SELECT t.id, 'soc.step', t.id, 'soc.incident', n.case_id, 'part_of', '', t.giver_id, t.giver_name, t.given_at, NULL
  FROM task t JOIN soc_step_numbered n ON n.id = t.id;

DROP TABLE soc_step_numbered;
DROP TABLE soc_case_task;
