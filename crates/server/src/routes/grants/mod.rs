//! `/organizations/{organization}/members/{member}/grants`: access of a member to devices.

pub mod add;
pub mod change;
pub mod end;
pub(super) mod error;
pub mod list;
