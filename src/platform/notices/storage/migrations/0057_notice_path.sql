-- The page a notice leads to; of notices sent before, the dossier's.
ALTER TABLE notice ADD COLUMN path TEXT NOT NULL DEFAULT '';
UPDATE notice SET path = '/ho-so/' || reference WHERE reference LIKE 'H%.%';
