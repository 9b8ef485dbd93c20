//! Deactivating, removing and restoring a user.

use super::{super::Format, Text};
use crate::forms::{DayError, Effect};

/// The questions before a user is deactivated, removed, restored or signed out, and what is said afterwards.
pub struct LifecycleTexts {
    pub deactivate_title: fn(name: &str) -> String,
    pub deactivate_means: fn(organization: &str) -> String,
    pub deactivate: Text,
    pub deactivated: fn(name: &str) -> String,
    pub activated: fn(name: &str) -> String,
    pub note: Text,
    pub note_hint: Text,
    pub note_too_long: Text,
    pub note_invalid: Text,
    pub remove_title: fn(name: &str) -> String,
    pub remove_means: fn(organization: &str) -> String,
    pub remove: Text,
    pub removed: fn(name: &str) -> String,
    /// Before the list of what ends.
    pub ends: Text,
    pub ends_roles: fn(Format, u64, names: &str) -> String,
    pub ends_companies: fn(Format, u64, names: &str) -> String,
    pub ends_nothing: Text,
    pub reports: fn(Format, u64) -> String,
    pub reports_stay: Text,
    pub reports_lose: Text,
    /// Who supervises them from now on.
    pub successor: Text,
    pub nobody: Text,
    pub no_change: Text,
    pub invitations: fn(Format, u64) -> String,
    pub invitations_stay: Text,
    pub show: Text,
    pub deactivate_instead: Text,
    pub deactivate_instead_means: fn(name: &str) -> String,
    /// In place of the question while other programs need the user.
    pub blocked_title: fn(name: &str) -> String,
    pub blocked_means: fn(Format, u64) -> String,
    /// Why the user cannot be removed now.
    pub blocked: Text,
    pub more_blockers: fn(Format, u64) -> String,
    pub open: Text,
    pub open_blocker: fn(title: &str) -> String,
    pub check_again: Text,
    pub checked: fn(at: &str) -> String,
    /// Once nothing is left.
    pub unblocked: Text,
    pub restore_title: fn(name: &str) -> String,
    pub restore_means: Text,
    pub restore: Text,
    pub restore_without_roles: Text,
    pub restored: fn(name: &str) -> String,
    /// Of whom had no account yet.
    pub invited: fn(email: &str) -> String,
    pub schedule_title: fn(name: &str) -> String,
    /// In which zone days begin.
    pub schedule_zone: fn(zone: &str) -> String,
    /// What saving does.
    pub schedule_effect: fn(&Effect, Format, organization: &str) -> String,
    pub schedule_error: fn(DayError) -> Text,
    pub schedule_save: Text,
    /// Where access ends at once.
    pub schedule_deactivate: Text,
    pub scheduled: fn(name: &str) -> String,
    pub end_sessions_title: fn(name: &str) -> String,
    pub end_sessions_means: Text,
    pub end_sessions: Text,
    pub sessions_ended: fn(name: &str) -> String,
    pub second_factor_title: fn(name: &str) -> String,
    pub second_factor_means: Text,
    pub reason: Text,
    pub reason_hint: Text,
    pub reason_missing: Text,
    pub reset_second_factor: Text,
    pub second_factor_reset: fn(name: &str) -> String,
}

/// The dialog that gives the users of one supervisor another one.
pub struct SupervisorTexts {
    pub replace_title: fn(name: &str) -> String,
    pub new: Text,
    pub nobody: Text,
    pub set: Text,
    pub remove: Text,
    /// Who gets whom; without a name: nobody.
    pub concerned: fn(Format, u64, name: Option<&str>) -> String,
    /// After some of those concerned.
    pub more: fn(Format, u64) -> String,
    pub nothing: Text,
    pub cycle: fn(chain: &str) -> String,
    pub done: fn(Format, u64, name: Option<&str>) -> String,
    pub undone: Text,
}
