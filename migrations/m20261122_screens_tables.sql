-- Who looks at which case or call: kept for minutes, told to whoever looks at the same.
CREATE TABLE presence (
    user_id {uuid} NOT NULL,
    subject {uuid} NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, subject)
);
CREATE INDEX presence_by_subject_seen_at ON presence (subject, seen_at);

-- How somebody likes to work: keys, saved views of the queue.
CREATE TABLE preference (
    user_id {uuid} NOT NULL,
    value {json} NOT NULL,
    PRIMARY KEY (user_id)
);

-- A call that broke off waits to be called back; one that was handed over says by whom; a form that somebody goes on
-- with later is found by its code, of which the desk keeps a hash alone.
ALTER TABLE draft ADD COLUMN dropped_at BIGINT;
ALTER TABLE draft ADD COLUMN handed_by {uuid};
ALTER TABLE draft ADD COLUMN code_hash TEXT;
CREATE UNIQUE INDEX draft_by_code_hash ON draft (code_hash);
CREATE INDEX draft_by_finished_at_updated_at ON draft (finished_at, updated_at);

-- A case is found by its short code among those of its postal code.
CREATE INDEX incident_by_postal_code ON incident (postal_code);

-- The queue asks for the next clock of each case.
CREATE INDEX deadline_by_incident_id_state_due_at ON deadline (incident_id, state, due_at);
