//! The shape of a catalogue: one struct a screen. Functions take what varies, already typed.

use api_types::{
    InvalidSearch, LastSignInFilter, MemberColumn, MemberStatus, MembersFilter, Permission, TwoFactorFilter,
};

use super::Format;

type Text = &'static str;

/// All texts of one language.
pub struct Texts {
    pub format: FormatTexts,
    pub common: CommonTexts,
    pub sign_in: SignInTexts,
    pub session_expired: SessionExpiredTexts,
    pub shell: ShellTexts,
    pub switcher: SwitcherTexts,
    pub create_organization: CreateOrganizationTexts,
    pub member: MemberTexts,
    pub users: UsersTexts,
    pub directory: DirectoryTexts,
    pub invite: InviteTexts,
    pub user: UserTexts,
    pub roles: RolesTexts,
    pub states: StatesTexts,
    pub problems: ProblemTexts,
}

/// What dates, numbers and lists are made of.
pub struct FormatTexts {
    pub thousands: char,
    /// Between the day and the month.
    pub after_day: Text,
    pub months: [Text; 12],
    pub today: Text,
    pub yesterday: Text,
    pub ends_today: Text,
    pub one_day_left: Text,
    /// Behind a number.
    pub days_left: Text,
    /// Before and behind a number.
    pub days_ago: (Text, Text),
    pub month_ago: (Text, Text),
    pub months_ago: (Text, Text),
    pub year_ago: (Text, Text),
    pub years_ago: (Text, Text),
    /// Before the last item of a list.
    pub and: Text,
}

/// Words that many places use.
pub struct CommonTexts {
    pub cancel: Text,
    pub close: Text,
    pub clear: Text,
    pub dismiss: Text,
    pub try_again: Text,
    pub copy_details: Text,
    pub copied: Text,
    pub loading: Text,
    pub optional: Text,
    pub required: Text,
    pub show_password: Text,
    pub hide_password: Text,
    /// Stands where a value would be, for those who do not see the dash.
    pub none: Text,
    pub yes: Text,
    pub no: Text,
    pub link_copied: Text,
    /// Takes back what was just done.
    pub undo: Text,
    /// When the browser does not let us copy: what was to be copied is in the toast.
    pub not_copied: fn(text: &str) -> String,
}

/// Signing in, with a second factor or without.
pub struct SignInTexts {
    pub title: Text,
    pub lede: Text,
    pub email: Text,
    pub password: Text,
    pub submit: Text,
    pub email_missing: Text,
    pub email_incomplete: Text,
    pub password_missing: Text,
    pub wrong: Text,
    pub too_many_attempts: Text,
    pub code_title: Text,
    pub code_lede: Text,
    pub code: Text,
    pub code_submit: Text,
    pub code_incomplete: Text,
    pub code_wrong: Text,
    /// The password step has run out; it starts again.
    pub code_expired: Text,
    pub other_account: Text,
    pub language: Text,
    pub signed_out: Text,
    pub demo_title: Text,
    /// What a demo account shows, by its name on the wire; the name itself for one that is not known.
    pub demo_shows: fn(shows: &str) -> &str,
    pub demo_use: fn(email: &str) -> String,
}

/// Signing in again over the page one was on.
pub struct SessionExpiredTexts {
    pub title: Text,
    pub text: Text,
    pub password_for: fn(email: &str) -> String,
    pub submit: Text,
    pub other_account: Text,
}

/// Navigation and account menu.
pub struct ShellTexts {
    pub skip: Text,
    pub navigation: Text,
    pub users: Text,
    pub roles: Text,
    pub collapse: Text,
    /// Beside the icon; its button is called `collapse`.
    pub collapse_short: Text,
    pub expand: Text,
    pub open_navigation: Text,
    pub close_navigation: Text,
    pub account: fn(name: &str) -> String,
    pub account_menu: Text,
    pub theme: Text,
    pub theme_auto: Text,
    pub theme_light: Text,
    pub theme_dark: Text,
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
    pub search: Text,
    pub placeholder: Text,
    pub list: Text,
    pub active: Text,
    pub available: Text,
    pub create: Text,
    pub users: fn(Format, u64) -> String,
    pub no_match: fn(search: &str) -> String,
    pub none: Text,
    pub failed: Text,
    pub loading_more: Text,
    /// Spoken when the list has changed.
    pub found: fn(Format, u64) -> String,
    pub hint_move: Text,
    pub hint_switch: Text,
    pub hint_close: Text,
}

/// The dialog that creates an organization.
pub struct CreateOrganizationTexts {
    pub title: Text,
    pub text: Text,
    pub name: Text,
    pub name_hint: Text,
    pub number: Text,
    pub number_hint: Text,
    pub submit: Text,
    pub name_missing: Text,
    pub name_too_long: Text,
    pub number_invalid: Text,
    pub number_taken: Text,
    pub created: fn(name: &str) -> String,
}

