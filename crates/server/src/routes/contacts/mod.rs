//! `/organizations/{organization}/contacts`: people to call or write to, who do not sign in.

pub mod bulk;
pub mod change;
pub mod create;
pub mod delete;
mod error;
pub mod get;
pub mod import;
pub mod languages;
pub mod list;
mod validation;
