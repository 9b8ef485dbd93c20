-- The newest change of a member's e-mail address. Three more kinds of mails belong to it: 9: confirm the new address,
-- 10: a change is requested, 11: the address has changed. The generation of the first two is that of the change.
CREATE TABLE email_changes (
    member_id BLOB PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    -- The new address.
    email TEXT NOT NULL,
    -- Counts the requests. Links and mails of an earlier one are void.
    generation BIGINT NOT NULL,
    requested_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- The account of whoever asked for it, and has to be allowed to until it is confirmed.
    requested_by_id BLOB NOT NULL,
    -- 1: confirmed, 2: cancelled, 3: expired, none: waits.
    ended SMALLINT
) WITHOUT ROWID;
CREATE INDEX email_changes_by_end ON email_changes (expires_at);
CREATE INDEX email_changes_waiting ON email_changes (expires_at) WHERE ended IS NULL;

CREATE TABLE email_change_tokens (
    token_hash BLOB PRIMARY KEY,
    member_id BLOB NOT NULL REFERENCES email_changes (member_id) ON DELETE CASCADE,
    generation BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX email_change_tokens_by_member ON email_change_tokens (member_id);
