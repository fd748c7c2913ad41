-- What came in and went out, day by day and month by month, so that the report of any period is told from sums however many dossiers
-- there are: what is left on a day is what came before it less what went before it. A dossier leaves a change for each flow it begins
-- or stops to be in; changes are added to the sums a little later and are counted beside them until then, as in 0079.
CREATE TABLE flow_sum (
    part TEXT NOT NULL,        -- 'unit': all fields of a unit, 'domain': a field in all units
    span TEXT NOT NULL,        -- 'month', 'day'
    since BIGINT NOT NULL,     -- 202611, days since 1970 in Vietnam
    unit_id BIGINT NOT NULL,   -- 0: all
    domain TEXT NOT NULL,      -- empty: all
    flow TEXT NOT NULL,
    dossiers BIGINT NOT NULL,
    PRIMARY KEY (part, span, since, unit_id, domain, flow)
) WITHOUT ROWID;
CREATE TABLE flow_change (
    id BIGINT NOT NULL PRIMARY KEY,
    unit_id BIGINT NOT NULL,
    domain TEXT NOT NULL,
    day BIGINT NOT NULL,
    month BIGINT NOT NULL,
    flow TEXT NOT NULL,
    dossiers BIGINT NOT NULL
);

-- Received; brought to an end, and how; overdue from the day it was due until it ended, of those that have ended after it; refused.
-- Never is 9999-12-31. The words of the ends are those of ColumnSlug.
CREATE VIEW dossier_flow AS
SELECT id, unit_id, domain, (at + 25200000) / 86400000 AS day, CAST(strftime('%Y%m', (at + 25200000) / 1000, 'unixepoch') AS INTEGER) AS month, flow
  FROM (SELECT id, intake_unit_id AS unit_id, domain, received_at AS at,
               CASE WHEN channel = 2 THEN 'truc-tuyen' ELSE 'truc-tiep' END AS flow
          FROM dossier WHERE received_at IS NOT NULL
         UNION ALL
        SELECT id, intake_unit_id, domain, COALESCE(finished_at, closed_at),
               CASE WHEN finished_at IS NULL AND state = 'withdrawn' THEN 'rut'
                    WHEN finished_at IS NULL THEN 'dung'
                    WHEN allowed_amount = 0 OR due_at >= 253402275599000 THEN 'khong-han'
                    WHEN finished_at > due_at THEN 'qua-han'
                    WHEN (finished_at + 25200000) / 86400000 < (due_at + 25200000) / 86400000 THEN 'truoc-han'
                    ELSE 'dung-han' END
          FROM dossier WHERE received_at IS NOT NULL AND COALESCE(finished_at, closed_at) IS NOT NULL
         UNION ALL
        SELECT id, intake_unit_id, domain, CASE WHEN due_at < received_at THEN received_at ELSE due_at END, 'bat-dau-qua-han'
          FROM dossier
         WHERE received_at IS NOT NULL AND allowed_amount <> 0 AND due_at < COALESCE(finished_at, closed_at)
         UNION ALL
        SELECT id, intake_unit_id, domain, COALESCE(finished_at, closed_at), 'het-qua-han'
          FROM dossier
         WHERE received_at IS NOT NULL AND allowed_amount <> 0 AND due_at < COALESCE(finished_at, closed_at)
         UNION ALL
        SELECT id, intake_unit_id, domain, closed_at, 'tu-choi'
          FROM dossier WHERE received_at IS NULL AND closed_at IS NOT NULL AND state = 'refused') AS flows
 WHERE at BETWEEN 0 AND 253402275599000;

INSERT INTO flow_sum (part, span, since, unit_id, domain, flow, dossiers)
SELECT 'unit', 'day', day, unit_id, '', flow, COUNT(*) FROM dossier_flow GROUP BY day, unit_id, flow;
INSERT INTO flow_sum (part, span, since, unit_id, domain, flow, dossiers)
SELECT 'unit', 'month', month, unit_id, '', flow, COUNT(*) FROM dossier_flow GROUP BY month, unit_id, flow;
INSERT INTO flow_sum (part, span, since, unit_id, domain, flow, dossiers)
SELECT 'domain', 'day', day, 0, domain, flow, COUNT(*) FROM dossier_flow GROUP BY day, domain, flow;
INSERT INTO flow_sum (part, span, since, unit_id, domain, flow, dossiers)
SELECT 'domain', 'month', month, 0, domain, flow, COUNT(*) FROM dossier_flow GROUP BY month, domain, flow;

