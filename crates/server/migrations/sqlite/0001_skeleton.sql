-- Identifiers are 16 bytes (UUIDv7), times microseconds since 1970, texts UTF-8 compared byte by byte.

CREATE TABLE server_keys (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE accounts (
    id BLOB PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT,
    totp_secret TEXT,
    totp_last_step BIGINT NOT NULL DEFAULT 0,
    disabled BOOLEAN NOT NULL DEFAULT FALSE,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    state SMALLINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE organizations (
    id BLOB PRIMARY KEY,
    number TEXT NOT NULL,
    number_key TEXT NOT NULL UNIQUE,
    -- The number as a number, where it is one: for choosing the next.
    number_value BIGINT,
    name TEXT NOT NULL,
    name_key BLOB NOT NULL,
    search_text TEXT NOT NULL,
    plan TEXT,
    seat_limit BIGINT,
    members_total BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX organizations_by_name ON organizations (name_key, id);
CREATE INDEX organizations_by_number_value ON organizations (number_value);

CREATE TABLE roles (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    position SMALLINT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    permissions TEXT NOT NULL,
    UNIQUE (organization_id, key)
);

CREATE TABLE companies (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    name TEXT NOT NULL
);
CREATE INDEX companies_by_organization ON companies (organization_id);

CREATE TABLE members (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    account_id BLOB REFERENCES accounts (id) ON DELETE SET NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    given_name TEXT,
    family_name TEXT,
    name TEXT,
    name_key BLOB NOT NULL,
    signature TEXT,
    search_text TEXT NOT NULL,
    status SMALLINT NOT NULL,
    two_factor BOOLEAN,
    supervisor_id BLOB REFERENCES members (id) ON DELETE SET NULL,
    invited_by_id BLOB REFERENCES members (id) ON DELETE SET NULL,
    invited_at BIGINT,
    member_since BIGINT,
    last_sign_in BIGINT,
    invitation_expires_at BIGINT,
    invitation_sent_at BIGINT,
    invitation_times_sent BIGINT NOT NULL DEFAULT 0,
    invitation_message TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (organization_id, email_key)
);
-- Every order of the list is a walk along one of these; by e-mail, along the uniqueness above.
CREATE INDEX members_by_name ON members (organization_id, name_key, id);
CREATE INDEX members_by_status ON members (organization_id, status, id);
CREATE INDEX members_by_member_since ON members (organization_id, member_since, id);
CREATE UNIQUE INDEX members_by_account ON members (account_id, organization_id);
CREATE INDEX members_by_supervisor ON members (supervisor_id);
CREATE INDEX members_by_inviter ON members (invited_by_id);

CREATE TABLE member_roles (
    member_id BLOB NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    role_id BLOB NOT NULL REFERENCES roles (id),
    PRIMARY KEY (member_id, role_id)
) WITHOUT ROWID;
CREATE INDEX member_roles_by_role ON member_roles (role_id, member_id);

CREATE TABLE member_companies (
    member_id BLOB NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    company_id BLOB NOT NULL REFERENCES companies (id),
    position SMALLINT NOT NULL,
    PRIMARY KEY (member_id, company_id)
) WITHOUT ROWID;
CREATE INDEX member_companies_by_company ON member_companies (company_id, member_id);

-- No foreign keys: what happened stays written when what it happened to is gone.
CREATE TABLE audit_events (
    id BLOB PRIMARY KEY,
    organization_id BLOB,
    account_id BLOB,
    action TEXT NOT NULL,
    subject_id BLOB,
    details TEXT NOT NULL,
    peer TEXT,
    occurred_at BIGINT NOT NULL
);
CREATE INDEX audit_events_by_organization ON audit_events (organization_id, id);
CREATE INDEX audit_events_by_account ON audit_events (account_id, id);

CREATE TABLE idempotency_keys (
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    -- The answer's JSON, given again to whoever asks again.
    response TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, key)
) WITHOUT ROWID;
