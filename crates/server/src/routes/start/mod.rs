//! `/start`: what the app asks for first.

pub mod get;
mod page;
