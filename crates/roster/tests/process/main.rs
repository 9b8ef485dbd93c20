//! The program as an operator meets it: its commands, its logs, how it stops, and mail that leaves it.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test ends where something is missing")]

mod api_key;
mod audit;
#[path = "../../../server/tests/api/support/cluster.rs"]
mod cluster;
mod command;
mod connections;
mod disk;
mod durability;
mod logs;
mod mail;
mod program;
mod stop;
