-- A warning that a legal clock runs out, given once for each share of its time.
CREATE TABLE deadline_warning (
    deadline_id {uuid} NOT NULL,
    percent INTEGER NOT NULL,
    warned_at BIGINT NOT NULL,
    PRIMARY KEY (deadline_id, percent)
);

-- The supervisors' digest of a day, in the desk's time zone: the row is what keeps it from being written twice.
CREATE TABLE digest (
    day TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    recipients INTEGER NOT NULL,
    PRIMARY KEY (day)
);
