-- Whose account it is when the provider of identities names somebody; one of each provider for each account.
CREATE TABLE linked_identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id {uuid} NOT NULL,
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (user_id, issuer)
);

-- Somebody on the way to the provider; the row goes when she comes back, or when her time is over.
CREATE TABLE openid_start (
    token_hash TEXT NOT NULL,
    state TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    next TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash)
);

-- Who was named by the provider and gives her code now: the link follows the code.
ALTER TABLE pending_sign_in ADD COLUMN issuer TEXT;
ALTER TABLE pending_sign_in ADD COLUMN subject TEXT;

-- The provider vouched for a second factor of its own.
ALTER TABLE session ADD COLUMN vouched BOOLEAN NOT NULL DEFAULT FALSE;
