-- Identifiers are 16 bytes (UUIDv7), times microseconds since 1970, texts UTF-8 compared byte by byte.

CREATE TABLE server_keys (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE accounts (
    id BLOB PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    given_name TEXT,
    family_name TEXT,
    -- Both as one; people with a single name may have only this.
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
    -- A short name within this database: the upper half of its rows' places.
    ordinal INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    number TEXT NOT NULL,
    number_key TEXT NOT NULL UNIQUE,
    -- The number as a number, where it is one: for choosing the next.
    number_value BIGINT,
    name TEXT NOT NULL,
    name_key BLOB NOT NULL,
    search_text TEXT NOT NULL,
    plan TEXT,
    seat_limit BIGINT,
    -- Whether all members are told who administers it.
    names_administrators BOOLEAN NOT NULL DEFAULT FALSE,
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
    -- Computed: what the list is searched through.
    search_text TEXT NOT NULL,
    UNIQUE (organization_id, key),
    UNIQUE (organization_id, position)
);

CREATE TABLE companies (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    number TEXT,
    -- Archived companies stay with their members, but nobody can be added.
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    -- Computed: what the list is sorted by and searched through.
    name_key BLOB NOT NULL,
    number_key TEXT,
    search_text TEXT NOT NULL,
    UNIQUE (organization_id, number_key)
);
CREATE INDEX companies_by_name ON companies (organization_id, name_key, id);

CREATE TABLE members (
    -- Members of one organization stand side by side: the search and every walk stays within them.
    place INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    organization_id BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    account_id BLOB REFERENCES accounts (id) ON DELETE SET NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    given_name TEXT,
    family_name TEXT,
    name TEXT,
    signature TEXT,
    status SMALLINT NOT NULL,
    -- 0: with a second factor, 1: without, none: not known yet.
    two_factor SMALLINT,
    supervisor_id BLOB REFERENCES members (id) ON DELETE SET NULL,
    invited_by_id BLOB REFERENCES members (id) ON DELETE SET NULL,
    invited_at BIGINT,
    member_since BIGINT,
    last_sign_in BIGINT,
    -- When the invitation was withdrawn; it is erased some time later.
    withdrawn_at BIGINT,
    -- The list shows the row only if a filter asks for its status. It holds no seat.
    hidden BOOLEAN NOT NULL DEFAULT FALSE,
    invitation_expires_at BIGINT,
    invitation_sent_at BIGINT,
    invitation_times_sent BIGINT,
    invitation_message TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    -- Computed: what the list is sorted by and searched through.
    name_key BLOB NOT NULL,
    signature_key BLOB,
    roles_key BLOB,
    companies_key BLOB,
    supervisor_key BLOB,
    inviter_key BLOB,
    search_text TEXT NOT NULL
);
-- Hidden members, such as withdrawn invitations, leave their address to others.
CREATE UNIQUE INDEX members_by_address ON members (organization_id, email_key) WHERE NOT hidden;
CREATE UNIQUE INDEX members_by_account ON members (account_id, organization_id);
CREATE INDEX members_by_supervisor ON members (supervisor_id);
CREATE INDEX members_by_inviter ON members (invited_by_id);
CREATE INDEX members_by_withdrawal ON members (withdrawn_at) WHERE withdrawn_at IS NOT NULL;

-- What is known of a list without reading its rows.
CREATE TABLE list_state (
    organization_id BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    -- Name of the list: members, roles, companies.
    list TEXT NOT NULL,
    -- Rows in it, without those that are only in it if a filter asks for them.
    total BIGINT NOT NULL,
    -- Rows that there ever were: the lower half of the next one's place.
    placed BIGINT NOT NULL,
    -- Increases with every change of anything that the list shows of its own rows.
    version BIGINT NOT NULL,
    PRIMARY KEY (organization_id, list)
) WITHOUT ROWID;

-- How many rows of a list have a value of a filter. Rows without any are counted under the empty value.
CREATE TABLE list_counts (
    organization_id BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    list TEXT NOT NULL,
    facet SMALLINT NOT NULL,
    value BLOB NOT NULL,
    rows BIGINT NOT NULL,
    PRIMARY KEY (organization_id, list, facet, value)
) WITHOUT ROWID;

-- Runs of three letters of search_text: finds any text in it. Nothing is stored twice but the index itself.
CREATE VIRTUAL TABLE member_search USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
);
CREATE TRIGGER member_search_insert AFTER INSERT ON members BEGIN
    INSERT INTO member_search (rowid, text) VALUES (new.place, new.search_text);
END;
CREATE TRIGGER member_search_delete AFTER DELETE ON members BEGIN
    DELETE FROM member_search WHERE rowid = old.place;
END;
CREATE TRIGGER member_search_update AFTER UPDATE OF search_text ON members WHEN old.search_text <> new.search_text BEGIN
    DELETE FROM member_search WHERE rowid = old.place;
    INSERT INTO member_search (rowid, text) VALUES (new.place, new.search_text);
END;

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

CREATE TABLE saved_views (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- Name of the list that it is a view of.
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, organization_id, list, name_key)
);

CREATE TABLE idempotency_keys (
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    -- The answer's JSON, given again to whoever asks again.
    response TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, key)
) WITHOUT ROWID;
