//! `/organizations/{organization}/devices`: what members have access to.

pub mod access;
pub mod bulk;
pub mod change;
pub mod create;
pub mod delete;
mod error;
pub mod get;
pub mod import;
pub mod list;
