//! The pages: each reads parameters, asks queries and composes components.

mod change_roles;
mod clipboard;
mod connection;
mod create_organization;
mod failure;
mod frame;
mod home;
mod invitation;
mod lazy;
mod not_found;
mod organization;
mod pending;
mod roles;
mod session_ended;
mod sign_in;
mod sign_in_form;
mod signed_in;
mod start;
mod switcher;
mod to_home;
mod user;
mod users;
mod users_lazy;

pub use home::home;
pub use invitation::invitation;
pub use not_found::NotFound;
pub use organization::OrganizationLayout;
pub use roles::roles;
pub use session_ended::SessionEnded;
pub use sign_in::sign_in;
pub use signed_in::SignedIn;
pub use start::Start;
pub use user::user;
pub use users::{Positions, Users};
