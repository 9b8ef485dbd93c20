//! `/organizations/{organization}/roles`: roles and who holds them.

pub mod list;
