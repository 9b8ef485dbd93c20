-- Budgets that all servers over this database share. The key is a hash of what it is for and whose it is.
CREATE TABLE limits (
    key BYTEA PRIMARY KEY,
    -- When all of it is there again.
    full_at BIGINT NOT NULL
);
CREATE INDEX limits_by_time ON limits (full_at);

-- Browsers in which the owner of an account has signed in. Attempts of strangers do not stop them.
CREATE TABLE known_devices (
    token_hash BYTEA NOT NULL,
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash, account_id)
);
CREATE INDEX known_devices_by_account ON known_devices (account_id, used_at);
CREATE INDEX known_devices_by_time ON known_devices (used_at);

-- Addresses that want no mails about invitations, from no organization. Only hashes.
CREATE TABLE refused_mails (
    email_hash BYTEA PRIMARY KEY,
    since BIGINT NOT NULL
);

-- Until then the organization can send few invitations; none: it was not created by one of its members.
ALTER TABLE organizations ADD COLUMN new_until BIGINT;

-- The next number that the server gives to an organization. Numbers that people choose do not move it.
CREATE TABLE organization_numbers (next BIGINT NOT NULL);
INSERT INTO organization_numbers (next)
SELECT GREATEST(10001, COALESCE(MAX(number_value), 0) + 1) FROM organizations WHERE number_value < 1000000000;
