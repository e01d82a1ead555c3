CREATE TABLE playbook_set (
    hash TEXT NOT NULL,
    content {json} NOT NULL,
    live_at BIGINT NOT NULL,
    PRIMARY KEY (hash)
);

CREATE TABLE user_account (
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (email)
);

CREATE TABLE session (
    token_hash TEXT NOT NULL,
    user_id {uuid} NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash)
);

CREATE INDEX session_by_user_id ON session (user_id);

CREATE TABLE api_token (
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    rate_per_minute BIGINT,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (id),
    UNIQUE (name),
    UNIQUE (token_hash)
);

CREATE TABLE incident (
    id {uuid} NOT NULL,
    reference TEXT NOT NULL,
    state TEXT NOT NULL,
    channel TEXT NOT NULL,
    exercise BOOLEAN NOT NULL,
    tlp TEXT NOT NULL,
    pap TEXT NOT NULL,
    lang TEXT NOT NULL,
    category TEXT NOT NULL,
    category_confirmed BOOLEAN NOT NULL,
    verdict TEXT NOT NULL,
    severity TEXT NOT NULL,
    priority INTEGER NOT NULL,
    playbook_set TEXT NOT NULL,
    classification {json} NOT NULL,
    advice {json} NOT NULL,
    report {json} NOT NULL,
    facts {json} NOT NULL,
    organisation TEXT NOT NULL,
    siret TEXT,
    phone TEXT,
    email TEXT,
    email_safe TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    commune TEXT,
    department TEXT NOT NULL,
    lat {real},
    lon {real},
    words TEXT NOT NULL,
    provider_words TEXT NOT NULL,
    event_from BIGINT,
    event_until BIGINT,
    event_precision TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    entered_at BIGINT NOT NULL,
    verified_at BIGINT,
    verified_by {uuid},
    verified_how TEXT,
    agreed_at BIGINT,
    agreement {json},
    first_contact_due BIGINT NOT NULL,
    first_contact_at BIGINT,
    owner {uuid},
    offer_mode TEXT NOT NULL,
    round INTEGER NOT NULL,
    choice_due BIGINT,
    closed_at BIGINT,
    disposition TEXT,
    duplicate_of {uuid},
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    search_text TEXT NOT NULL,
    erased_at BIGINT,
    PRIMARY KEY (id),
    UNIQUE (reference)
);

CREATE INDEX incident_by_state_priority_received_at ON incident (state, priority, received_at);

CREATE INDEX incident_by_received_at ON incident (received_at);

CREATE INDEX incident_by_phone ON incident (phone);

CREATE INDEX incident_by_siret ON incident (siret);

CREATE INDEX incident_by_email ON incident (email);

CREATE INDEX incident_by_category_received_at ON incident (category, received_at);

CREATE INDEX incident_by_department_received_at ON incident (department, received_at);

CREATE TABLE submission (
    scope TEXT NOT NULL,
    submit_key TEXT NOT NULL,
    incident_id {uuid} NOT NULL,
    request_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (scope, submit_key)
);

CREATE TABLE draft (
    id {uuid} NOT NULL,
    owner {uuid},
    content {json} NOT NULL,
    version BIGINT NOT NULL,
    phone TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    finished_at BIGINT,
    incident_id {uuid},
    PRIMARY KEY (id)
);

CREATE INDEX draft_by_owner_finished_at ON draft (owner, finished_at);

