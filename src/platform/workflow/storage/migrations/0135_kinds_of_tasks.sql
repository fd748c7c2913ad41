-- Whose kind a task is: the platform's own, or a module's (the steps of a playbook).
ALTER TABLE task ADD COLUMN kind TEXT NOT NULL DEFAULT 'tasks.task';
