-- Where people go back to from their home page; none: nowhere.
ALTER TABLE organizations ADD COLUMN portal_url TEXT;
-- Days before its end at which an invitation is reminded of; 0: never.
ALTER TABLE organizations ADD COLUMN reminder_days SMALLINT NOT NULL DEFAULT 2;
-- The role that invitations begin with; none: nobody chose one.
ALTER TABLE organizations ADD COLUMN default_role_id BLOB REFERENCES roles (id) ON DELETE SET NULL;
