-- Counts the requests for a new password; a mail of an earlier one is not sent.
ALTER TABLE accounts ADD COLUMN reset_generation BIGINT NOT NULL DEFAULT 0;

-- Links with which the owner of an account chooses a new password.
CREATE TABLE password_reset_tokens (
    token_hash BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- Whether it went out by mail, so that whoever has it reads that mailbox.
    mailed BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- 1: used, 2: replaced, none: works until it expires.
    ended SMALLINT
) WITHOUT ROWID;
CREATE INDEX password_reset_tokens_by_account ON password_reset_tokens (account_id);
CREATE INDEX password_reset_tokens_by_end ON password_reset_tokens (expires_at);

-- Mails can be about an account instead of a member. SQLite cannot drop NOT NULL, so the table is copied.
CREATE TABLE new_mails (
    id BLOB PRIMARY KEY,
    -- 0: invitation, 1: reminder, 2: a new link is wanted, 3: an invitation is wanted, 4: password reset,
    -- 5: password changed.
    kind SMALLINT NOT NULL,
    organization_id BLOB REFERENCES organizations (id) ON DELETE CASCADE,
    -- Whose invitation it is about; a wish for a new link goes to somebody else.
    member_id BLOB,
    -- Whose password it is about.
    account_id BLOB REFERENCES accounts (id) ON DELETE CASCADE,
    -- Of the invitation, or of the request for a new password.
    generation BIGINT NOT NULL,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    -- 0: waiting, 1: sending, 2: sent, 3: failed for good, 4: cancelled.
    state SMALLINT NOT NULL DEFAULT 0,
    attempts BIGINT NOT NULL DEFAULT 0,
    -- When to look at it next: to send it, or to see that whoever was sending it has gone.
    due_at BIGINT NOT NULL,
    -- Who has claimed it has it until then; also tells one claim from another.
    claimed_until BIGINT,
    -- A try was cut off when the mail may have been through already.
    uncertain BOOLEAN NOT NULL DEFAULT FALSE,
    error TEXT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    CHECK ((member_id IS NULL) = (organization_id IS NULL) AND (member_id IS NULL) <> (account_id IS NULL))
);
INSERT INTO new_mails (
    id, kind, organization_id, member_id, generation, recipient, language, state, attempts, due_at, claimed_until,
    uncertain, error, created_at, sent_at
)
SELECT
    id, kind, organization_id, member_id, generation, recipient, language, state, attempts, due_at, claimed_until,
    uncertain, error, created_at, sent_at
FROM mails;
DROP TABLE mails;
ALTER TABLE new_mails RENAME TO mails;
CREATE INDEX mails_by_member ON mails (member_id, id);
CREATE INDEX mails_by_organization ON mails (organization_id);
CREATE INDEX mails_by_account ON mails (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX mails_to_do ON mails (due_at) WHERE state < 2;
CREATE INDEX mails_by_time ON mails (created_at);
CREATE INDEX mails_waiting_by_recipient ON mails (recipient, organization_id) WHERE state < 2;