CREATE TABLE entry (
    id {uuid} NOT NULL,
    incident_id {uuid} NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    author TEXT NOT NULL,
    visible_to TEXT NOT NULL,
    body TEXT NOT NULL,
    text_id TEXT,
    arguments {json} NOT NULL,
    happened_at BIGINT NOT NULL,
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX entry_by_incident_id_happened_at ON entry (incident_id, happened_at);

CREATE TABLE task (
    id {uuid} NOT NULL,
    incident_id {uuid} NOT NULL,
    kind TEXT NOT NULL,
    text_id TEXT NOT NULL,
    arguments {json} NOT NULL,
    words TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    done_at BIGINT,
    done_by {uuid},
    PRIMARY KEY (id)
);

CREATE INDEX task_by_done_at_due_at ON task (done_at, due_at);

CREATE INDEX task_by_incident_id ON task (incident_id);

CREATE TABLE action_tick (
    id {uuid} NOT NULL,
    incident_id {uuid} NOT NULL,
    action_id TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (incident_id, action_id)
);

CREATE TABLE deadline (
    id {uuid} NOT NULL,
    incident_id {uuid} NOT NULL,
    clock TEXT NOT NULL,
    state TEXT NOT NULL,
    condition TEXT NOT NULL,
    start_at BIGINT NOT NULL,
    start_latest BIGINT NOT NULL,
    due_at BIGINT,
    confirmed_by {uuid},
    confirmed_at BIGINT,
    stopped_at BIGINT,
    proof TEXT,
    PRIMARY KEY (id),
    UNIQUE (incident_id, clock)
);

CREATE INDEX deadline_by_state_due_at ON deadline (state, due_at);

CREATE TABLE provider (
    id {uuid} NOT NULL,
    external_id TEXT NOT NULL,
    siret TEXT,
    company TEXT NOT NULL,
    vetting_state TEXT NOT NULL,
    paused_at BIGINT,
    document {json} NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (external_id),
    UNIQUE (siret)
);

CREATE TABLE provider_proposal (
    id {uuid} NOT NULL,
    provider_id {uuid} NOT NULL,
    change TEXT NOT NULL,
    reason TEXT NOT NULL,
    proposed_by {uuid} NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by {uuid},
    decided_at BIGINT,
    PRIMARY KEY (id)
);

CREATE INDEX provider_proposal_by_provider_id_decided_at ON provider_proposal (provider_id, decided_at);

CREATE TABLE directory_state (
    id INTEGER NOT NULL,
    generation BIGINT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE shortlist (
    id {uuid} NOT NULL,
    incident_id {uuid} NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    need {json} NOT NULL,
    context {json} NOT NULL,
    directory_generation BIGINT NOT NULL,
    list {json} NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX shortlist_by_incident_id_made_at ON shortlist (incident_id, made_at);

CREATE TABLE offer (
    id {uuid} NOT NULL,
    incident_id {uuid} NOT NULL,
    provider_id {uuid} NOT NULL,
    round INTEGER NOT NULL,
    state TEXT NOT NULL,
    mode TEXT NOT NULL,
    asked INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    on_call BOOLEAN NOT NULL,
    distance_km INTEGER,
    leaves_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    half_time_at BIGINT,
    half_time_done BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by TEXT,
    answer {json},
    draw INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (incident_id, provider_id, round)
);

CREATE INDEX offer_by_state_leaves_at ON offer (state, leaves_at);

CREATE INDEX offer_by_state_expires_at ON offer (state, expires_at);

CREATE INDEX offer_by_provider_id_created_at ON offer (provider_id, created_at);

CREATE TABLE assignment (
    id {uuid} NOT NULL,
    incident_id {uuid} NOT NULL,
    provider_id {uuid} NOT NULL,
    offer_id {uuid} NOT NULL,
    assigned_at BIGINT NOT NULL,
    assigned_by TEXT NOT NULL,
    eligible {json} NOT NULL,
    first_contact_due BIGINT NOT NULL,
    first_contact_at BIGINT,
    ended_at BIGINT,
    end_reason TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX assignment_by_provider_id_assigned_at ON assignment (provider_id, assigned_at);

CREATE TABLE link (
    id {uuid} NOT NULL,
    scope TEXT NOT NULL,
    incident_id {uuid} NOT NULL,
    offer_id {uuid},
    generation INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (id)
);

CREATE INDEX link_by_incident_id ON link (incident_id);

CREATE INDEX link_by_offer_id ON link (offer_id);

CREATE TABLE outbox (
    id {uuid} NOT NULL,
    incident_id {uuid},
    offer_id {uuid},
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    message_id TEXT NOT NULL,
    content {json} NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    leased_until BIGINT,
    last_words TEXT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    PRIMARY KEY (id),
    UNIQUE (message_id)
);

CREATE INDEX outbox_by_state_next_attempt_at ON outbox (state, next_attempt_at);

CREATE INDEX outbox_by_incident_id ON outbox (incident_id);

CREATE INDEX outbox_by_offer_id ON outbox (offer_id);

CREATE TABLE alarm (
    id {uuid} NOT NULL,
    incident_id {uuid},
    kind TEXT NOT NULL,
    text_id TEXT NOT NULL,
    arguments {json} NOT NULL,
    raised_at BIGINT NOT NULL,
    step INTEGER NOT NULL,
    next_step_at BIGINT NOT NULL,
    acknowledged_by {uuid},
    acknowledged_at BIGINT,
    PRIMARY KEY (id)
);

CREATE INDEX alarm_by_acknowledged_at_next_step_at ON alarm (acknowledged_at, next_step_at);

CREATE TABLE audit_event (
    id {uuid} NOT NULL,
    subject TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    hash TEXT NOT NULL,
    canonical TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (subject, seq)
);

CREATE INDEX audit_event_by_at ON audit_event (at);

CREATE INDEX audit_event_by_action ON audit_event (action);

CREATE TABLE unsequenced (
    event_id {uuid} NOT NULL,
    leaf_hash TEXT NOT NULL,
    PRIMARY KEY (event_id)
);

CREATE TABLE log_leaf (
    leaf_index BIGINT NOT NULL,
    event_id {uuid} NOT NULL,
    leaf_hash TEXT NOT NULL,
    PRIMARY KEY (leaf_index),
    UNIQUE (event_id)
);

CREATE TABLE checkpoint (
    size BIGINT NOT NULL,
    root TEXT NOT NULL,
    note TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    PRIMARY KEY (size)
);

CREATE TABLE commitment (
    id {uuid} NOT NULL,
    subject TEXT NOT NULL,
    field TEXT NOT NULL,
    salt TEXT NOT NULL,
    value TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX commitment_by_subject ON commitment (subject);

CREATE TABLE setting (
    name TEXT NOT NULL,
    value {json} NOT NULL,
    PRIMARY KEY (name)
);
