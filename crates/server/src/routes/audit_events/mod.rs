//! `/organizations/{organization}/audit-events`: who did what to whom, when and from where.

pub mod get;
pub mod list;
