//! `/organizations`: the tenants.

pub mod change;
pub mod contents;
pub mod create;
pub mod delete;
pub mod disable;
pub mod enable;
pub mod export;
pub mod get;
mod image;
pub mod leave;
pub mod list;
pub mod logo;
pub mod membership;
pub mod pin;
pub mod recent;
pub mod restore;
pub mod settings;
mod validation;
pub mod visit;
