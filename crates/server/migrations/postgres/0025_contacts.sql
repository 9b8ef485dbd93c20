-- People to call or write to. They do not sign in.
CREATE TABLE contacts (
    id BYTEA PRIMARY KEY,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    given_name TEXT COLLATE "C",
    family_name TEXT COLLATE "C",
    name TEXT COLLATE "C" NOT NULL,
    company TEXT COLLATE "C",
    title TEXT COLLATE "C",
    -- 1: technical, 2: billing, 4: emergency.
    purposes SMALLINT NOT NULL,
    email TEXT COLLATE "C",
    -- The mailbox, however it is written. Contacts can share one.
    email_key TEXT COLLATE "C",
    phone TEXT COLLATE "C",
    language TEXT COLLATE "C",
    note TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    -- Computed: what the list is sorted by and searched through.
    name_key BYTEA NOT NULL,
    company_key BYTEA,
    title_key BYTEA,
    search_text TEXT COLLATE "C" NOT NULL,
    UNIQUE (organization_id, id),
    CHECK (email IS NOT NULL OR phone IS NOT NULL)
);
CREATE INDEX contacts_by_name ON contacts (organization_id, name_key, id);
CREATE INDEX contacts_by_company ON contacts (organization_id, company_key, id);
CREATE INDEX contacts_by_email ON contacts (organization_id, email_key, id);
CREATE INDEX contacts_by_change ON contacts (organization_id, changed_at, id);

-- For a day, deleted contacts can be restored.
CREATE TABLE deleted_contacts (
    id BYTEA PRIMARY KEY,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    deleted_at BIGINT NOT NULL,
    -- JSON, as the API has it.
    contact TEXT COLLATE "C" NOT NULL
);
CREATE INDEX deleted_contacts_by_time ON deleted_contacts (deleted_at);
CREATE INDEX deleted_contacts_by_organization ON deleted_contacts (organization_id);

-- The locations of devices that an organization has used, each in its first spelling.
CREATE TABLE device_locations (
    id BYTEA PRIMARY KEY,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    name TEXT COLLATE "C" NOT NULL,
    fold TEXT COLLATE "C" NOT NULL,
    search_text TEXT COLLATE "C" NOT NULL,
    UNIQUE (organization_id, id),
    UNIQUE (organization_id, fold)
);
ALTER TABLE devices ADD COLUMN location_id BYTEA REFERENCES device_locations (id);

-- Locations from before have the id of their first device, and stand for their one spelling.
INSERT INTO device_locations (id, organization_id, name, fold, search_text)
SELECT id, organization_id, location, location, '  ' || REPLACE(LOWER(location), ' ', '  ') || '  '
FROM (
    SELECT id, organization_id, location,
        ROW_NUMBER() OVER (PARTITION BY organization_id, location ORDER BY id) AS place
    FROM devices
    WHERE location IS NOT NULL
) AS located
WHERE place = 1;
UPDATE devices SET location_id = (
    SELECT device_locations.id FROM device_locations
    WHERE device_locations.organization_id = devices.organization_id AND device_locations.fold = devices.location
) WHERE location IS NOT NULL;
INSERT INTO list_counts (organization_id, list, facet, value, rows)
SELECT organization_id, 'devices', 3, COALESCE(location_id, ''::bytea), COUNT(*) FROM devices GROUP BY 1, 4;
