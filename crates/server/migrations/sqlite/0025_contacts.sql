-- People to call or write to. They do not sign in.
CREATE TABLE contacts (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    given_name TEXT,
    family_name TEXT,
    name TEXT NOT NULL,
    company TEXT,
    title TEXT,
    -- 1: technical, 2: billing, 4: emergency.
    purposes SMALLINT NOT NULL,
    email TEXT,
    -- The mailbox, however it is written. Contacts can share one.
    email_key TEXT,
    phone TEXT,
    language TEXT,
    note TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    -- Computed: what the list is sorted by and searched through.
    name_key BLOB NOT NULL,
    company_key BLOB,
    title_key BLOB,
    search_text TEXT NOT NULL,
    UNIQUE (organization_id, id),
    CHECK (email IS NOT NULL OR phone IS NOT NULL)
);
CREATE INDEX contacts_by_name ON contacts (organization_id, name_key, id);
CREATE INDEX contacts_by_company ON contacts (organization_id, company_key, id);
CREATE INDEX contacts_by_email ON contacts (organization_id, email_key, id);
CREATE INDEX contacts_by_change ON contacts (organization_id, changed_at, id);

-- For a day, deleted contacts can be restored.
CREATE TABLE deleted_contacts (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    deleted_at BIGINT NOT NULL,
    -- JSON, as the API has it.
    contact TEXT NOT NULL
);
CREATE INDEX deleted_contacts_by_time ON deleted_contacts (deleted_at);
CREATE INDEX deleted_contacts_by_organization ON deleted_contacts (organization_id);

-- The locations of devices that an organization has used, each in its first spelling.
CREATE TABLE device_locations (
    id BLOB PRIMARY KEY,
    organization_id BLOB NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    fold TEXT NOT NULL,
    search_text TEXT NOT NULL,
    UNIQUE (organization_id, id),
    UNIQUE (organization_id, fold)
);
ALTER TABLE devices ADD COLUMN location_id BLOB REFERENCES device_locations (id);

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
SELECT organization_id, 'devices', 3, COALESCE(location_id, x''), COUNT(*) FROM devices GROUP BY 1, 4;
