-- A piece of a case: a file that somebody gave, or that came with a mail. Its bytes are in the folder of files under their
-- hash; here stands what is known of them.
CREATE TABLE attachment (
    id {uuid} NOT NULL,
    incident_id {uuid} NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    declared_type TEXT NOT NULL,
    sniffed_type TEXT NOT NULL,
    kind TEXT NOT NULL,
    warning TEXT NOT NULL,
    source TEXT NOT NULL,
    party TEXT NOT NULL,
    author TEXT NOT NULL,
    provider_id {uuid},
    mail_id {uuid},
    mail_part INTEGER,
    note TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    shared_at BIGINT,
    shared_by TEXT NOT NULL,
    set_aside_at BIGINT,
    set_aside_by TEXT NOT NULL,
    set_aside_why TEXT NOT NULL,
    checked_at BIGINT,
    damaged_at BIGINT,
    scan TEXT NOT NULL,
    finding TEXT NOT NULL,
    scanned_at BIGINT,
    PRIMARY KEY (id)
);
CREATE INDEX attachment_by_incident_id ON attachment (incident_id, received_at);
CREATE INDEX attachment_by_sha256 ON attachment (sha256);
CREATE UNIQUE INDEX attachment_of_mail ON attachment (mail_id, mail_part) WHERE mail_id IS NOT NULL;
CREATE INDEX attachment_to_scan ON attachment (received_at) WHERE scan = '';
