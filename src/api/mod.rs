//! The server as functions, one per endpoint. Reads are a [`Query`]; all others are methods of [`Api`].

mod body;
mod directory;
mod idempotency;
mod invitations;
mod json;
mod members;
mod organizations;
mod pending;
mod query;
mod reauthentication;
mod roles;
mod session;
mod transport;

pub use body::Body;
pub use directory::{export_path, options, saved_views};
pub use members::{LONG_PAGE, PageStart, member, members};
pub use organizations::{membership, organization, organizations};
pub use pending::companies;
pub use query::{Query, Request};
pub use reauthentication::Reauthentication;
pub use roles::roles;
pub use session::{server, session};
pub use transport::{Api, ApiError, ApiResponse, DownloadEvent};
