//! What the form on the page of a user says.

use super::{super::Format, Text};

/// The form, what is wrong with its fields, conflicts, and leaving it.
pub struct UserEditTexts {
    pub profile_lede: Text,
    pub companies_lede: Text,
    pub email_hint: Text,
    /// Behind the hint: how the address can be changed.
    pub email_change_hint: Text,
    /// Behind the hint: why it cannot.
    pub email_no_mail: Text,
    /// Behind the hint: where one's own address is changed.
    pub email_own: Text,
    /// The name of the note about the address that waits.
    pub email_pending: Text,
    /// Behind the address.
    pub email_waits: Text,
    pub email_waits_since: fn(requested: &str, expires: &str) -> String,
    /// Behind what went wrong with the mail.
    pub email_given_up: Text,
    pub email_resend: Text,
    pub email_resend_from: fn(moment: &str) -> String,
    pub email_cancel: Text,
    pub signature_hint: Text,
    pub language_hint: Text,
    pub note: Text,
    pub note_field: Text,
    pub note_lede: Text,
    pub phone: Text,
    pub title: Text,
    pub language: Text,
    /// No language was chosen.
    pub no_language: Text,
    /// The name is not in two parts: what it is.
    pub whole_name: fn(name: &str) -> String,
    pub add_company: Text,
    pub remove_company: fn(name: &str) -> String,
    /// Nothing to choose from.
    pub no_company_left: Text,
    pub no_company: Text,
    pub no_supervisor: Text,
    /// Before a link with the number of users.
    pub supervisor_of: Text,
    pub users: fn(Format, u64) -> String,

    /// Beside the label of a changed field.
    pub changed: Text,
    /// The name of the bar.
    pub unsaved: Text,
    pub unsaved_count: fn(Format, u64) -> String,
    pub discard: Text,
    pub save: Text,
    pub saved: fn(name: &str) -> String,
    pub discarded: Text,

    pub name_missing: Text,
    pub name_invalid: Text,
    pub signature_invalid: Text,
    pub signature_taken: Text,
    pub phone_invalid: Text,
    pub title_invalid: Text,
    pub language_unknown: Text,
    pub note_invalid: Text,
    pub companies_too_many: Text,
    pub company_unknown: Text,
    pub supervisor_unknown: Text,
    /// The names along the circle.
    pub supervisor_cycle: fn(chain: &str) -> String,

    /// Another user changed these fields too.
    pub conflicts: fn(Format, u64) -> String,
    /// What a field is by now, and what was typed; a dash for nothing.
    pub conflict: fn(theirs: &str, mine: &str) -> String,
    pub keep_mine: Text,
    pub take_theirs: Text,

    pub leave_title: Text,
    pub leave_text: Text,
    pub stay: Text,
    pub leave: Text,
}
