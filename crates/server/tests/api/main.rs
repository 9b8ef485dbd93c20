//! The API as browsers meet it, behind everything that wraps it, on both engines. Modules mirror addresses.

mod input;
mod matrix;
mod openapi;
mod organizations;
mod server;
mod session;
mod support;
