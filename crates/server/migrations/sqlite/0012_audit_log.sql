-- The request that caused the event.
ALTER TABLE audit_events ADD COLUMN request_id TEXT;

-- What sealing adds. Null in events that are not sealed yet.
ALTER TABLE audit_events ADD COLUMN actor_id BLOB;
ALTER TABLE audit_events ADD COLUMN position BIGINT;
ALTER TABLE audit_events ADD COLUMN hash BLOB;
ALTER TABLE audit_events ADD COLUMN details_hash BLOB;
-- Null again once the details were erased.
ALTER TABLE audit_events ADD COLUMN salt BLOB;
ALTER TABLE audit_events ADD COLUMN search_text TEXT NOT NULL DEFAULT '';

CREATE UNIQUE INDEX audit_events_by_position ON audit_events (position) WHERE position IS NOT NULL;
CREATE INDEX audit_events_unsealed ON audit_events (id) WHERE position IS NULL;
-- The log is read along these, the newest first.
CREATE INDEX audit_events_by_actor ON audit_events (organization_id, actor_id, id);
CREATE INDEX audit_events_by_action ON audit_events (organization_id, action, id);
CREATE INDEX audit_events_by_target ON audit_events (organization_id, subject_id, id);

-- Where the chain of hashes ends.
CREATE TABLE audit_chain (
    id SMALLINT PRIMARY KEY CHECK (id = 1),
    position BIGINT NOT NULL,
    hash BLOB NOT NULL
) WITHOUT ROWID;
INSERT INTO audit_chain (id, position, hash) VALUES (1, 0, zeroblob(32));

-- Events are only added. Two changes are allowed: sealing, once, and erasing the details.
CREATE TRIGGER audit_events_not_deleted BEFORE DELETE ON audit_events BEGIN
    SELECT RAISE(ABORT, 'audit events cannot be deleted');
END;
CREATE TRIGGER audit_events_not_changed BEFORE UPDATE ON audit_events WHEN NOT (
    new.id IS old.id
    AND new.organization_id IS old.organization_id
    AND new.account_id IS old.account_id
    AND new.api_key_id IS old.api_key_id
    AND new.action IS old.action
    AND new.subject_id IS old.subject_id
    AND new.peer IS old.peer
    AND new.occurred_at IS old.occurred_at
    AND new.request_id IS old.request_id
    AND (
        (old.position IS NULL AND new.position IS NOT NULL AND new.details IS old.details)
        OR (
            new.details = '{}' AND new.search_text = '' AND new.salt IS NULL
            AND new.actor_id IS old.actor_id
            AND new.position IS old.position
            AND new.hash IS old.hash
            AND new.details_hash IS old.details_hash
        )
    )
) BEGIN
    SELECT RAISE(ABORT, 'audit events cannot be changed');
END;
CREATE TRIGGER audit_chain_not_deleted BEFORE DELETE ON audit_chain BEGIN
    SELECT RAISE(ABORT, 'the audit chain cannot be deleted');
END;
CREATE TRIGGER audit_chain_grows BEFORE UPDATE ON audit_chain WHEN new.position <= old.position BEGIN
    SELECT RAISE(ABORT, 'the audit chain only grows');
END;
