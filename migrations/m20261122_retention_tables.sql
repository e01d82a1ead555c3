-- A case that must not be erased, for a reason that a named person gave and a named person takes back.
CREATE TABLE legal_hold (
    id {uuid} NOT NULL,
    incident_id {uuid} NOT NULL,
    reason TEXT NOT NULL,
    set_by {uuid},
    set_at BIGINT NOT NULL,
    lifted_by {uuid},
    lifted_at BIGINT,
    lift_reason TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX legal_hold_by_incident ON legal_hold (incident_id, lifted_at);
CREATE UNIQUE INDEX legal_hold_one_in_force ON legal_hold (incident_id) WHERE lifted_at IS NULL;

-- What was eliminated in one go, as a list that the desk signed; for the visa of the archives. Nothing personal.
CREATE TABLE elimination (
    id {uuid} NOT NULL,
    made_at BIGINT NOT NULL,
    made_by {uuid},
    items BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX elimination_by_made_at ON elimination (made_at);
