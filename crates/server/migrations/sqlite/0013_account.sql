-- What people see and do with their own account: sessions by name, second factors, passkeys, a new e-mail address.

ALTER TABLE sessions ADD COLUMN id BLOB;
UPDATE sessions SET id = randomblob(16);
ALTER TABLE sessions ADD COLUMN user_agent TEXT;
ALTER TABLE sessions ADD COLUMN address TEXT;
-- When its owner last gave a password or a second factor.
ALTER TABLE sessions ADD COLUMN proven_at BIGINT NOT NULL DEFAULT 0;
UPDATE sessions SET proven_at = created_at;
CREATE UNIQUE INDEX sessions_by_id ON sessions (id);

-- Of everything that its owner can use; none: none was chosen.
ALTER TABLE accounts ADD COLUMN language TEXT;
ALTER TABLE accounts ADD COLUMN password_changed_at BIGINT;
-- The secret of the authenticator app, sealed. The server moves those in totp_secret here when it starts.
ALTER TABLE accounts ADD COLUMN totp_sealed TEXT;
ALTER TABLE accounts ADD COLUMN totp_since BIGINT;
-- A secret that waits for its first code, sealed.
ALTER TABLE accounts ADD COLUMN totp_waiting TEXT;
ALTER TABLE accounts ADD COLUMN totp_waiting_until BIGINT;
CREATE INDEX accounts_with_plain_secret ON accounts (id) WHERE totp_secret IS NOT NULL;

-- Each signs in once instead of a code of the authenticator app. Only hashes are kept.
CREATE TABLE recovery_codes (
    code_hash BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    used_at BIGINT
) WITHOUT ROWID;
CREATE INDEX recovery_codes_by_account ON recovery_codes (account_id);

CREATE TABLE passkeys (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- As the authenticator names it.
    credential_id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- Public key and counter, as JSON.
    credential TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
) WITHOUT ROWID;
CREATE INDEX passkeys_by_account ON passkeys (account_id);

-- What the server has asked a browser to sign. Each is answered once.
CREATE TABLE passkey_challenges (
    token_hash BLOB PRIMARY KEY,
    -- None: nobody has signed in yet.
    account_id BLOB REFERENCES accounts (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX passkey_challenges_by_end ON passkey_challenges (expires_at);

-- The newest change of its e-mail address that the owner of an account asked for.
CREATE TABLE account_email_changes (
    account_id BLOB PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    -- Counts the requests. Links and mails of an earlier one are void.
    generation BIGINT NOT NULL,
    requested_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- 1: confirmed, 2: cancelled, none: waits.
    ended SMALLINT
) WITHOUT ROWID;

CREATE TABLE account_email_change_tokens (
    token_hash BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account_email_changes (account_id) ON DELETE CASCADE,
    generation BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX account_email_change_tokens_by_account ON account_email_change_tokens (account_id);

-- From when on its people need a second factor; none: they need none.
ALTER TABLE organizations ADD COLUMN two_factor_from BIGINT;
