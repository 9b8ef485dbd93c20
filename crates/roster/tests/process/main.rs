//! The program as an operator meets it: its commands, its logs, how it stops, and mail that leaves it.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

mod api_key;
mod audit;
mod command;
mod connections;
mod disk;
mod logs;
mod mail;
mod program;
mod stop;
