//! `/organizations/{organization}/companies`

mod change;
mod create;
mod list;
