//! `/organizations/{organization}/members`: the people of an organization.

mod answer;
pub mod bulk;
mod error;
pub mod get;
pub mod link;
pub mod list;
pub mod resend;
pub mod restore;
pub mod set_roles;
pub mod update;
pub mod withdraw;
