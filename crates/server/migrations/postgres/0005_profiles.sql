ALTER TABLE members ADD COLUMN phone TEXT COLLATE "C";
ALTER TABLE members ADD COLUMN title TEXT COLLATE "C";
-- Of mails to the member; none: none was chosen.
ALTER TABLE members ADD COLUMN language TEXT COLLATE "C";
ALTER TABLE members ADD COLUMN note TEXT COLLATE "C";
-- Why the member is inactive.
ALTER TABLE members ADD COLUMN inactive_note TEXT COLLATE "C";
-- When the member was removed; it is erased some time later.
ALTER TABLE members ADD COLUMN removed_at BIGINT;
-- The account that a removed member had.
ALTER TABLE members ADD COLUMN removed_account_id BYTEA REFERENCES accounts (id) ON DELETE SET NULL;
CREATE INDEX members_by_removal ON members (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX members_by_removed_account ON members (removed_account_id) WHERE removed_account_id IS NOT NULL;

-- Computed: a signature is unique however it is written. Hidden members leave theirs to others.
ALTER TABLE members ADD COLUMN signature_fold TEXT COLLATE "C";
CREATE UNIQUE INDEX members_by_signature ON members (organization_id, signature_fold)
WHERE signature_fold IS NOT NULL AND NOT hidden;

-- What happened to one thing, the newest first.
CREATE INDEX audit_events_by_subject ON audit_events (subject_id, id) WHERE subject_id IS NOT NULL;
