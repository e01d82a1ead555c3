-- Why a message is kept back, and since when a person lets it go whatever the budgets say.
ALTER TABLE outbox ADD COLUMN held_why TEXT;
ALTER TABLE outbox ADD COLUMN released_at BIGINT;
CREATE INDEX outbox_by_sent_at ON outbox (sent_at, recipient);

-- Every attempt to send a message, with what the server said. One without an end (`unknown`) may have arrived.
CREATE TABLE mail_attempt (
    id {uuid} NOT NULL,
    outbox_id {uuid} NOT NULL,
    attempt INTEGER NOT NULL,
    at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX mail_attempt_by_outbox ON mail_attempt (outbox_id, at);

-- A mail that came in. Its bytes are kept by their hash in the data folder, before anything of it is understood.
CREATE TABLE inbound_mail (
    id {uuid} NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    source TEXT NOT NULL,
    outcome TEXT NOT NULL,
    why TEXT NOT NULL,
    incident_id {uuid},
    offer_id {uuid},
    outbox_id {uuid},
    entry_id {uuid},
    party TEXT,
    envelope_to TEXT NOT NULL,
    sender TEXT NOT NULL,
    subject TEXT NOT NULL,
    message_id TEXT,
    suspect BOOLEAN NOT NULL,
    copies INTEGER NOT NULL,
    decided_by {uuid},
    decided_at BIGINT,
    PRIMARY KEY (id),
    UNIQUE (hash, envelope_to)
);
CREATE INDEX inbound_mail_by_outcome ON inbound_mail (outcome, received_at);
CREATE INDEX inbound_mail_by_received_at ON inbound_mail (received_at);
CREATE INDEX inbound_mail_by_incident ON inbound_mail (incident_id, received_at);
CREATE INDEX inbound_mail_by_message_id ON inbound_mail (message_id);
