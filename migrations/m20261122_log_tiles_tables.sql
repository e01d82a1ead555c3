-- Hashes of complete subtrees of the log, every eighth level above its leaves: what tiles and proofs are made of.
CREATE TABLE log_node (
    level INTEGER NOT NULL,
    node_index BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (level, node_index)
);

-- The log's key was replaced when the log had this length: the statement that both keys signed.
CREATE TABLE log_rotation (
    size BIGINT NOT NULL,
    note TEXT NOT NULL,
    rotated_at BIGINT NOT NULL,
    PRIMARY KEY (size)
);
