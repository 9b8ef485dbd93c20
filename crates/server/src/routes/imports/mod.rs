//! What the imports of every noun share: the request, the columns, the rows, the dry run and saving in portions.
//!
//! A noun says which fields it has and what a row means ([`Imported`]); its store says what the database makes of it.

pub mod columns;
mod noun;
mod request;
mod rows;
mod run;

pub use noun::{Cells, Field, Imported, Saved};
pub use run::import;

/// Bytes of a request body: a file of 5 MiB in base64, and what surrounds it.
pub const BODY_LIMIT: usize = 8 * 1024 * 1024;
/// How the path of a route for imports ends.
pub const PATH_END: &str = "/import";
/// The same for an import of users: 40 MiB in base64, and what surrounds it.
pub const MEMBERS_BODY_LIMIT: usize = 56 * 1024 * 1024;
/// How the paths of routes for imports of users end.
pub const MEMBERS_PATH_ENDS: [&str; 2] = ["/members/imports", "/members/imports/read"];
