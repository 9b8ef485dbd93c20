//! `/organizations`

mod create;
mod get;
mod list;
mod members;
mod roles;
