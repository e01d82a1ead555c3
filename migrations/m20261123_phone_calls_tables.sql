-- A call as the phone system tells of it, from ringing to hanging up; the number goes when the call is over, the row after
-- a day.
CREATE TABLE phone_call (
    id {uuid} NOT NULL,
    token_id {uuid} NOT NULL,
    call_key TEXT NOT NULL,
    phone TEXT,
    draft_id {uuid},
    rung_at BIGINT NOT NULL,
    answered_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (id),
    UNIQUE (token_id, call_key)
);
CREATE INDEX phone_call_by_rung_at ON phone_call (rung_at);
