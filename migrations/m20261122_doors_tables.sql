-- The second factor of an account: its seed is sealed by a key of the desk, bound to the account; a step of time that was
-- accepted once, and every step before it, is never accepted again.
CREATE TABLE second_factor (
    user_id {uuid} NOT NULL,
    sealed_seed {blob} NOT NULL,
    last_step BIGINT NOT NULL,
    PRIMARY KEY (user_id)
);
ALTER TABLE user_account ADD COLUMN second_factor_at BIGINT;

-- Codes for the day on which the telephone is lost: only a keyed hash of each is kept, each works once.
CREATE TABLE recovery_code (
    user_id {uuid} NOT NULL,
    code_hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (user_id, code_hash)
);

-- Between the password and the code: not a session yet.
CREATE TABLE pending_sign_in (
    token_hash TEXT NOT NULL,
    user_id {uuid} NOT NULL,
    wrong_codes BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash)
);

-- Tries of a password or a code by one account and client: `who` is a keyed hash of both.
CREATE TABLE sign_in_try (
    who TEXT NOT NULL,
    tries BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (who)
);
CREATE INDEX sign_in_try_by_last_at ON sign_in_try (last_at);

-- Browsers in which somebody signed in before: nobody else's tries make their owner wait.
CREATE TABLE known_device (
    token_hash TEXT NOT NULL,
    user_id {uuid} NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash, user_id)
);
CREATE INDEX known_device_by_user_id ON known_device (user_id);

-- Which browser a session is in, in two words: `Firefox, Linux`.
ALTER TABLE session ADD COLUMN agent TEXT NOT NULL DEFAULT '';
