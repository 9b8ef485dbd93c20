-- Requests of members for access to devices. They stay when the device or group is deleted, under the name that it had.
CREATE TABLE access_requests (
    id BYTEA PRIMARY KEY,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    member_id BYTEA NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    device_id BYTEA,
    group_id BYTEA,
    target_name TEXT COLLATE "C" NOT NULL,
    -- 0: view, 1: operate, 2: manage.
    level SMALLINT NOT NULL,
    -- The last day, as the organization's calendar has it: 2026-12-01.
    until TEXT COLLATE "C",
    reason TEXT COLLATE "C" NOT NULL,
    -- 0: pending, 1: approved, 2: declined, 3: expired, 4: cancelled.
    state SMALLINT NOT NULL DEFAULT 0,
    asked_at BIGINT NOT NULL,
    answered_by_id BYTEA REFERENCES members (id) ON DELETE SET NULL,
    answered_at BIGINT,
    note TEXT COLLATE "C",
    granted_level SMALLINT,
    granted_until TEXT COLLATE "C",
    -- The grant that it made; it may have ended.
    grant_id BYTEA,
    version BIGINT NOT NULL DEFAULT 1,
    -- Computed: what the list is searched through.
    search_text TEXT COLLATE "C" NOT NULL,
    CHECK ((device_id IS NULL) <> (group_id IS NULL))
);
CREATE UNIQUE INDEX access_requests_pending_device ON access_requests (member_id, device_id)
    WHERE state = 0 AND device_id IS NOT NULL;
CREATE UNIQUE INDEX access_requests_pending_group ON access_requests (member_id, group_id)
    WHERE state = 0 AND group_id IS NOT NULL;
CREATE INDEX access_requests_waiting ON access_requests (asked_at) WHERE state = 0;
-- The list is read along these, the newest first.
CREATE INDEX access_requests_by_organization ON access_requests (organization_id, id);
CREATE INDEX access_requests_by_device ON access_requests (organization_id, device_id, id);
CREATE INDEX access_requests_by_group ON access_requests (organization_id, group_id, id);
CREATE INDEX access_requests_by_member ON access_requests (organization_id, member_id, id);
CREATE INDEX access_requests_of_member ON access_requests (member_id);
CREATE INDEX access_requests_by_answerer ON access_requests (answered_by_id) WHERE answered_by_id IS NOT NULL;

-- The request that a grant answers.
ALTER TABLE grants ADD COLUMN request_id BYTEA;
-- The request that a mail is about.
ALTER TABLE mails ADD COLUMN request_id BYTEA;
