//! `/organizations/{organization}/members/imports`: people from a file.

mod fields;
pub mod read;
mod reading;
