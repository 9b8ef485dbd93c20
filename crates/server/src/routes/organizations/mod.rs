//! `/organizations`: the tenants.

pub mod create;
pub mod get;
pub mod list;
pub mod membership;
