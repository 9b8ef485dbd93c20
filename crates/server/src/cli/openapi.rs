//! `roster openapi`.

use std::io::{Write, stdout};

use super::failure::Failure;

/// Prints the OpenAPI document.
pub(super) fn print() -> Result<(), Failure> {
    write!(stdout(), "{}", crate::routes::openapi::document_text()).map_err(Failure::Output)
}
