//! What requests for access say.

use api_types::AccessRequestState;

use super::{super::Format, Text, list::ListNounTexts};

/// Requests for access: their list, their answers, and asking.
pub struct RequestTexts {
    pub list: ListNounTexts,
    pub state: fn(AccessRequestState) -> Text,
    /// Which requests the list shows.
    pub which: Text,
    pub waiting: Text,
    pub answered: Text,
    pub no_waiting_title: Text,
    pub no_waiting_text: Text,
    pub show_answered: Text,
    pub person: Text,
    pub target: Text,
    /// A group, below its name.
    pub group: Text,
    pub level: Text,
    pub reason: Text,
    pub until: Text,
    pub no_end: Text,
    pub answer: Text,
    pub by: fn(name: &str) -> String,
    pub approve: Text,
    /// In menus, and the name of the button beside Approve.
    pub approve_as: Text,
    pub approve_person: fn(name: &str) -> String,
    pub approve_as_person: fn(name: &str) -> String,
    /// The button names the result.
    pub approve_level: fn(level: &str) -> String,
    pub approve_means: fn(name: &str, level: &str, until: &str) -> String,
    pub last_day: Text,
    pub last_day_hint: Text,
    pub up_to_own: fn(level: &str) -> String,
    pub message: Text,
    pub message_hint: fn(name: &str) -> String,
    pub decline: Text,
    pub decline_person: fn(name: &str) -> String,
    pub decline_title: Text,
    pub decline_hint: fn(name: &str) -> String,
    pub decline_submit: Text,
    pub text_missing: Text,
    pub text_invalid: Text,
    pub approved: fn(level: &str, name: &str) -> String,
    pub declined: fn(name: &str) -> String,
    /// The grant was ended again.
    pub undone: fn(name: &str) -> String,
    /// Somebody else answered first.
    pub first: fn(AccessRequestState, by: &str) -> String,
    pub no_longer: Text,
    pub not_answered: Text,
    pub above_own: Text,
    pub own: Text,
    pub higher_grant: Text,
    pub longer_grant: Text,
    pub day_invalid: Text,
    /// The panel of a request.
    pub title: fn(target: &str) -> String,
    pub asked_at: fn(moment: &str) -> String,
    pub asks_for: Text,
    pub open_user: Text,
    pub granted: Text,
    pub note: Text,
    pub expires: Text,
    pub not_found: Text,
    /// On the page of a user.
    pub member_title: Text,
    /// Asking.
    pub ask: Text,
    pub ask_for: fn(target: &str) -> String,
    pub no_access_title: Text,
    pub no_access_text: Text,
    pub have_access_title: fn(level: &str) -> String,
    pub have_access_text: Text,
    pub reason_hint: Text,
    pub ask_submit: Text,
    pub asked_done: Text,
    pub pending: Text,
    pub held: Text,
    pub too_many: Text,
    pub unknown: Text,
    pub waiting_for: fn(level: &str, moment: &str) -> String,
    pub answered_by: fn(AccessRequestState, by: &str, day: &str) -> String,
    pub withdraw: Text,
    pub withdraw_from: fn(target: &str) -> String,
    pub withdrawn: Text,
    /// On the home page.
    pub own_title: Text,
    pub own_waiting: fn(Format, u64) -> String,
    /// A device that the reader must not know the name of.
    pub unnamed_device: Text,
    pub unnamed_group: Text,
}
