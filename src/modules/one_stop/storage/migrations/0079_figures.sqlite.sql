-- Figures of a year are read from sums, however many dossiers there are. What a dossier counts as is settled once it has a result, is
-- closed, or promises no day; the others are few and are counted when somebody asks. A dossier that comes to count as something, or
-- as something else, leaves a change; changes are added to the sums a little later, and until then are counted beside them: no two
-- acts wait for one sum.
CREATE TABLE figure_day (
    day BIGINT NOT NULL,  -- of receipt, of a refusal its own; days since 1970-01-01
    unit_id BIGINT NOT NULL,
    domain TEXT NOT NULL,
    figure TEXT NOT NULL,
    dossiers BIGINT NOT NULL,
    keys BIGINT NOT NULL,  -- sum of their cell keys
    online BIGINT NOT NULL,
    online_keys BIGINT NOT NULL,
    PRIMARY KEY (day, unit_id, domain, figure)
) WITHOUT ROWID;
CREATE TABLE figure_change (
    id BIGINT NOT NULL PRIMARY KEY,
    day BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    domain TEXT NOT NULL,
    figure TEXT NOT NULL,
    dossiers BIGINT NOT NULL,
    keys BIGINT NOT NULL,
    online BIGINT NOT NULL,
    online_keys BIGINT NOT NULL
);

-- The words are those of FigureSlug; never is 9999-12-31.
CREATE VIEW dossier_settled AS
SELECT id, (at + 25200000) / 86400000 AS day, unit_id, domain, figure, cell_key, online
  FROM (SELECT id, intake_unit_id AS unit_id, domain, cell_key,
               COALESCE(received_at, closed_at) AS at,
               CASE WHEN received_at IS NULL THEN CASE WHEN state = 'refused' AND closed_at IS NOT NULL THEN 'tu-choi' END
                    WHEN finished_at IS NULL AND closed_at IS NOT NULL AND state = 'withdrawn' THEN 'rut'
                    WHEN finished_at IS NULL AND closed_at IS NOT NULL THEN 'dung'
                    WHEN allowed_amount = 0 OR (finished_at IS NOT NULL AND due_at >= 253402275599000) THEN 'khong-co-han'
                    WHEN finished_at <= due_at THEN 'dung-han'
                    WHEN finished_at > due_at THEN 'tre-han' END AS figure,
               CASE WHEN received_at IS NOT NULL AND channel = 2 THEN 1 ELSE 0 END AS online
          FROM dossier) AS counted
 WHERE figure IS NOT NULL;

INSERT INTO figure_day (day, unit_id, domain, figure, dossiers, keys, online, online_keys)
SELECT day, unit_id, domain, figure, COUNT(*), SUM(cell_key), SUM(online), SUM(online * cell_key)
  FROM dossier_settled GROUP BY day, unit_id, domain, figure;

CREATE INDEX dossier_unsettled ON dossier (received_at, intake_unit_id, domain, due_at, channel, cell_key)
 WHERE finished_at IS NULL AND closed_at IS NULL AND allowed_amount <> 0;

CREATE TRIGGER dossier_comes AFTER INSERT ON dossier BEGIN
    INSERT INTO figure_change (id, day, unit_id, domain, figure, dossiers, keys, online, online_keys)
    SELECT random(), day, unit_id, domain, figure, 1, cell_key, online, online * cell_key FROM dossier_settled WHERE id = NEW.id;
END;
CREATE TRIGGER dossier_goes BEFORE DELETE ON dossier BEGIN
    INSERT INTO figure_change (id, day, unit_id, domain, figure, dossiers, keys, online, online_keys)
    SELECT random(), day, unit_id, domain, figure, -1, -cell_key, -online, -online * cell_key FROM dossier_settled WHERE id = OLD.id;
END;
-- Before and after: each sees the row as it is then.
CREATE TRIGGER dossier_changes BEFORE UPDATE ON dossier
WHEN (OLD.state, OLD.received_at, OLD.finished_at, OLD.closed_at, OLD.due_at, OLD.allowed_amount, OLD.channel, OLD.domain, OLD.intake_unit_id, OLD.cell_key)
     IS NOT (NEW.state, NEW.received_at, NEW.finished_at, NEW.closed_at, NEW.due_at, NEW.allowed_amount, NEW.channel, NEW.domain, NEW.intake_unit_id, NEW.cell_key)
BEGIN
    INSERT INTO figure_change (id, day, unit_id, domain, figure, dossiers, keys, online, online_keys)
    SELECT random(), day, unit_id, domain, figure, -1, -cell_key, -online, -online * cell_key FROM dossier_settled WHERE id = OLD.id;
END;
CREATE TRIGGER dossier_changed AFTER UPDATE ON dossier
WHEN (OLD.state, OLD.received_at, OLD.finished_at, OLD.closed_at, OLD.due_at, OLD.allowed_amount, OLD.channel, OLD.domain, OLD.intake_unit_id, OLD.cell_key)
     IS NOT (NEW.state, NEW.received_at, NEW.finished_at, NEW.closed_at, NEW.due_at, NEW.allowed_amount, NEW.channel, NEW.domain, NEW.intake_unit_id, NEW.cell_key)
BEGIN
    INSERT INTO figure_change (id, day, unit_id, domain, figure, dossiers, keys, online, online_keys)
    SELECT random(), day, unit_id, domain, figure, 1, cell_key, online, online * cell_key FROM dossier_settled WHERE id = NEW.id;
END;
