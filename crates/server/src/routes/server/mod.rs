//! `/server`: what anybody may know.

pub mod get;