/// How a person is described wherever one is shown.
pub struct MemberTexts {
    pub status: fn(MemberStatus) -> Text,
    pub two_factor_on: Text,
    pub two_factor_off: Text,
    pub two_factor_unknown: Text,
    pub you: Text,
    /// Under the address of somebody invited.
    pub invited_on: fn(date: &str) -> String,
    pub sent_times: fn(times: &str) -> String,
    /// Behind the first of several.
    pub more: fn(Format, u64) -> String,
}

/// The list of users.
pub struct UsersTexts {
    pub title: Text,
    pub table: fn(total: &str) -> String,
    pub search: Text,
    pub search_placeholder: Text,
    pub search_hint: Text,
    /// Why what was typed is no search, and what to do.
    pub search_problem: fn(InvalidSearch) -> Text,
    pub more_actions: Text,
    pub clear_search: Text,
    pub filters: Text,
    pub filter: fn(MembersFilter) -> Text,
    pub filter_by: fn(MembersFilter) -> Text,
    pub clear_filter: fn(name: &str) -> String,
    pub clear_filters: Text,
    pub matching: fn(Format, u64) -> String,
    pub column: fn(MemberColumn) -> Text,
    /// A column's name where there is little room.
    pub head: fn(MemberColumn) -> Text,
    /// In place of a last sign-in.
    pub never: Text,
    /// The button that opens the choice of columns, and the name of its panel.
    pub columns: Text,
    pub columns_note: Text,
    pub name_and_email: Text,
    /// Beside the column that cannot be given up.
    pub always: Text,
    pub move_up: fn(column: &str) -> String,
    pub move_down: fn(column: &str) -> String,
    /// Spoken once a column has been moved.
    pub column_moved: fn(Format, column: &str, place: u64) -> String,
    pub density: Text,
    pub comfortable: Text,
    pub compact: Text,
    pub reset: Text,
    /// What can be done with somebody.
    pub actions: Text,
    pub actions_for: fn(name: &str) -> String,
    pub open: Text,
    pub copy_email: Text,
    pub email_copied: Text,
    pub select: fn(name: &str) -> String,
    pub select_sight: Text,
    /// The button that shows the boxes of cards.
    pub select_users: Text,
    pub select_none: Text,
    pub selected: fn(Format, u64) -> String,
    /// Sorting on a card list, which has no head.
    pub sort: Text,
    pub ascending: Text,
    pub descending: Text,
    /// `1–14 of `; the number of all follows.
    pub position: fn(Format, first: u64, last: u64) -> String,
    /// Behind a number at which counting stopped, for the button that it is.
    pub count_all: Text,
    pub loading: Text,
    pub loading_more: Text,
    pub more_failed: Text,
    /// A part of the address could not be read: the names of what was left out.
    pub dropped: fn(names: &str) -> String,
    pub dropped_search: Text,
    pub dropped_sort: Text,
    pub dropped_columns: Text,
}

/// What is done with the whole list: filters, views, files.
pub struct DirectoryTexts {
    pub two_factor_filter: fn(TwoFactorFilter) -> Text,
    pub last_sign_in_filter: fn(LastSignInFilter) -> Text,
    pub not_accepted: Text,
    pub find_value: Text,
    /// There are more values than are offered.
    pub more_values: Text,
    pub copy_view: Text,
    pub export: Text,
    pub export_what: fn(Format, users: &str, columns: u64) -> String,
    pub export_bom: Text,
    pub export_start: Text,
    pub export_progress: fn(Format, rows: u64, of: Option<u64>) -> String,
    pub export_done: Text,
    pub export_stopped: Text,
    pub export_failed: Text,
    pub views: Text,
    pub views_none: Text,
    pub view_name: Text,
    pub view_name_missing: Text,
    pub view_save: Text,
    pub view_saved: fn(name: &str) -> String,
    pub view_not_saved: Text,
    pub view_delete: fn(name: &str) -> String,
    pub view_deleted: fn(name: &str) -> String,
}

