//! The server, as functions: one per endpoint.

mod gate;
mod members;
mod organizations;
mod roles;
mod session;
mod transport;

pub use gate::SessionGate;
pub use transport::{Api, ApiError};
