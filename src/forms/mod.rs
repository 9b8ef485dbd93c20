//! What is typed before it is sent: drafts and their validation, without a browser.

mod invitation;
mod organization;
mod sign_in;

pub use invitation::{addresses, is_complete};
pub use organization::{NewOrganizationDraft, OrganizationField};
pub use sign_in::{SignInDraft, SignInField};