/// Inviting people, and what is done with those who have not accepted yet.
pub struct InviteTexts {
    pub title: Text,
    pub lede: fn(organization: &str, number: &str) -> String,
    pub addresses: Text,
    pub first_address: Text,
    pub next_address: Text,
    pub remove: fn(name: &str) -> String,
    /// What is wrong with an address, by its code; follows the address.
    pub obstacle: fn(code: &str) -> Text,
    pub more_objections: fn(Format, u64) -> String,
    pub address_missing: Text,
    pub role_missing: Text,
    pub not_assignable: Text,
    pub message_hint: Text,
    pub expires_after: Text,
    pub days: fn(Format, days: u16, until: &str) -> String,
    pub mail_language: Text,
    pub send_email: Text,
    /// Why no mail can be sent.
    pub mail_none: Text,
    /// In a demonstration, in front of the link to where mails are kept.
    pub mail_kept: Text,
    pub mailbox: Text,
    pub seats: fn(Format, used: u64, limit: u64) -> String,
    pub to_correct: fn(Format, u64) -> String,
    pub submit: fn(Format, u64) -> String,
    pub created: fn(Format, invited: u64, refused: u64) -> String,
    pub valid_until: fn(date: &str) -> String,
    pub mails_leave: Text,
    pub no_mails: Text,
    pub copy_all: fn(Format, u64) -> String,
    pub links: Text,
    pub links_hint: Text,
    pub again: fn(Format, u64) -> String,
    pub more: Text,
    pub done: Text,
    pub resend: Text,
    pub send_again: Text,
    pub new_link: Text,
    pub withdraw: Text,
    pub sent_again: fn(email: &str) -> String,
    pub link_copied: Text,
    pub withdrawn: fn(email: &str) -> String,
    pub restored: fn(email: &str) -> String,
    pub not_done: Text,
    pub access: Text,
    pub mail_undelivered: Text,
    pub mails_sent: fn(format: Format, sent: u64, failed: u64) -> String,
    pub mail_waiting: Text,
    pub mail_failed: Text,
    pub mail_sent: Text,
    /// Why a mail was not sent, by the stable name of what went wrong.
    pub mail_trouble: fn(error: &str) -> Text,
    pub mail_uncertain: Text,
    pub mail_next: fn(moment: &str) -> String,
    pub mail_given_up: Text,
    /// Why the server refused, by its code, where there is something special to say.
    pub refused: fn(code: &str) -> Option<Text>,
}

/// One user.
pub struct UserTexts {
    pub breadcrumb: Text,
    pub copy_link: Text,
    pub last_seen: fn(moment: &str) -> String,
    pub never_seen: Text,
    pub profile: Text,
    pub first_name: Text,
    pub last_name: Text,
    pub email: Text,
    pub signature: Text,
    pub companies_and_supervisor: Text,
    pub companies: Text,
    pub main_company: Text,
    pub supervisor: Text,
    pub roles: Text,
    pub roles_lede: Text,
    pub no_roles: Text,
    pub change_roles: Text,
    pub roles_of: fn(name: &str) -> String,
    pub roles_save: Text,
    pub roles_changed: fn(name: &str) -> String,
    /// What one gives up oneself.
    pub roles_lost: fn(roles: &str) -> String,
    /// What it means that no role is chosen.
    pub no_role_left: fn(name: &str) -> String,
    pub about: Text,
    pub why: Text,
    /// Behind a role's name: ` in Acme`.
    pub why_role: fn(organization: &str) -> String,
    pub why_no_role: Text,
    /// Before the number of companies.
    pub why_member_of: Text,
    pub companies_count: fn(Format, u64) -> String,
    pub why_signs_in: Text,
    pub why_password: Text,
    pub why_two_factor: Text,
    pub why_invited: Text,
    pub why_expired: Text,
    pub why_inactive: Text,
    pub what_roles_allow: Text,
    pub invitation: Text,
    pub invited_by: Text,
    pub invited: Text,
    pub on: fn(date: &str) -> String,
    pub sent: fn(Format, u32) -> String,
    pub expires: Text,
    pub expired: Text,
    pub accepted: Text,
    pub member_since: fn(date: &str) -> String,
    pub message: Text,
    pub no_invitation: Text,
}

/// The overview of roles.
pub struct RolesTexts {
    pub title: Text,
    pub lede: Text,
    pub users: fn(Format, u64) -> Text,
    pub show_users: Text,
    /// Follows `show_users`, for those who hear the link alone.
    pub show_users_of: fn(role: &str) -> String,
    pub permissions: Text,
    pub permission: Text,
    pub permission_name: fn(Permission) -> Text,
    pub group_organization: Text,
    pub group_users: Text,
    pub group_devices: Text,
}

/// Pages and lists with nothing to show.
pub struct StatesTexts {
    pub empty_title: Text,
    pub empty_text: Text,
    pub no_match: fn(search: &str) -> String,
    pub no_match_filters: Text,
    pub searched_in: Text,
    pub with_filters: fn(filters: &str) -> String,
    pub forbidden_title: Text,
    pub forbidden_text: fn(organization: &str, roles: &str) -> String,
    pub forbidden_roles_title: Text,
    pub not_found_title: Text,
    pub not_found_text: Text,
    pub to_users: Text,
    pub to_start: Text,
    pub no_organization_title: Text,
    pub no_organization_text: Text,
    pub list_failed: Text,
    pub page_failed: Text,
    pub language_failed: Text,
    pub nothing_lost: Text,
    pub request: fn(id: &str) -> String,
    pub offline_title: Text,
    pub offline_text: Text,
    pub retry_now: Text,
}

/// What went wrong with a request, in words that say what to do.
pub struct ProblemTexts {
    pub network: Text,
    pub timeout: Text,
    pub unexpected: Text,
    pub too_many_requests: Text,
    pub unavailable: Text,
    pub internal: Text,
    pub forbidden: Text,
    pub not_found: Text,
    pub conflict: Text,
    pub invalid: Text,
}
