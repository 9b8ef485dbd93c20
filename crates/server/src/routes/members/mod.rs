//! `/organizations/{organization}/members`: the people of an organization.

pub mod get;
pub mod list;
