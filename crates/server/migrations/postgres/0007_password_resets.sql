-- Counts the requests for a new password; a mail of an earlier one is not sent.
ALTER TABLE accounts ADD COLUMN reset_generation BIGINT NOT NULL DEFAULT 0;

-- Links with which the owner of an account chooses a new password.
CREATE TABLE password_reset_tokens (
    token_hash BYTEA PRIMARY KEY,
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- Whether it went out by mail, so that whoever has it reads that mailbox.
    mailed BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- 1: used, 2: replaced, none: works until it expires.
    ended SMALLINT
);
CREATE INDEX password_reset_tokens_by_account ON password_reset_tokens (account_id);
CREATE INDEX password_reset_tokens_by_end ON password_reset_tokens (expires_at);

-- Mails can be about an account instead of a member. More kinds: 3: an invitation is wanted, 4: password reset,
-- 5: password changed. The generation is that of the invitation, or of the request for a new password.
ALTER TABLE mails ALTER COLUMN organization_id DROP NOT NULL;
ALTER TABLE mails ALTER COLUMN member_id DROP NOT NULL;
-- Whose password it is about.
ALTER TABLE mails ADD COLUMN account_id BYTEA REFERENCES accounts (id) ON DELETE CASCADE;
ALTER TABLE mails ADD CHECK (
    (member_id IS NULL) = (organization_id IS NULL) AND (member_id IS NULL) <> (account_id IS NULL)
);
CREATE INDEX mails_by_account ON mails (account_id) WHERE account_id IS NOT NULL;
