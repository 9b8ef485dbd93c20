//! `/organizations`

mod audit_events;
mod change;
mod companies;
mod create;
mod devices;
mod get;
mod invitations;
mod list;
mod mail_limits;
mod members;
mod membership;
mod roles;
