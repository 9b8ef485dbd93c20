//! `/organizations`: the tenants.

pub mod change;
pub mod create;
pub mod disable;
pub mod enable;
pub mod get;
pub mod leave;
pub mod list;
pub mod membership;
pub mod pin;
pub mod recent;
pub mod settings;
mod validation;
pub mod visit;
