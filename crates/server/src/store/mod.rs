//! All SQL: one file a noun. Every query is built once for both engines.
//!
//! A function about a tenant's data takes the witness that its caller may, and touches only the tenant in it. Without
//! one work only those that find out who is calling ([`accounts`], [`known_browsers`], [`sessions`], [`api_keys::find`],
//! [`access`]), that concern the server itself ([`keys`], [`limits`], [`statistics`]), and the operator's own commands
//! ([`seed`], [`back_up`], [`restore`], [`accounts::create_administrator`], creating, listing and revoking
//! [`api_keys`]).

// Before the others, for its macro.
#[macro_use]
mod record;

pub mod access;
pub mod access_requests;
pub mod accounts;
pub mod api_keys;
pub mod audit;
mod batch;
mod change;
pub mod changes;
mod columns;
pub mod companies;
pub mod contacts;
mod database;
pub mod device_groups;
pub mod devices;
pub mod email_changes;
mod error;
pub mod grants;
pub mod idempotency;
pub mod import;
pub mod invitations;
pub mod jobs;
pub mod keys;
pub mod known_browsers;
pub mod limits;
pub mod listing;
pub mod mail_limits;
pub mod members;
pub mod organizations;
pub mod outbox;
pub mod page;
pub mod password_resets;
pub mod person;
pub mod portion;
pub mod purge;
pub mod references;
pub mod roles;
pub mod saved_views;
pub mod seed;
pub mod sessions;
mod sql;
mod statement;
pub mod statistics;
pub mod text;

pub use change::{Change, Versions};
pub use database::{
    Database, Transaction,
    backup::{BackupError, back_up, restore},
};
pub use error::{DatabaseError, DriverError, StoreError};
use record::Record;
