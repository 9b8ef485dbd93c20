//! `/organizations/{organization}/companies`: legal entities inside an organization.

pub mod list;
