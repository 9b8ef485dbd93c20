//! `/organizations/{organization}/members`: the people of an organization.

pub mod assign;
pub mod bulk;
pub mod edit;
pub mod export;
pub mod get;
pub mod link;
pub mod list;
pub mod options;
mod problem;
pub mod resend;
pub mod restore;
mod view;
pub mod withdraw;
