-- When somebody invited last asked for a new link, until one is sent or handed over.
ALTER TABLE members ADD COLUMN invitation_link_wanted_at BIGINT;
CREATE INDEX members_by_wanted_link ON members (organization_id, invitation_link_wanted_at)
    WHERE invitation_link_wanted_at IS NOT NULL;
