//! `/organizations/{organization}/members`: the people of an organization.

mod answer;
pub mod bulk;
mod error;
pub mod export;
pub mod get;
pub mod link;
pub mod list;
pub mod options;
pub mod resend;
pub mod restore;
pub mod set_roles;
pub mod update;
mod view;
pub mod withdraw;
