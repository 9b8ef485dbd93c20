//! Who may do what. Being allowed is a value: [`Authorized`] exists only when [`Caller::authorize`] gave it, and the
//! store asks for it.

mod caller;
mod passwords;
mod permissions;
pub mod policy;
mod rate_limit;
mod token;

pub use caller::{Authorized, Caller, SignedIn};
pub use passwords::{HashingFailed, PasswordError, Passwords, hash_password};
pub use permissions::Permissions;
pub use rate_limit::{RateLimit, RateLimited};
pub use token::{Token, TokenHash};
