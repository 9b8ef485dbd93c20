//! The server as functions, one per endpoint. Reads are a [`Query`]; all others are methods of [`Api`].

mod body;
mod companies;
mod idempotency;
mod invitation_actions;
mod invitations;
mod json;
mod list;
mod members;
mod organizations;
mod query;
mod reauthentication;
mod roles;
mod session;
mod transport;

pub use body::Body;
pub use companies::{companies, company};
pub use list::{FileFormat, LONG_PAGE, PageStart, export_path, options, rows, saved_views};
pub use members::{member, newest_invitations};
pub use organizations::{membership, organization, organizations};
pub use query::{Query, Request};
pub use reauthentication::Reauthentication;
pub use roles::roles;
pub use session::{server, session};
pub use transport::{Api, ApiError, ApiResponse, DownloadEvent};
