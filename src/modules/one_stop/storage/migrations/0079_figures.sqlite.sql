-- Figures of a year are read from sums, however many dossiers there are. What a dossier counts as is settled once it has a result, is
-- closed, or promises no day; the others are few and are counted when somebody asks. A dossier that comes to count as something, or
-- as something else, leaves a change; changes are added to the sums a little later, and until then are counted beside them: no two
-- acts wait for one sum.
CREATE TABLE figure_sum (
    part TEXT NOT NULL,       -- 'unit': all fields of a unit, 'domain': a field in all units, 'both': a field in a unit
    unit_id BIGINT NOT NULL,  -- 0: all
    month BIGINT NOT NULL,    -- of receipt, of a refusal its own: 202611
    domain TEXT NOT NULL,     -- empty: all
    figure TEXT NOT NULL,
    dossiers BIGINT NOT NULL,
    keys BIGINT NOT NULL,     -- sum of their cell keys
    online BIGINT NOT NULL,
    online_keys BIGINT NOT NULL,
    PRIMARY KEY (part, unit_id, month, domain, figure)
) WITHOUT ROWID;
CREATE TABLE figure_change (
    id BIGINT NOT NULL PRIMARY KEY,
    unit_id BIGINT NOT NULL,
    month BIGINT NOT NULL,
    domain TEXT NOT NULL,
    figure TEXT NOT NULL,
    dossiers BIGINT NOT NULL,
    keys BIGINT NOT NULL,
    online BIGINT NOT NULL,
    online_keys BIGINT NOT NULL
);

-- The words are those of FigureSlug; never is 9999-12-31, and the month is Vietnam's.
CREATE VIEW dossier_settled AS
SELECT id, unit_id, CAST(strftime('%Y%m', (at + 25200000) / 1000, 'unixepoch') AS INTEGER) AS month, domain, figure, cell_key, online
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
 WHERE figure IS NOT NULL AND at BETWEEN 0 AND 253402275599000;

INSERT INTO figure_sum (part, unit_id, month, domain, figure, dossiers, keys, online, online_keys)
SELECT 'both', unit_id, month, domain, figure, COUNT(*), SUM(cell_key), SUM(online), SUM(online * cell_key)
  FROM dossier_settled GROUP BY unit_id, month, domain, figure;
INSERT INTO figure_sum (part, unit_id, month, domain, figure, dossiers, keys, online, online_keys)
SELECT 'unit', unit_id, month, '', figure, SUM(dossiers), SUM(keys), SUM(online), SUM(online_keys)
  FROM figure_sum WHERE part = 'both' GROUP BY unit_id, month, figure;
INSERT INTO figure_sum (part, unit_id, month, domain, figure, dossiers, keys, online, online_keys)
SELECT 'domain', 0, month, domain, figure, SUM(dossiers), SUM(keys), SUM(online), SUM(online_keys)
  FROM figure_sum WHERE part = 'both' GROUP BY month, domain, figure;

CREATE INDEX dossier_unsettled ON dossier (received_at, intake_unit_id, domain, due_at, channel, cell_key)
 WHERE finished_at IS NULL AND closed_at IS NULL AND allowed_amount <> 0;

CREATE TRIGGER dossier_comes AFTER INSERT ON dossier BEGIN
    INSERT INTO figure_change (id, unit_id, month, domain, figure, dossiers, keys, online, online_keys)
    SELECT random(), unit_id, month, domain, figure, 1, cell_key, online, online * cell_key FROM dossier_settled WHERE id = NEW.id;
END;
CREATE TRIGGER dossier_goes BEFORE DELETE ON dossier BEGIN
    INSERT INTO figure_change (id, unit_id, month, domain, figure, dossiers, keys, online, online_keys)
    SELECT random(), unit_id, month, domain, figure, -1, -cell_key, -online, -online * cell_key FROM dossier_settled WHERE id = OLD.id;
END;
-- Before and after: each sees the row as it is then.
CREATE TRIGGER dossier_changes BEFORE UPDATE ON dossier
WHEN (OLD.state, OLD.received_at, OLD.finished_at, OLD.closed_at, OLD.due_at, OLD.allowed_amount, OLD.channel, OLD.domain, OLD.intake_unit_id, OLD.cell_key)
     IS NOT (NEW.state, NEW.received_at, NEW.finished_at, NEW.closed_at, NEW.due_at, NEW.allowed_amount, NEW.channel, NEW.domain, NEW.intake_unit_id, NEW.cell_key)
BEGIN
    INSERT INTO figure_change (id, unit_id, month, domain, figure, dossiers, keys, online, online_keys)
    SELECT random(), unit_id, month, domain, figure, -1, -cell_key, -online, -online * cell_key FROM dossier_settled WHERE id = OLD.id;
END;
CREATE TRIGGER dossier_changed AFTER UPDATE ON dossier
WHEN (OLD.state, OLD.received_at, OLD.finished_at, OLD.closed_at, OLD.due_at, OLD.allowed_amount, OLD.channel, OLD.domain, OLD.intake_unit_id, OLD.cell_key)
     IS NOT (NEW.state, NEW.received_at, NEW.finished_at, NEW.closed_at, NEW.due_at, NEW.allowed_amount, NEW.channel, NEW.domain, NEW.intake_unit_id, NEW.cell_key)
BEGIN
    INSERT INTO figure_change (id, unit_id, month, domain, figure, dossiers, keys, online, online_keys)
    SELECT random(), unit_id, month, domain, figure, 1, cell_key, online, online * cell_key FROM dossier_settled WHERE id = NEW.id;
END;
