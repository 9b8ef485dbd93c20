-- Links of a generation hold until the invitation is sent again, withdrawn or accepted.
ALTER TABLE members ADD COLUMN invitation_generation BIGINT NOT NULL DEFAULT 1;
-- How long the invitation holds from when it was made or sent again, in microseconds.
ALTER TABLE members ADD COLUMN invitation_lifetime BIGINT;
ALTER TABLE members ADD COLUMN invitation_language TEXT;
ALTER TABLE members ADD COLUMN invitation_reminded_at BIGINT;
-- Only invitations that are not accepted have an end.
CREATE INDEX members_by_invitation_end ON members (invitation_expires_at) WHERE invitation_expires_at IS NOT NULL;

-- Lower-case domains separated by spaces; none: any.
ALTER TABLE organizations ADD COLUMN allowed_domains TEXT;
ALTER TABLE organizations ADD COLUMN invitation_days SMALLINT NOT NULL DEFAULT 7;

-- Whether nobody has shown yet that mail to the address arrives: it came from a link that was handed over.
ALTER TABLE accounts ADD COLUMN email_unverified BOOLEAN NOT NULL DEFAULT FALSE;

-- No foreign key to members: a dead link can say why it is dead when the member has gone.
CREATE TABLE invitation_tokens (
    token_hash BLOB PRIMARY KEY,
    member_id BLOB NOT NULL,
    organization_id BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    generation BIGINT NOT NULL,
    -- Whether it went out by mail, so that whoever has it reads that mailbox.
    mailed BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    -- 1: used, 2: withdrawn, 3: replaced, none: alive.
    ended SMALLINT,
    ended_at BIGINT,
    -- When somebody last asked for a new link with this one.
    requested_at BIGINT
) WITHOUT ROWID;
CREATE INDEX invitation_tokens_by_member ON invitation_tokens (member_id);
CREATE INDEX invitation_tokens_by_end ON invitation_tokens (ended_at) WHERE ended_at IS NOT NULL;

CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at);
