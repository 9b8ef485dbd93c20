//! The API as browsers meet it, behind everything that wraps it, on both engines. Modules mirror addresses.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test that panics has failed")]

mod access;
mod account;
mod api_keys;
mod database;
mod email_change;
mod input;
mod invitations;
mod mail;
mod maintenance;
mod matrix;
mod openapi;
mod operator;
mod organizations;
mod password_reset;
mod race;
mod server;
mod session;
mod start;
mod support;
mod texts;
