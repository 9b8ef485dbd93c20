-- Whether somebody whose account is active nowhere is invited somewhere: then it may sign in, to accept.
CREATE INDEX members_invited_by_email ON members (email_key) WHERE invitation_expires_at IS NOT NULL;
