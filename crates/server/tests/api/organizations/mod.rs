//! `/organizations`

mod change;
mod companies;
mod create;
mod get;
mod invitations;
mod list;
mod members;
mod membership;
mod roles;
