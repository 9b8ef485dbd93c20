//! `/organizations/{organization}/members`: the people of an organization.

pub mod export;
pub mod get;
pub mod list;
pub mod options;
mod view;
