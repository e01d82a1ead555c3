-- A case that named people alone may open. It isn't a column of the case: everything else about it goes on as before.
CREATE TABLE sensitive_case (
    incident_id {uuid} NOT NULL,
    since BIGINT NOT NULL,
    set_by {uuid} NOT NULL,
    PRIMARY KEY (incident_id)
);

-- Who may open it, until when, given by whom; `glass`: opened by herself, for a reason.
CREATE TABLE case_grant (
    id {uuid} NOT NULL,
    incident_id {uuid} NOT NULL,
    user_id {uuid} NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    given_by {uuid} NOT NULL,
    opened_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX case_grant_by_incident_id ON case_grant (incident_id);
CREATE INDEX case_grant_by_user_id_ends_at ON case_grant (user_id, ends_at);
