-- Mails that wait, are under way or are done with. Their texts are written when they are sent; no link stands here.
-- No foreign key to members: what became of a mail stays known when an invitation is withdrawn and restored.
CREATE TABLE mails (
    id BYTEA PRIMARY KEY,
    -- 0: invitation, 1: reminder, 2: a new link is wanted.
    kind SMALLINT NOT NULL,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    -- Whose invitation it is about; a wish for a new link goes to somebody else.
    member_id BYTEA NOT NULL,
    generation BIGINT NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    -- 0: waiting, 1: sending, 2: sent, 3: failed for good, 4: cancelled.
    state SMALLINT NOT NULL DEFAULT 0,
    attempts BIGINT NOT NULL DEFAULT 0,
    -- When to look at it next: to send it, or to see that whoever was sending it has gone.
    due_at BIGINT NOT NULL,
    -- Who has claimed it has it until then; also tells one claim from another.
    claimed_until BIGINT,
    -- A try was cut off when the mail may have been through already.
    uncertain BOOLEAN NOT NULL DEFAULT FALSE,
    error TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE INDEX mails_by_member ON mails (member_id, id);
CREATE INDEX mails_by_organization ON mails (organization_id);
CREATE INDEX mails_to_do ON mails (due_at) WHERE state < 2;
CREATE INDEX mails_by_time ON mails (created_at);
