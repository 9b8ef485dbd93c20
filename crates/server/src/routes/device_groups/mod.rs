//! `/organizations/{organization}/device-groups`: the tree of device groups.

pub mod change;
pub mod create;
pub mod delete;
mod error;
pub mod get;
pub mod list;
