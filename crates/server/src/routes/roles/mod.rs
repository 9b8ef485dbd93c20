//! `/organizations/{organization}/roles`: roles and who holds them.

pub mod change;
pub mod create;
pub mod delete;
pub mod effect;
mod error;
pub mod get;
pub mod list;
