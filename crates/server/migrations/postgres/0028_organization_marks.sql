-- Which organizations an account has used last, and which it has pinned.
CREATE TABLE organization_marks (
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    used_at BIGINT,
    pinned_at BIGINT,
    PRIMARY KEY (account_id, organization_id)
);
CREATE INDEX organization_marks_by_organization ON organization_marks (organization_id);
