-- First and last day with access, as the organization's calendar has them: 2026-12-01.
ALTER TABLE members ADD COLUMN active_from TEXT COLLATE "C";
ALTER TABLE members ADD COLUMN active_until TEXT COLLATE "C";
-- When the next of them takes effect, and when administrators are told that the last day comes; none: nothing is due.
ALTER TABLE members ADD COLUMN schedule_due_at BIGINT;
ALTER TABLE members ADD COLUMN notice_due_at BIGINT;
CREATE INDEX members_by_schedule ON members (schedule_due_at) WHERE schedule_due_at IS NOT NULL;
CREATE INDEX members_by_notice ON members (notice_due_at) WHERE notice_due_at IS NOT NULL;
-- 1: an invitation that has not been sent yet goes out by mail, 0: its link is handed over.
ALTER TABLE members ADD COLUMN invitation_by_mail SMALLINT;
UPDATE members SET invitation_by_mail = 1 WHERE invitation_expires_at IS NOT NULL;
