//! The shape of a catalogue: one struct a screen. Functions take what varies, already typed.

pub mod account;
pub mod activity;
pub mod audit;
pub mod contacts;
pub mod devices;
pub mod email_change;
pub mod imports;
pub mod invite;
pub mod jobs;
pub mod lifecycle;
pub mod list;
pub mod member_actions;
pub mod pages;
pub mod panels;
pub mod requests;
pub mod role_edit;
pub mod settings;
pub mod sign_in;
pub mod user_edit;

use api_types::{MemberStatus, RoleKey};

pub use self::list::{AuditGroupTexts, CompanyTexts, ListNounTexts, ListTexts, RoleListTexts};

use super::Format;

/// One text.
pub type Text = &'static str;

/// What a visit to the list of users may say. Comes from the start.
pub struct Texts {
    pub language: api_types::Language,
    pub format: FormatTexts,
    pub common: CommonTexts,
    pub shell: ShellTexts,
    pub switcher: SwitcherTexts,
    pub member: MemberTexts,
    pub roles: RoleTexts,
    pub role: RoleListTexts,
    pub company: CompanyTexts,
    pub list: ListTexts,
    pub member_list: ListNounTexts,
    pub role_list: ListNounTexts,
    pub company_list: ListNounTexts,
    pub audit_list: ListNounTexts,
    pub audit: AuditGroupTexts,
    pub invite: InviteButtonTexts,
    pub states: StatesTexts,
    pub problems: ProblemTexts,
}

/// Phrases about dates that the browser has none for.
pub struct FormatTexts {
    pub ends_today: Text,
    pub days_left: fn(Format, u64) -> String,
}

/// Words that many places use.
pub struct CommonTexts {
    pub sign_in: Text,
    /// What one signs in to.
    pub one_account: Text,
    pub cancel: Text,
    pub close: Text,
    pub clear: Text,
    pub dismiss: Text,
    pub try_again: Text,
    pub copy_details: Text,
    pub copied: Text,
    pub optional: Text,
    pub show_password: Text,
    pub hide_password: Text,
    pub link_copied: Text,
    /// Takes back what was just done.
    pub undo: Text,
    /// How the keyboard gets there; spoken.
    pub undo_key: Text,
    /// When the browser does not let us copy: what was to be copied is in the toast.
    pub not_copied: fn(text: &str) -> String,
}

/// Navigation and account menu.
pub struct ShellTexts {
    pub skip: Text,
    pub navigation: Text,
    pub home: Text,
    pub users: Text,
    pub roles: Text,
    pub companies: Text,
    pub devices: Text,
    pub access_requests: Text,
    pub contacts: Text,
    pub audit_log: Text,
    pub settings: Text,
    pub collapse: Text,
    /// Beside the icon; its button is called `collapse`.
    pub collapse_short: Text,
    pub expand: Text,
    pub open_navigation: Text,
    pub close_navigation: Text,
    pub account: fn(name: &str) -> String,
    pub account_menu: Text,
    pub your_account: Text,
    pub preferences: Text,
    pub language: Text,
    pub sign_out: Text,
    pub no_role: Text,
    pub number: fn(number: &str) -> String,
}

/// The organization switcher.
pub struct SwitcherTexts {
    /// The name of the button: the active organization and what pressing does.
    pub button: fn(name: &str, number: &str) -> String,
    pub choose: Text,
    pub title: Text,
    pub create: Text,
}

/// How a person is described wherever one is shown.
pub struct MemberTexts {
    pub status: fn(MemberStatus) -> Text,
    pub two_factor_on: Text,
    pub two_factor_off: Text,
    pub two_factor_unknown: Text,
    pub you: Text,
    /// Before a date, under the address of somebody invited.
    pub invited: Text,
    pub sent_times: fn(times: &str) -> String,
    /// The message of an invitation.
    pub quoted: fn(text: &str) -> String,
    /// Invited or expired, as one status.
    pub not_accepted: Text,
    /// Beside the status: a day on which access begins, ends or has ended.
    pub access_from: fn(day: &str) -> String,
    pub access_until: fn(day: &str) -> String,
    pub access_ended: fn(day: &str) -> String,
    /// Created, but without an invitation.
    pub not_invited: Text,
    /// In place of a last sign-in.
    pub never: Text,
    pub copy_email: Text,
    pub email_copied: Text,
    pub change_roles: Text,
    pub resend: Text,
    pub send_again: Text,
    pub new_link: Text,
    pub withdraw: Text,
    pub restore: Text,
    pub restore_user: Text,
    pub activate: Text,
    pub deactivate: Text,
    pub remove: Text,
    pub end_sessions: Text,
    pub set_schedule: Text,
    pub reset_second_factor: Text,
    pub replace_supervisor: Text,
    pub export_data: Text,
    /// Beside the status of an invitation that was withdrawn.
    pub restore_short: Text,
    pub send_password_link: Text,
    pub create_password_link: Text,
    pub change_email: Text,
    /// Of a link beside those that there are.
    pub link_added: Text,
    pub link_copied: Text,
    pub mail_waiting: Text,
    pub mail_failed: Text,
    /// Why a mail was not sent, by the stable name of what went wrong.
    pub mail_trouble: fn(error: &str) -> Text,
    pub mail_uncertain: Text,
    pub mail_next: fn(moment: &str) -> String,
    pub mail_given_up: Text,
}

/// The predefined roles, as long as an organization has not renamed them.
pub struct RoleTexts {
    pub name: fn(RoleKey) -> Text,
    pub description: fn(RoleKey) -> Text,
}

/// The button that invites.
pub struct InviteButtonTexts {
    pub title: Text,
    /// On a phone.
    pub title_short: Text,
    /// The way to the import of users.
    pub import: Text,
}

/// Pages and lists with nothing to show.
pub struct StatesTexts {
    pub second_factor_title: Text,
    pub second_factor_until: fn(day: &str) -> String,
    pub second_factor_closed: Text,
    pub second_factor_set_up: Text,
    pub with_filters: fn(filters: &str) -> String,
    pub not_found_title: Text,
    pub not_found_text: Text,
    pub to_start: Text,
    pub signed_out: Text,
    pub no_organization_title: Text,
    pub no_organization_text: Text,
    pub signed_in_as: fn(email: &str) -> String,
    pub list_failed: Text,
    pub page_failed: Text,
    pub language_failed: Text,
    pub nothing_lost: Text,
    pub request: fn(id: &str) -> String,
    pub offline_title: Text,
    pub offline_text: Text,
    pub retry_now: Text,
    /// Another tab has signed in with another account.
    pub other_account_title: Text,
    pub other_account_text: Text,
    pub other_account_go: Text,
    pub unreachable_title: Text,
    pub unreachable_text: Text,
    /// The server has a newer app than this page.
    pub newer_title: Text,
    pub newer_text: Text,
    pub reload: Text,
}

/// What went wrong with a request, in words that say what to do.
pub struct ProblemTexts {
    pub network: Text,
    pub unexpected: Text,
    pub too_many_requests: Text,
    pub unavailable: Text,
    pub internal: Text,
    pub forbidden: Text,
    pub not_found: Text,
    pub conflict: Text,
    pub invalid: Text,
}
