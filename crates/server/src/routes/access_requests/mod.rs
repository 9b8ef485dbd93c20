//! `/organizations/{organization}/access-requests`: what members ask for, and the answers.

pub mod approve;
pub mod cancel;
pub mod create;
pub mod decline;
mod error;
pub mod get;
pub mod list;
pub mod own;
