-- Keys with which programs call the API.
CREATE TABLE api_keys (
    id BYTEA PRIMARY KEY,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    secret_hash BYTEA NOT NULL UNIQUE,
    -- Names separated by spaces.
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- None: works until it is revoked.
    expires_at BIGINT,
    -- Written at most once a minute.
    last_used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX api_keys_by_organization ON api_keys (organization_id, id);

-- The key that caused the event, if a program did.
ALTER TABLE audit_events ADD COLUMN api_key_id BYTEA;

-- What needs a member in other programs. A member with a reference cannot be removed.
CREATE TABLE member_references (
    member_id BYTEA NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    -- Short name of the program.
    source TEXT NOT NULL,
    -- The order in which people see those of one source.
    position SMALLINT NOT NULL,
    -- Id in that program.
    external_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT,
    PRIMARY KEY (member_id, source, position)
);
