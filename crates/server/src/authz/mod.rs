//! Who may do what. Pure: no database, no HTTP. Being allowed is a value: [`Authorized`] exists only when a rule of
//! [`policy`] allowed the action, and the store asks for it.

mod api_key;
mod authorized;
mod changes;
mod member_actions;
mod permissions;
pub mod policy;
mod signed_in;
mod token;

pub use api_key::{AuthorizedKey, LiveKey};
pub use authorized::Authorized;
pub use changes::can_hear_of;
pub use member_actions::{MEMBER_ACTIONS, MemberState, member_actions};
pub use permissions::Permissions;
pub use signed_in::{CurrentSession, PROOF_LIFETIME, Proven, SignedIn};
pub use token::{Token, TokenHash, recovery_code_hash};
