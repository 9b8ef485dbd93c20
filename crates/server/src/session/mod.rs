//! Who is calling: the caller of a request, passwords, and how often they may be tried.

mod api_caller;
mod caller;
mod error;
mod passwords;
mod rate_limit;

pub use api_caller::ApiCaller;
pub use caller::Caller;
pub use passwords::{HashingFailed, PasswordError, Passwords, hash_password};
pub use rate_limit::RateLimit;
