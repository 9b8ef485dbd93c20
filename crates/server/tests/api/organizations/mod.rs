//! `/organizations`

mod audit_events;
mod change;
mod companies;
mod create;
mod get;
mod invitations;
mod list;
mod members;
mod membership;
mod roles;
