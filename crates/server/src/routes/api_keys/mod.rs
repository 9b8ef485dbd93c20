//! `/organizations/{organization}/api-keys`: the keys of its programs.

pub mod change;
pub mod create;
mod error;
pub mod get;
pub mod list;
pub mod revoke;
pub mod rotate;
mod validation;
