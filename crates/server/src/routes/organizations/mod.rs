//! `/organizations`: the tenants.

pub mod change;
pub mod create;
pub mod get;
pub mod list;
pub mod membership;
pub mod settings;
mod validation;
