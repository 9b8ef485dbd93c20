//! `/organizations/{organization}/companies`: legal entities inside an organization.

pub mod change;
pub mod create;
mod error;
pub mod get;
pub mod list;
