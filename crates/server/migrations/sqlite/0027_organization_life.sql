-- The colour of buttons and links, such as #1d63a8; none: the usual one.
ALTER TABLE organizations ADD COLUMN accent TEXT;
-- When it was deleted. It is disabled too, and erased some time later.
ALTER TABLE organizations ADD COLUMN deleted_at BIGINT;
CREATE INDEX organizations_by_deletion ON organizations (deleted_at) WHERE deleted_at IS NOT NULL;

-- The logo as it was uploaded. The tag names its content.
CREATE TABLE organization_logos (
    organization_id BLOB PRIMARY KEY REFERENCES organizations (id) ON DELETE CASCADE,
    media_type TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    tag TEXT NOT NULL,
    content BLOB NOT NULL
);

-- Everything of an organization is counted, exported and erased.
CREATE INDEX grants_by_organization ON grants (organization_id, id);
CREATE INDEX saved_views_by_organization ON saved_views (organization_id, id);
CREATE INDEX invitation_tokens_by_organization ON invitation_tokens (organization_id);
CREATE INDEX deleted_roles_by_organization ON deleted_roles (organization_id, id);
