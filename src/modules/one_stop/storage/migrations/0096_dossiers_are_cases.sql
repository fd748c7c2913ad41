-- What happened to dossiers, who was asked about them and who reads them stands where cases of every kind have it (0094).
INSERT INTO work_case (id, kind, code) SELECT id, 'one_stop.dossier', code FROM dossier;
INSERT INTO case_happening (id, case_id, at, event, label_vi, label_en, from_state, to_state, actor_id, actor_name, actor_unit_id,
                            to_unit_id, reason, due_at, form, ledger_id, reason_salt, delegation_id, on_behalf_of, on_behalf_by)
SELECT id, dossier_id, at, event, label_vi, label_en, from_state, to_state, actor_id, actor_name, actor_unit_id,
       to_unit_id, reason, due_at, form, ledger_id, reason_salt, delegation_id, on_behalf_of, on_behalf_by
  FROM dossier_event;
INSERT INTO case_happening_file (case_id, happening_id, file_id) SELECT dossier_id, event_id, file_id FROM dossier_event_file;
INSERT INTO consultation (id, case_id, unit_id, question, asked_at, due_at, answer, answered_at, answered_by, asked_in, answered_in, dropped)
SELECT id, dossier_id, unit_id, question, asked_at, due_at, answer, answered_at, answered_by, asked_in, answered_in, dropped
  FROM opinion;
INSERT INTO case_reader (case_id, unit_id) SELECT dossier_id, unit_id FROM dossier_reader;

DROP TABLE dossier_event_file;
DROP TABLE dossier_event;
DROP TABLE opinion;
DROP TABLE dossier_reader;
