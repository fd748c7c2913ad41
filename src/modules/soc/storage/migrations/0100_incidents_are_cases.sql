-- Incidents are cases of the engine (0094): their own row, and beside it what every case has. Ids and codes stay.
CREATE TABLE soc_incident (
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    process TEXT NOT NULL,
    state TEXT NOT NULL,
    state_before TEXT NOT NULL,
    holder_unit_id BIGINT NOT NULL,
    holder_role TEXT NOT NULL,
    assignee_id BIGINT NOT NULL,
    closed_at BIGINT,
    title TEXT NOT NULL,
    category TEXT NOT NULL,
    grade BIGINT NOT NULL,
    personal_data BIGINT NOT NULL,
    cause TEXT NOT NULL,
    scope TEXT NOT NULL,
    remedy TEXT NOT NULL,
    lessons TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    detected_at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    noticed_at BIGINT,
    reported_at BIGINT
);
CREATE INDEX soc_incident_by_time ON soc_incident (closed_at, detected_at);

-- What an event of the store shows, by the line of the timeline that took it.
CREATE TABLE soc_evidence (
    case_id BIGINT NOT NULL REFERENCES work_case (id),
    happening_id BIGINT NOT NULL,
    event_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (case_id, happening_id)
) WITHOUT ROWID;

CREATE TABLE soc_state_name (place BIGINT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, word TEXT NOT NULL, name_en TEXT NOT NULL);
INSERT INTO soc_state_name (place, name, state, word, name_en) VALUES
    (0, 'Đang xử lý', 'open', 'dang-xu-ly', 'In hand'),
    (1, 'Đã ngăn chặn', 'contained', 'da-ngan-chan', 'Contained'),
    (2, 'Đã khắc phục', 'resolved', 'da-khac-phuc', 'Resolved'),
    (3, 'Đã đóng', 'closed', 'dong', 'Closed');

-- It lies with the unit whose inbox has it, or where whoever leads it is on duty, or where anybody is.
INSERT INTO work_case (id, kind, code) SELECT id, 'soc.incident', code FROM soc_case;
INSERT INTO soc_incident (id, code, version, process, state, state_before, holder_unit_id, holder_role, assignee_id, closed_at, title,
    category, grade, personal_data, cause, scope, remedy, lessons, unit_id, detected_at, opened_at, noticed_at, reported_at)
SELECT c.id, c.code, c.version, 'incident', n.state, '',
       COALESCE((SELECT MIN(w.unit_id) FROM work_item w WHERE w.module = 'soc' AND w.case_id = c.id),
                (SELECT MIN(a.unit_id) FROM appointment a WHERE a.account_id = c.lead_id AND a.role = 'analyst'),
                (SELECT MIN(a.unit_id) FROM appointment a WHERE a.role = 'analyst'),
                (SELECT MIN(a.unit_id) FROM appointment a WHERE a.account_id = c.lead_id), 0),
       'analyst', c.lead_id, c.closed_at, c.title, c.category, c.grade, c.personal_data, c.cause, c.scope, c.remedy, c.lessons,
       c.unit_id, c.detected_at, c.opened_at, c.noticed_at, c.reported_at
  FROM soc_case c JOIN soc_state_name n ON n.place = c.state;
INSERT INTO case_reader (case_id, unit_id) SELECT id, holder_unit_id FROM soc_incident WHERE holder_unit_id <> 0;

-- Lines of the timeline with the moves among them, and how the entry of the ledger begins that each made, the nth of its kind.
CREATE TABLE soc_line (id BIGINT NOT NULL PRIMARY KEY, case_id BIGINT NOT NULL, at BIGINT NOT NULL, account_id BIGINT NOT NULL,
    kind BIGINT NOT NULL, text TEXT NOT NULL, event TEXT NOT NULL, from_state TEXT, to_state TEXT, entered TEXT NOT NULL);
INSERT INTO soc_line (id, case_id, at, account_id, kind, text, event, from_state, to_state, entered)
SELECT e.id, e.case_id, e.at, e.account_id, e.kind, e.text,
       CASE WHEN e.kind = 0 THEN 'note' WHEN e.kind = 2 THEN 'take_alert' WHEN e.kind = 3 THEN 'add_evidence'
            WHEN e.kind = 4 THEN 'do_step'
            WHEN e.kind = 5 AND e.at = c.noticed_at THEN 'tell_notice' WHEN e.kind = 5 AND e.at = c.reported_at THEN 'tell_report'
            WHEN e.kind = 5 AND c.reported_at IS NULL THEN 'tell_notice' WHEN e.kind = 5 AND c.noticed_at IS NULL THEN 'tell_report'
            WHEN e.kind = 5 AND ABS(e.at - c.noticed_at) <= ABS(e.at - c.reported_at) THEN 'tell_notice'
            WHEN e.kind = 5 THEN 'tell_report'
            WHEN e.text LIKE 'Mở vụ việc: %' THEN 'submit'
            WHEN f.state = 'closed' THEN 'reopen' WHEN t.state = 'closed' THEN 'close'
            WHEN f.place > t.place AND t.state = 'open' THEN 'not_contained' WHEN f.place > t.place THEN 'not_resolved'
            WHEN t.state = 'contained' THEN 'contain' WHEN t.state = 'resolved' THEN 'resolve'
            ELSE 'describe' END,
       f.state, t.state,
       CASE WHEN e.kind = 3 THEN 'soc case ' || c.code || ' evidence ' || e.digest
            WHEN t.word IS NOT NULL THEN 'soc case ' || c.code || ' ' || t.word
            ELSE '' END
  FROM soc_case_entry e
  JOIN soc_case c ON c.id = e.case_id
  LEFT JOIN soc_state_name f ON e.kind = 1 AND e.text LIKE f.name || ' → %'
  LEFT JOIN soc_state_name t ON e.kind = 1 AND e.text = f.name || ' → ' || t.name;
