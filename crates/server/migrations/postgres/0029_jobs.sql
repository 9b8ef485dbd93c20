-- Changes of many members that the server makes in the background.
CREATE TABLE jobs (
    id BYTEA PRIMARY KEY,
    organization_id BYTEA NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    -- Who started it, and may see it.
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL,
    -- What is to be done, as JSON.
    request TEXT COLLATE "C" NOT NULL,
    -- 0: preparing, 1: ready, 2: running, 3: done, 4: stopped, 5: failed.
    state SMALLINT NOT NULL,
    -- Where preparing continues, as JSON.
    next TEXT COLLATE "C",
    total BIGINT NOT NULL,
    prepared BIGINT NOT NULL DEFAULT 0,
    planned BIGINT NOT NULL DEFAULT 0,
    changed BIGINT NOT NULL DEFAULT 0,
    unchanged BIGINT NOT NULL DEFAULT 0,
    refused BIGINT NOT NULL DEFAULT 0,
    -- Numbers of rows by outcome and reason, as JSON.
    reasons TEXT COLLATE "C" NOT NULL,
    -- What else it does, as JSON.
    effects TEXT COLLATE "C" NOT NULL,
    -- From where it was started.
    address TEXT COLLATE "C",
    undo_of BYTEA,
    undone_by BYTEA,
    problem TEXT COLLATE "C",
    version BIGINT NOT NULL DEFAULT 1,
    -- When a server last worked on it: the one that has waited longest is next.
    turn BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT
);
CREATE INDEX jobs_by_account ON jobs (account_id, organization_id, created_at);
CREATE INDEX jobs_by_organization ON jobs (organization_id);
CREATE INDEX jobs_by_creation ON jobs (created_at);
CREATE INDEX jobs_active ON jobs (turn) WHERE state IN (0, 2);

-- The rows of a job. What a row changes and what is written here happen in one transaction.
CREATE TABLE job_rows (
    job_id BYTEA NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    member_id BYTEA REFERENCES members (id) ON DELETE CASCADE,
    -- 0: planned, 1: changed, 2: unchanged, 3: refused.
    outcome SMALLINT NOT NULL,
    reason TEXT COLLATE "C",
    -- What the row says, as JSON, where that is more than the member.
    content TEXT COLLATE "C",
    -- What undoes the change, as JSON.
    undo TEXT COLLATE "C",
    PRIMARY KEY (job_id, place)
);
CREATE INDEX job_rows_by_outcome ON job_rows (job_id, outcome, place);
CREATE INDEX job_rows_by_member ON job_rows (member_id, job_id);
