-- The status that a removed member gets back when it is restored.
ALTER TABLE members ADD COLUMN removed_status SMALLINT;
-- Invitations by one inviter that are not accepted yet.
CREATE INDEX members_pending_by_inviter ON members (invited_by_id) WHERE invitation_expires_at IS NOT NULL;
-- Mails that wait for somebody, or are under way to them.
CREATE INDEX mails_waiting_by_recipient ON mails (recipient, organization_id) WHERE state < 2;
