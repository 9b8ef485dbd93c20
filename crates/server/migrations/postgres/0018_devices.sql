-- Groups of devices are a tree in each organization.
CREATE TABLE device_groups (
    id BYTEA PRIMARY KEY,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    parent_id BYTEA,
    name TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    -- Computed: what groups are sorted by and searched through.
    name_key BYTEA NOT NULL,
    search_text TEXT COLLATE "C" NOT NULL,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, parent_id) REFERENCES device_groups (organization_id, id)
);
CREATE INDEX device_groups_by_parent ON device_groups (organization_id, parent_id);

-- The kinds that an organization has used, each in its first spelling.
CREATE TABLE device_kinds (
    id BYTEA PRIMARY KEY,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    name TEXT COLLATE "C" NOT NULL,
    fold TEXT COLLATE "C" NOT NULL,
    search_text TEXT COLLATE "C" NOT NULL,
    UNIQUE (organization_id, id),
    UNIQUE (organization_id, fold)
);

CREATE TABLE devices (
    id BYTEA PRIMARY KEY,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    name TEXT COLLATE "C" NOT NULL,
    -- The id in the portal.
    external_id TEXT COLLATE "C" NOT NULL,
    kind_id BYTEA,
    location TEXT COLLATE "C",
    group_id BYTEA,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    -- Computed: what the list is sorted by and searched through.
    name_key BYTEA NOT NULL,
    external_key TEXT COLLATE "C" NOT NULL,
    kind_key BYTEA,
    location_key BYTEA,
    group_key BYTEA,
    search_text TEXT COLLATE "C" NOT NULL,
    UNIQUE (organization_id, id),
    UNIQUE (organization_id, external_id),
    FOREIGN KEY (organization_id, kind_id) REFERENCES device_kinds (organization_id, id),
    FOREIGN KEY (organization_id, group_id) REFERENCES device_groups (organization_id, id)
);
CREATE INDEX devices_by_name ON devices (organization_id, name_key, id);
CREATE INDEX devices_by_external_id ON devices (organization_id, external_key, id);
CREATE INDEX devices_by_kind ON devices (organization_id, kind_key, id);
CREATE INDEX devices_by_location ON devices (organization_id, location_key, id);
CREATE INDEX devices_by_group ON devices (organization_id, group_key, id);
CREATE INDEX devices_by_change ON devices (organization_id, changed_at, id);
CREATE INDEX devices_in_group ON devices (group_id);

-- Computed: every group that a device is in, its own and those above it.
CREATE TABLE device_group_links (
    device_id BYTEA NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
    group_id BYTEA NOT NULL REFERENCES device_groups (id),
    PRIMARY KEY (device_id, group_id)
);
CREATE INDEX device_group_links_by_group ON device_group_links (group_id, device_id);

-- Access of one member to one device, or to all devices of a group and its subgroups.
CREATE TABLE grants (
    id BYTEA PRIMARY KEY,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    member_id BYTEA NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    device_id BYTEA,
    group_id BYTEA,
    -- 0: view, 1: operate, 2: manage.
    level SMALLINT NOT NULL,
    -- The last day, as the organization's calendar has it: 2026-12-01; and when it is over.
    until TEXT COLLATE "C",
    ends_at BIGINT,
    granted_by_id BYTEA REFERENCES members (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    CHECK ((device_id IS NULL) <> (group_id IS NULL)),
    UNIQUE (device_id, member_id),
    UNIQUE (group_id, member_id),
    FOREIGN KEY (organization_id, device_id) REFERENCES devices (organization_id, id),
    FOREIGN KEY (organization_id, group_id) REFERENCES device_groups (organization_id, id)
);
CREATE INDEX grants_by_member ON grants (member_id, id);
CREATE INDEX grants_by_granter ON grants (granted_by_id) WHERE granted_by_id IS NOT NULL;
CREATE INDEX grants_by_end ON grants (ends_at) WHERE ends_at IS NOT NULL;
