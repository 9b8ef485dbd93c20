-- The member who created the key; none: the operator did, or the member is erased.
ALTER TABLE api_keys ADD COLUMN owner_id BLOB REFERENCES members (id) ON DELETE SET NULL;
CREATE INDEX api_keys_by_owner ON api_keys (owner_id) WHERE owner_id IS NOT NULL;
-- Networks that the key works from, separated by spaces; none: any.
ALTER TABLE api_keys ADD COLUMN addresses TEXT;
-- The first characters of the key, by which people know it.
ALTER TABLE api_keys ADD COLUMN hint TEXT;
-- Written with last_used_at.
ALTER TABLE api_keys ADD COLUMN last_used_from TEXT;
ALTER TABLE api_keys ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
-- The value before the last rotation, and until when it works.
ALTER TABLE api_keys ADD COLUMN old_secret_hash BLOB;
ALTER TABLE api_keys ADD COLUMN old_until BIGINT;
CREATE UNIQUE INDEX api_keys_by_old_secret ON api_keys (old_secret_hash) WHERE old_secret_hash IS NOT NULL;
