-- A firm that asked to be in the directory; a supervisor decides.
CREATE TABLE provider_application (
    id {uuid} NOT NULL,
    received_at BIGINT NOT NULL,
    document {json} NOT NULL,
    state TEXT NOT NULL,
    decided_by {uuid},
    decided_at BIGINT,
    reason TEXT NOT NULL,
    provider_id {uuid},
    PRIMARY KEY (id)
);
CREATE INDEX provider_application_by_state ON provider_application (state, received_at);

-- What was seen and by whom, when a provider was vetted.
CREATE TABLE provider_note (
    id {uuid} NOT NULL,
    provider_id {uuid} NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    author TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX provider_note_by_provider ON provider_note (provider_id, written_at);

-- A link to a provider's own page, mailed to its known address.
CREATE TABLE provider_link (
    id {uuid} NOT NULL,
    provider_id {uuid} NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (id)
);
CREATE INDEX provider_link_by_provider ON provider_link (provider_id, created_at);

-- A warning that was given, so that none is given twice.
CREATE TABLE provider_warning (
    provider_id {uuid} NOT NULL,
    what TEXT NOT NULL,
    ends TEXT NOT NULL,
    days INTEGER NOT NULL,
    warned_at BIGINT NOT NULL,
    PRIMARY KEY (provider_id, what, ends, days)
);

-- A tie of somebody of the staff with a firm: its vetting and choice are kept from that person.
CREATE TABLE staff_tie (
    user_id {uuid} NOT NULL,
    provider_id {uuid} NOT NULL,
    why TEXT NOT NULL,
    declared_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, provider_id)
);

-- The firm agreed to be shown in the public directory, since then.
ALTER TABLE provider ADD COLUMN listed_at BIGINT;

-- A provider that lost a case is asked to delete what it got, and confirms.
ALTER TABLE assignment ADD COLUMN deletion_asked_at BIGINT;
ALTER TABLE assignment ADD COLUMN deletion_confirmed_at BIGINT;
