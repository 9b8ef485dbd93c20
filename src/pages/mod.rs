//! The pages: each reads parameters, asks queries and composes components.

mod change_roles;
mod clipboard;
mod create_organization;
mod error_message;
mod home;
mod invitation;
mod lazy;
mod not_found;
mod offline_banner;
mod organization;
mod organization_shell;
mod pending;
mod reauthentication;
mod redirect_to_home;
mod roles;
mod sign_in;
mod sign_in_form;
mod signed_in;
mod start;
mod switcher;
mod user;
mod users;
mod users_lazy;

pub use home::home;
pub use invitation::invitation;
pub use not_found::NotFound;
pub use organization::OrganizationLayout;
pub use reauthentication::ReauthenticationPrompt;
pub use roles::roles;
pub use sign_in::sign_in;
pub use signed_in::SignedIn;
pub use start::Start;
pub use user::user;
pub use users::{Positions, Users};
