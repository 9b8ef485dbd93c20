//! What changes of many users say: the bar that begins them, the preview, and the jobs that carry them out.

use api_types::{Job, JobKind, JobProblem, Seats};

use super::{super::Format, Text};

/// Changes of many users, before, while and after they run.
pub struct JobTexts {
    /// A tool of the bar, by its name.
    pub tool: fn(name: &str) -> Text,
    pub roles_title: fn(Format, u64) -> String,
    pub company_title: fn(Format, u64) -> String,
    pub supervisor_title: fn(Format, u64) -> String,
    /// One of several ways to change roles or companies.
    pub way: fn(JobKind) -> Text,
    pub ways: Text,
    pub role_missing: Text,
    /// Replacing by no role at all.
    pub no_role_left: Text,
    pub company: Text,
    pub find_company: Text,
    pub no_company: Text,
    pub company_missing: Text,
    pub supervisor: Text,
    pub nobody: Text,
    /// Leads to the preview.
    pub preview: Text,

    pub question: fn(Format, JobKind, u64) -> String,
    pub act: fn(Format, JobKind, u64) -> String,
    pub preparing: fn(Format, done: u64, of: u64) -> String,
    /// What it changes, where the title does not say it: the names of roles, a company or a supervisor.
    pub given: fn(JobKind, names: &str) -> Option<String>,
    pub means: fn(JobKind) -> Option<Text>,
    /// Follows the number of those who will be changed.
    pub will_change: fn(JobKind, u64) -> Text,
    pub will_stay: fn(Format, u64) -> Text,
    pub why_stay: fn(Format, u64) -> String,
    /// Why users are not changed, by the server's code.
    pub reason: fn(Format, JobKind, code: &str, u64) -> String,
    /// What that means or what to do.
    pub reason_text: fn(code: &str) -> Text,
    pub keep: Text,
    pub keep_name: fn(name: &str) -> String,
    /// Behind the name of the reader.
    pub yourself: Text,
    /// In place of a name.
    pub erased: Text,
    pub show_more: Text,
    pub what_happens: fn(Format, u64) -> String,
    pub access_ends: fn(Format, u64, all: bool) -> String,
    pub signed_in: fn(Format, u64) -> String,
    pub kept: fn(JobKind) -> Text,
    pub reports: fn(Format, JobKind, u64) -> String,
    pub supervisors: fn(Format, u64) -> String,
    pub successor: Text,
    pub no_successor: fn(JobKind) -> Text,
    pub successor_missing: Text,
    pub seats_title: Text,
    pub seats: fn(Format, Seats, after: u64) -> String,
    pub mails: fn(Format, u64) -> String,
    pub mails_text: Text,
    pub note: Text,
    pub note_hint: Text,
    pub undo_for: fn(Format, days: u64) -> String,
    pub not_undoable: Text,
    pub nothing: Text,
    /// Other numbers than before.
    pub numbers_changed: Text,
    /// The same when nothing would change any more.
    pub nothing_left: Text,
    pub too_many: fn(Format, u64) -> String,
    pub no_mail: Text,
    pub cycle: Text,

    pub jobs: Text,
    pub running_job: Text,
    /// The name of the button that shows all jobs, with what stands there of the job that runs.
    pub show_jobs: fn(shown: &str) -> String,
    pub running: fn(JobKind) -> Text,
    pub undoing: Text,
    pub done: fn(Format, &Job, names: &str) -> String,
    pub undone: fn(Format, JobKind, u64) -> String,
    pub stopped: fn(JobKind) -> String,
    pub failed: fn(JobKind) -> String,
    pub problem: fn(JobProblem) -> Text,
    pub progress: fn(Format, done: u64, of: u64) -> String,
    pub percent: fn(u64) -> String,
    pub refused: fn(Format, u64) -> String,
    pub minutes_left: fn(Format, u64) -> String,
    pub unchanged: fn(Format, u64) -> String,
    pub changed_of: fn(Format, u64, of: u64) -> String,
    pub stop_job: Text,
    pub stop_title: fn(title: &str) -> String,
    pub result: Text,
    pub result_title: fn(title: &str) -> String,
    pub result_file: Text,
    pub undo_title: fn(title: &str) -> String,
    pub was_undone: Text,
    pub cannot_be_undone: Text,
    pub undo_works: fn(Format, days: u64) -> String,
    pub open_audit_log: Text,
}
