//! What is typed before it is sent: drafts and their validation, without a browser.

mod invitation;
mod new_account;
mod organization;
mod rebase;
mod sign_in;

pub use invitation::{addresses, is_complete};
pub use new_account::{NewAccountDraft, NewAccountField};
pub use organization::{NewOrganizationDraft, OrganizationField};
pub use rebase::{is_same_set, rebase, rebase_set};
pub use sign_in::{SignInDraft, SignInField};
