//! What the pages of one's own account say.

use api_types::PasskeysUnavailable;

use super::{super::Format, Text};
use crate::forms::NewEmailProblem;

/// One's own account: profile, security, preferences.
pub struct AccountTexts {
    pub title: Text,
    /// Name and address of the user.
    pub lede: fn(name: &str, email: &str) -> String,
    pub profile: Text,
    pub security: Text,
    pub preferences: Text,
    pub back: fn(organization: &str) -> String,
    pub edit: ProfileTexts,
    pub organizations: OwnOrganizationsTexts,
    pub password: OwnPasswordTexts,
    pub factor: SecondFactorTexts,
    pub passkeys: PasskeyTexts,
    pub sessions: SessionTexts,
    pub prefer: PreferenceTexts,
}

/// Name, language of mails, and address.
pub struct ProfileTexts {
    pub lede: Text,
    pub first_name: Text,
    pub last_name: Text,
    pub name_missing: Text,
    pub name_invalid: Text,
    pub save: Text,
    pub saved: Text,
    /// Somebody has changed the account meanwhile.
    pub stale: Text,
    pub email: Text,
    pub email_lede: Text,
    pub email_change: Text,
    pub email_title: Text,
    pub email_text: fn(email: &str) -> String,
    pub email_field: Text,
    pub email_submit: Text,
    pub email_sent: fn(email: &str) -> String,
    pub email_waits: fn(email: &str) -> String,
    pub email_until: fn(moment: &str) -> String,
    pub email_cancel: Text,
    pub email_cancelled: Text,
    pub email_no_mail: Text,
    pub email_wrong: fn(NewEmailProblem) -> Text,
}

/// The organizations that the user belongs to.
pub struct OwnOrganizationsTexts {
    pub title: Text,
    pub none: Text,
    pub leave: Text,
    pub more: Text,
}

/// Changing the password.
pub struct OwnPasswordTexts {
    pub title: Text,
    pub changed: fn(day: &str) -> String,
    pub never_changed: Text,
    pub text: Text,
    pub change: Text,
    pub dialog: Text,
    pub current: Text,
    pub current_missing: Text,
    pub wrong: Text,
    pub new: Text,
    pub end_sessions: Text,
    pub end_sessions_text: Text,
    pub submit: Text,
    pub done: Text,
    /// The account has none.
    pub none: Text,
}

/// The authenticator app and the recovery codes.
pub struct SecondFactorTexts {
    pub title: Text,
    pub lede: Text,
    pub required: fn(organizations: &str) -> String,
    pub app: Text,
    pub since: fn(day: &str) -> String,
    pub on: Text,
    pub last_used: fn(moment: &str) -> String,
    pub off: Text,
    pub set_up: Text,
    pub set_up_again: Text,
    pub turn_off: Text,
    pub turn_off_title: Text,
    pub turn_off_text: Text,
    pub turned_off: Text,
    /// An organization requires one.
    pub needed: Text,
    pub codes: Text,
    pub codes_left: fn(Format, left: u64, total: u64, day: &str) -> String,
    pub no_codes: Text,
    pub new_codes: Text,
    pub new_codes_title: Text,
    pub new_codes_text: Text,
    pub new_codes_submit: Text,
    pub enrol_title: Text,
    pub enrol_text: Text,
    pub qr: Text,
    pub key: Text,
    pub key_hint: Text,
    pub open_app: Text,
    pub code: Text,
    pub code_incomplete: Text,
    pub code_wrong: Text,
    pub expired: Text,
    pub turn_on: Text,
    pub save_title: Text,
    pub is_on: Text,
    pub save_text: Text,
    pub copy: Text,
    pub copied: Text,
    pub download: Text,
    pub print: Text,
    pub file_name: Text,
    /// The head of the file and of the printed page.
    pub file_head: fn(email: &str, day: &str) -> String,
    pub saved: Text,
    pub tick: Text,
    pub done: Text,
}

/// Passkeys.
pub struct PasskeyTexts {
    pub title: Text,
    pub lede: Text,
    pub add: Text,
    pub none: Text,
    pub unavailable: fn(PasskeysUnavailable) -> Text,
    pub unsupported: Text,
    pub added: fn(day: &str) -> String,
    pub last_used: fn(moment: &str) -> String,
    pub never_used: Text,
    pub add_title: Text,
    pub add_text: Text,
    pub name: Text,
    pub name_hint: Text,
    pub name_invalid: Text,
    pub add_submit: Text,
    pub failed: Text,
    pub known: Text,
    pub added_toast: fn(name: &str) -> String,
    pub rename: fn(name: &str) -> String,
    pub rename_title: Text,
    pub rename_submit: Text,
    pub remove: fn(name: &str) -> String,
    pub remove_title: fn(name: &str) -> String,
    pub remove_text: Text,
    pub remove_submit: Text,
    pub removed: fn(name: &str) -> String,
}

/// Where the user is signed in.
pub struct SessionTexts {
    pub title: Text,
    pub lede: Text,
    pub device: Text,
    pub address: Text,
    pub signed_in: Text,
    pub last_used: Text,
    pub actions: Text,
    pub this: Text,
    pub now: Text,
    pub named: fn(browser: &str, system: &str) -> String,
    pub unknown: Text,
    pub end: Text,
    pub end_named: fn(name: &str) -> String,
    pub ended: fn(name: &str) -> String,
    pub end_all: Text,
    pub end_all_title: Text,
    pub end_all_text: fn(Format, u64) -> String,
    pub end_all_submit: Text,
    pub all_ended: Text,
}

/// What the user prefers in this browser.
pub struct PreferenceTexts {
    pub language: Text,
    pub language_field: Text,
    pub language_hint: Text,
    pub mail_language: Text,
    pub mail_language_hint: Text,
    pub mail_language_none: Text,
    pub mail_language_saved: Text,
    pub theme: Text,
    pub theme_auto: Text,
    pub theme_auto_text: Text,
    pub theme_light: Text,
    pub theme_dark: Text,
    pub shortcuts: Text,
    pub shortcuts_lede: Text,
    pub shortcuts_switch: Text,
    /// Keys and what they do.
    pub keys: &'static [(&'static str, Text)],
}
