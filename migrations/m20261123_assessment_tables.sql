-- What the desk made of a case: read with one case, so it stands apart from the row that lists read by the hundred. The
-- advice is the playbooks' words alone; many cases get the same, and it is kept once, by the hash of what it says.
CREATE TABLE advice (
    digest TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (digest)
);
CREATE TABLE assessment (
    incident_id {uuid} NOT NULL,
    classification TEXT NOT NULL,
    advice_digest TEXT NOT NULL,
    PRIMARY KEY (incident_id)
);
INSERT INTO advice (digest, body) SELECT 'case ' || CAST(reference AS TEXT), advice FROM incident WHERE erased_at IS NULL;
INSERT INTO assessment (incident_id, classification, advice_digest)
    SELECT id, classification, 'case ' || CAST(reference AS TEXT) FROM incident WHERE erased_at IS NULL;
ALTER TABLE incident DROP COLUMN classification;
ALTER TABLE incident DROP COLUMN advice;
DROP INDEX incident_by_category_received_at;
DROP INDEX incident_by_department_received_at;
CREATE INDEX incident_by_urgency ON incident (priority, received_at DESC, id DESC, state);
CREATE INDEX incident_by_category_urgency ON incident (category, priority, received_at DESC, id DESC, state);
CREATE INDEX incident_by_department_urgency ON incident (department, priority, received_at DESC, id DESC, state);
