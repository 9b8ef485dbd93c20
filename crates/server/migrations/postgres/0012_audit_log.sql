-- The request that caused the event.
ALTER TABLE audit_events ADD COLUMN request_id TEXT COLLATE "C";

-- What sealing adds. Null in events that are not sealed yet.
ALTER TABLE audit_events ADD COLUMN actor_id BYTEA;
ALTER TABLE audit_events ADD COLUMN position BIGINT;
ALTER TABLE audit_events ADD COLUMN hash BYTEA;
ALTER TABLE audit_events ADD COLUMN details_hash BYTEA;
-- Null again once the details were erased.
ALTER TABLE audit_events ADD COLUMN salt BYTEA;
ALTER TABLE audit_events ADD COLUMN search_text TEXT COLLATE "C" NOT NULL DEFAULT '';

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
    hash BYTEA NOT NULL
);
INSERT INTO audit_chain (id, position, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));

-- Events are only added. Two changes are allowed: sealing, once, and erasing the details.
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only added to (% on %)', TG_OP, TG_TABLE_NAME;
END;
$$;
CREATE TRIGGER audit_events_not_deleted BEFORE DELETE ON audit_events
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_events_not_emptied BEFORE TRUNCATE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_events_not_changed BEFORE UPDATE ON audit_events
    FOR EACH ROW WHEN (NOT (
        new.id IS NOT DISTINCT FROM old.id
        AND new.organization_id IS NOT DISTINCT FROM old.organization_id
        AND new.account_id IS NOT DISTINCT FROM old.account_id
        AND new.api_key_id IS NOT DISTINCT FROM old.api_key_id
        AND new.action IS NOT DISTINCT FROM old.action
        AND new.subject_id IS NOT DISTINCT FROM old.subject_id
        AND new.peer IS NOT DISTINCT FROM old.peer
        AND new.occurred_at IS NOT DISTINCT FROM old.occurred_at
        AND new.request_id IS NOT DISTINCT FROM old.request_id
        AND (
            (old.position IS NULL AND new.position IS NOT NULL AND new.details IS NOT DISTINCT FROM old.details)
            OR (
                new.details = '{}' AND new.search_text = '' AND new.salt IS NULL
                AND new.actor_id IS NOT DISTINCT FROM old.actor_id
                AND new.position IS NOT DISTINCT FROM old.position
                AND new.hash IS NOT DISTINCT FROM old.hash
                AND new.details_hash IS NOT DISTINCT FROM old.details_hash
            )
        )
    ))
    EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_chain_not_deleted BEFORE DELETE ON audit_chain
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_chain_not_emptied BEFORE TRUNCATE ON audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_chain_grows BEFORE UPDATE ON audit_chain
    FOR EACH ROW WHEN (new.position <= old.position)
    EXECUTE FUNCTION audit_refuse();
