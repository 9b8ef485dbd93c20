//! What every request and answer goes through, and the commands, as an operator and a browser meet them.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

mod assets;
mod browser;
mod command;
mod faults;
mod headers;
mod health;
mod logs;
mod mail;
mod portal;
mod process;
mod request_id;
mod stop;
mod support;
