//! Roster's server: the JSON API, its database, and what sends the app's files.
//!
//! Data flows one way: `routes` speak HTTP, `session` knows who is calling, `store` holds all SQL, `authz` decides who
//! may do what. All requests share `state`. `cursor` seals the cursors of pages, `bearer` reads bearer tokens, `budget`
//! counts, `client` says who is one client, `shares` divides readers, `streams` counts open streams. `http` wraps every
//! response, `connections` limits clients, `mail` sends the outbox, `jobs` changes many members, `maintenance` runs every
//! minute, `cli` starts it all, `demo` generates data. A policy test holds the order of these modules.

mod after_response;
pub mod app;
pub mod authz;
mod bearer;
pub mod budget;
pub mod cli;
mod client;
pub mod clock;
pub mod config;
pub mod connections;
pub mod cursor;
pub mod demo;
pub mod error;
pub mod http;
pub mod jobs;
pub mod mail;
pub mod maintenance;
pub mod metrics;
mod request_id;
#[doc(hidden)]
pub mod routes;
pub mod session;
mod shares;
mod sheet;
pub mod state;
pub mod store;
pub mod streams;
