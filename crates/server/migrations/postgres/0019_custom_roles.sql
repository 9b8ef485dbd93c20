-- Roles are edited, and organizations create their own.
ALTER TABLE roles ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE roles ADD COLUMN changed_at BIGINT;
-- The role that this one was created from.
ALTER TABLE roles ADD COLUMN made_from_id BYTEA REFERENCES roles (id) ON DELETE SET NULL;
-- Computed: names are unique in whatever letters. No name has been changed yet.
ALTER TABLE roles ADD COLUMN name_fold TEXT NOT NULL DEFAULT '';
UPDATE roles SET name_fold = LOWER(name);
CREATE UNIQUE INDEX roles_by_name ON roles (organization_id, name_fold);
CREATE INDEX roles_by_origin ON roles (made_from_id) WHERE made_from_id IS NOT NULL;

-- What deleted roles were called: the audit log names them.
CREATE TABLE deleted_roles (
    id BYTEA PRIMARY KEY,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    name TEXT NOT NULL
);
