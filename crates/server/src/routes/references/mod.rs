//! `/organizations/{organization}/members/{member}/references/{source}`: what needs a member in another program.

mod error;
pub mod get;
pub mod replace;
mod validation;
