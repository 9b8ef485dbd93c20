//! Roster's server: the JSON API, its database, and what sends the app's files.
//!
//! Data flows one way: `routes` speak HTTP, `authz` decides who may, `store` holds all SQL. `edge` wraps what the API
//! answers in what every answer needs, `connections` limits what clients take, `cli` starts it all, `demo` invents
//! people.

pub mod app;
pub mod authz;
pub mod cli;
pub mod clock;
pub mod config;
pub mod connections;
pub mod demo;
pub mod edge;
pub mod error;
pub mod jobs;
pub mod mail;
#[doc(hidden)]
pub mod old_view;
pub mod openapi;
pub mod routes;
pub mod store;
