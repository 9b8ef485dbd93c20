//! `/organizations`

mod api_keys;
mod audit_events;
mod change;
mod companies;
mod create;
mod devices;
mod disable;
mod get;
mod invitations;
mod leave;
mod list;
mod mail_limits;
mod members;
mod membership;
mod roles;
mod settings;
