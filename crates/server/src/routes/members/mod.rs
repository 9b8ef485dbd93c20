//! `/organizations/{organization}/members`: the people of an organization.

pub mod access;
pub mod activate;
pub mod activity;
mod answer;
pub mod blockers;
pub mod bulk;
pub mod deactivate;
pub mod email_change;
pub mod end_sessions;
mod error;
pub mod export;
pub mod get;
pub mod imports;
pub mod link;
pub mod list;
pub mod password_reset;
pub mod remove;
pub mod replace_supervisor;
pub mod resend;
pub mod reset_second_factor;
pub mod restore;
pub mod schedule;
pub mod set_roles;
pub mod update;
pub mod withdraw;
