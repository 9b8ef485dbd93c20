//! What every request and answer goes through, as a browser meets it.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where something is missing")]

mod assets;
mod connections;
mod csrf;
mod faults;
mod headers;
mod health;
mod portal;
mod request_id;
mod support;
