-- Weights of the score that somebody proposed, with what they would have changed; a second person decides. Approved ones have a
-- version, and the highest is in force; none: those of the configuration are.
CREATE TABLE weights_proposal (
    id {uuid} NOT NULL,
    weights {json} NOT NULL,
    reason TEXT NOT NULL,
    simulation {json} NOT NULL,
    against BIGINT NOT NULL,
    proposed_by {uuid} NOT NULL,
    proposed_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    decided_by {uuid},
    decided_at BIGINT,
    decided_why TEXT,
    version BIGINT,
    PRIMARY KEY (id),
    UNIQUE (version)
);
-- One at a time: two people can't propose past each other.
CREATE UNIQUE INDEX weights_proposal_waiting ON weights_proposal (state) WHERE state = 'waiting';
CREATE INDEX weights_proposal_by_proposed_at ON weights_proposal (proposed_at);
