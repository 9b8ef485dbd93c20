//! What is typed before it is sent: drafts and their validation, without a browser.

mod contact;
mod invitation;
mod member;
mod new_account;
mod new_email;
mod organization;
mod password;
mod rebase;
mod schedule;
mod settings;
mod sign_in;
mod table_file;

pub use contact::{ContactDraft, ContactField, refused_contact_fields};
pub use invitation::{TypedAddress, addresses, is_complete};
pub use member::{FieldError, FieldErrors, MemberDraft, MemberField, Rebased, needs_name, refused_fields};
pub use new_account::{NewAccountDraft, NewAccountField};
pub use new_email::{NewEmailProblem, read_new_email, refused_email};
pub use organization::{NewOrganizationDraft, OrganizationField};
pub use password::PasswordRule;
pub use rebase::{is_same_set, rebase, rebase_set};
pub use schedule::{DayError, Effect, ScheduleDraft, day_error};
pub use settings::{ON, SettingsDraft, SettingsError, SettingsErrors, SettingsField, day_after, refused_settings};
pub use sign_in::{SignInDraft, SignInField, read_email};
pub use table_file::{base64, csv_row};
