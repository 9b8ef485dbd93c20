//! Made-up organizations and people, the same at every start: what `roster demo` shows and `roster seed` fills in.
//!
//! Everything here is a pure function of its arguments. [`data`] says what comes out; the store inserts it.

pub mod data;

/// The password of every demo sign-in.
pub const PASSWORD: &str = "roster-demo-password";
