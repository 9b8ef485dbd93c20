//! The pages: each reads parameters, asks queries and composes components.

mod clipboard;
mod companies;
mod create_organization;
mod error_message;
mod failed_action;
mod home;
mod invitation;
mod lazy;
mod list;
mod members;
mod not_found;
mod offline_banner;
mod organization;
mod organization_shell;
mod reauthentication;
mod redirect_to_home;
mod roles;
mod sign_in;
mod sign_in_form;
mod signed_in;
mod start;
mod switcher;

pub use companies::{companies, company};
pub use failed_action::FailedAction;
pub use home::home;
pub use invitation::invitation;
pub use list::Positions;
pub use members::{RoleDrafts, Users, user};
pub use not_found::{NotFound, NotFoundPage};
pub use organization::OrganizationLayout;
pub use reauthentication::ReauthenticationPrompt;
pub use roles::roles;
pub use sign_in::sign_in;
pub use signed_in::SignedIn;
pub use start::Start;