UPDATE soc_line SET entered = 'soc case ' || (SELECT code FROM soc_case c WHERE c.id = case_id) || ' '
       || CASE event WHEN 'submit' THEN 'opened' WHEN 'tell_notice' THEN 'told notice' ELSE 'told report' END
 WHERE event IN ('submit', 'tell_notice', 'tell_report');

-- What the ledger has of incidents: without the moment, which may be that of an instant later.
CREATE TABLE soc_entered (ledger_id BIGINT NOT NULL PRIMARY KEY, said TEXT NOT NULL, nth BIGINT NOT NULL);
INSERT INTO soc_entered (ledger_id, said, nth)
SELECT id, said, ROW_NUMBER() OVER (PARTITION BY said ORDER BY id)
  FROM (SELECT id, CASE WHEN content LIKE '% evidence %' OR LENGTH(content) <= 25 THEN content
                        ELSE SUBSTR(content, 1, LENGTH(content) - 25) END AS said
          FROM ledger_entry WHERE content LIKE 'soc case %') entries;
CREATE INDEX soc_entered_by_said ON soc_entered (said, nth);

-- A line that moves nothing stands in the state of the last move before it.
INSERT INTO case_happening (id, case_id, at, event, label_vi, label_en, from_state, to_state, actor_id, actor_name, actor_unit_id,
                            to_unit_id, reason, due_at, form, ledger_id, reason_salt, delegation_id, on_behalf_of, on_behalf_by)
SELECT l.id, l.case_id, l.at, l.event,
       CASE l.event WHEN 'note' THEN 'Ghi chú' WHEN 'take_alert' THEN 'Cảnh báo' WHEN 'add_evidence' THEN 'Chứng cứ'
                    WHEN 'do_step' THEN 'Xong việc' WHEN 'tell_notice' THEN 'Đã báo' WHEN 'tell_report' THEN 'Đã báo cáo'
                    WHEN 'submit' THEN 'Mở vụ việc' WHEN 'reopen' THEN 'Mở lại vụ việc' WHEN 'close' THEN 'Đóng vụ việc'
                    WHEN 'not_contained' THEN 'Chưa ngăn chặn được' WHEN 'not_resolved' THEN 'Chưa khắc phục xong'
                    WHEN 'contain' THEN 'Ghi là đã ngăn chặn' WHEN 'resolve' THEN 'Ghi là đã khắc phục' ELSE 'Mô tả' END,
       CASE l.event WHEN 'note' THEN 'Note' WHEN 'take_alert' THEN 'Alert' WHEN 'add_evidence' THEN 'Evidence'
                    WHEN 'do_step' THEN 'Step done' WHEN 'tell_notice' THEN 'Told' WHEN 'tell_report' THEN 'Reported'
                    WHEN 'submit' THEN 'Case opened' WHEN 'reopen' THEN 'Open it again' WHEN 'close' THEN 'Close the case'
                    WHEN 'not_contained' THEN 'Not contained after all' WHEN 'not_resolved' THEN 'Not resolved after all'
                    WHEN 'contain' THEN 'Record it as contained' WHEN 'resolve' THEN 'Record it as resolved' ELSE 'Description' END,
       CASE WHEN l.event = 'submit' THEN '' ELSE COALESCE(l.from_state, s.state, 'open') END,
       COALESCE(l.to_state, s.state, 'open'),
       l.account_id, COALESCE(a.name, ''), 0, i.holder_unit_id,
       CASE WHEN l.event = 'submit' THEN SUBSTR(l.text, LENGTH('Mở vụ việc: ') + 1) WHEN l.to_state IS NOT NULL THEN ''
            ELSE l.text END,
       253402275599000, '', COALESCE(g.ledger_id, 0), '', 0, '', ''
  FROM (SELECT m.*, ROW_NUMBER() OVER (PARTITION BY m.entered ORDER BY m.at, m.id) AS nth,
               (SELECT b.id FROM soc_line b
                 WHERE b.case_id = m.case_id AND b.to_state IS NOT NULL AND (b.at < m.at OR (b.at = m.at AND b.id < m.id))
                 ORDER BY b.at DESC, b.id DESC LIMIT 1) AS before_id
          FROM soc_line m) l
  JOIN soc_incident i ON i.id = l.case_id
  LEFT JOIN (SELECT id AS move_id, to_state AS state FROM soc_line) s ON s.move_id = l.before_id
  LEFT JOIN account a ON a.id = l.account_id
  LEFT JOIN soc_entered g ON l.entered <> '' AND g.said = l.entered AND g.nth = l.nth;
INSERT INTO soc_evidence (case_id, happening_id, event_key, digest)
SELECT case_id, id, event_key, digest FROM soc_case_entry WHERE kind = 3;

-- An open incident stands in the inbox itself, beside what has to be told of it.
INSERT INTO work_item (unit_id, capability, nearest_at, case_id, module, slot, reference, path, title, person, state_vi, state_en,
                       assignee_id, waiting, fresh, due_at, step_due_at, changed_at)
SELECT i.holder_unit_id, 'soc.respond', 253402275599000, i.id, 'soc', 'main', i.code, '/can-bo/an-ninh/vu-viec/' || i.code, i.title, '',
       n.name, n.name_en, i.assignee_id, 0, 0, 253402275599000, 253402275599000, i.opened_at
  FROM soc_incident i JOIN soc_state_name n ON n.state = i.state
 WHERE i.closed_at IS NULL;

DROP TABLE soc_entered;
DROP TABLE soc_line;
DROP TABLE soc_state_name;
DROP TABLE soc_case_entry;
DROP TABLE soc_case;
