-- The zone of the organization's days, as the IANA names it.
ALTER TABLE organizations ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC';

-- Who owns the passwords of its people, if it is not Roster: its name, and where they are changed.
ALTER TABLE organizations ADD COLUMN identity_provider_name TEXT;
ALTER TABLE organizations ADD COLUMN identity_provider_url TEXT;
