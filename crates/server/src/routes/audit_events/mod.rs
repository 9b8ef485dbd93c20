//! `/organizations/{organization}/audit-events`: who did what to whom, when and from where.

pub mod list;
