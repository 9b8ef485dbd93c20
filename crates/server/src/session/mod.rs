//! Who is calling: the caller of a request, passwords, and how often they may be tried.

mod api_caller;
mod caller;
mod device;
mod error;
mod passkeys;
mod password_policy;
mod passwords;
mod rate_limit;
mod secret_key;
mod totp;

pub use api_caller::ApiCaller;
pub use caller::{Caller, CallerPermissions};
pub use device::Device;
pub use passkeys::{Asked, NewCredential, PasskeyError, Passkeys};
pub use password_policy::password_problem;
pub use passwords::{HashingFailed, PasswordError, Passwords, hash_password};
pub use rate_limit::RateLimit;
pub use secret_key::{SecretKey, Unsealable};
pub use totp::{InvalidSecret, NewSecret, Totp};
