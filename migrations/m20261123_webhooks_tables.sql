-- A partner's system that the desk tells of what happens. Its secret is sealed; while one is replaced, the one before signs too.
CREATE TABLE webhook (
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    kinds TEXT NOT NULL,
    sealed_secret {blob} NOT NULL,
    sealed_before {blob},
    before_until BIGINT,
    next_leaf BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    paused_at BIGINT,
    paused_why TEXT,
    PRIMARY KEY (id),
    UNIQUE (name)
);

-- One event of the trail on its way to one webhook; the body stays as it was written. One event comes once to each.
CREATE TABLE webhook_delivery (
    id {uuid} NOT NULL,
    webhook_id {uuid} NOT NULL,
    event_id {uuid} NOT NULL,
    incident_id {uuid},
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    leased_until BIGINT,
    last_words TEXT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    PRIMARY KEY (id),
    UNIQUE (webhook_id, event_id)
);
CREATE INDEX webhook_delivery_by_state ON webhook_delivery (webhook_id, state, next_attempt_at);
CREATE INDEX webhook_delivery_by_created_at ON webhook_delivery (created_at);