-- What of a unit was on hand in a period, without reading all it ever received.
CREATE INDEX dossier_by_result ON dossier (intake_unit_id, finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX dossier_without_result ON dossier (intake_unit_id, closed_at) WHERE finished_at IS NULL;

-- Before an act and after it: each sees the row as it is then. While a dossier is being worked on nothing of it flows.
CREATE TRIGGER dossier_flows_in AFTER INSERT ON dossier BEGIN
    INSERT INTO flow_change (id, unit_id, domain, day, month, flow, dossiers)
    SELECT random(), unit_id, domain, day, month, flow, 1 FROM dossier_flow WHERE id = NEW.id;
END;
CREATE TRIGGER dossier_flows_away BEFORE DELETE ON dossier BEGIN
    INSERT INTO flow_change (id, unit_id, domain, day, month, flow, dossiers)
    SELECT random(), unit_id, domain, day, month, flow, -1 FROM dossier_flow WHERE id = OLD.id;
END;
CREATE TRIGGER dossier_flows BEFORE UPDATE ON dossier
WHEN (OLD.received_at, OLD.channel, OLD.domain, OLD.intake_unit_id, OLD.finished_at, COALESCE(OLD.finished_at, OLD.closed_at),
      CASE WHEN OLD.finished_at IS NULL AND OLD.closed_at IS NOT NULL THEN OLD.state END,
      CASE WHEN COALESCE(OLD.finished_at, OLD.closed_at) IS NOT NULL THEN OLD.due_at END, CASE WHEN COALESCE(OLD.finished_at, OLD.closed_at) IS NOT NULL THEN OLD.allowed_amount END)
     IS NOT
     (NEW.received_at, NEW.channel, NEW.domain, NEW.intake_unit_id, NEW.finished_at, COALESCE(NEW.finished_at, NEW.closed_at),
      CASE WHEN NEW.finished_at IS NULL AND NEW.closed_at IS NOT NULL THEN NEW.state END,
      CASE WHEN COALESCE(NEW.finished_at, NEW.closed_at) IS NOT NULL THEN NEW.due_at END, CASE WHEN COALESCE(NEW.finished_at, NEW.closed_at) IS NOT NULL THEN NEW.allowed_amount END)
BEGIN
    INSERT INTO flow_change (id, unit_id, domain, day, month, flow, dossiers)
    SELECT random(), unit_id, domain, day, month, flow, -1 FROM dossier_flow WHERE id = OLD.id;
END;
CREATE TRIGGER dossier_flowed AFTER UPDATE ON dossier
WHEN (OLD.received_at, OLD.channel, OLD.domain, OLD.intake_unit_id, OLD.finished_at, COALESCE(OLD.finished_at, OLD.closed_at),
      CASE WHEN OLD.finished_at IS NULL AND OLD.closed_at IS NOT NULL THEN OLD.state END,
      CASE WHEN COALESCE(OLD.finished_at, OLD.closed_at) IS NOT NULL THEN OLD.due_at END, CASE WHEN COALESCE(OLD.finished_at, OLD.closed_at) IS NOT NULL THEN OLD.allowed_amount END)
     IS NOT
     (NEW.received_at, NEW.channel, NEW.domain, NEW.intake_unit_id, NEW.finished_at, COALESCE(NEW.finished_at, NEW.closed_at),
      CASE WHEN NEW.finished_at IS NULL AND NEW.closed_at IS NOT NULL THEN NEW.state END,
      CASE WHEN COALESCE(NEW.finished_at, NEW.closed_at) IS NOT NULL THEN NEW.due_at END, CASE WHEN COALESCE(NEW.finished_at, NEW.closed_at) IS NOT NULL THEN NEW.allowed_amount END)
BEGIN
    INSERT INTO flow_change (id, unit_id, domain, day, month, flow, dossiers)
    SELECT random(), unit_id, domain, day, month, flow, 1 FROM dossier_flow WHERE id = NEW.id;
END;
