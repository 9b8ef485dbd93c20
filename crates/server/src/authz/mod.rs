//! Who may do what. Being allowed is a value: [`Authorized`] exists only when [`Caller::authorize`] gave it, and the
//! store asks for it.

mod attempts;
mod caller;
mod member_actions;
mod passwords;
mod permissions;
pub mod policy;
mod token;

pub use attempts::{Attempts, Exhausted};
pub use caller::{Authorized, Caller, SignedIn};
pub use member_actions::{MEMBER_ACTIONS, member_actions};
pub use passwords::{HashingFailed, PasswordError, Passwords, hash_password};
pub use permissions::Permissions;
pub use token::{Token, TokenHash};
