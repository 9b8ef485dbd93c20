//! `/organizations/{organization}/members`: the people of an organization.

pub mod assign;
pub mod bulk;
pub mod edit;
pub mod get;
pub mod link;
pub mod list;
mod problem;
pub mod resend;
pub mod restore;
pub mod withdraw;
