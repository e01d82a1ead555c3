-- A mail that stands in the desk's mailbox and could not be taken in yet: how often it was tried, and when it is tried again.
CREATE TABLE stuck_mail (
    mailbox TEXT NOT NULL,
    uid BIGINT NOT NULL,
    tries INTEGER NOT NULL,
    since BIGINT NOT NULL,
    next_try_at BIGINT NOT NULL,
    given BOOLEAN NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (mailbox, uid)
);

-- Since when a worker hands this message to the mail server: a lease that ended with it set was broken off in the middle.
ALTER TABLE outbox ADD COLUMN begun_at BIGINT;
