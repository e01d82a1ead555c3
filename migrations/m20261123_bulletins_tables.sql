-- A message of a supervisor to all open cases of a choice.
CREATE TABLE bulletin (
    id {uuid} NOT NULL,
    sent_by {uuid} NOT NULL,
    created_at BIGINT NOT NULL,
    category TEXT,
    department TEXT,
    since BIGINT,
    words_fr TEXT NOT NULL,
    words_en TEXT NOT NULL,
    cases INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX bulletin_by_created_at ON bulletin (created_at);

-- Its way to each case: when its turn comes, and when it was written there.
CREATE TABLE bulletin_case (
    bulletin_id {uuid} NOT NULL,
    incident_id {uuid} NOT NULL,
    turn_at BIGINT NOT NULL,
    done_at BIGINT,
    PRIMARY KEY (bulletin_id, incident_id)
);
CREATE INDEX bulletin_case_by_turn ON bulletin_case (done_at, turn_at);
