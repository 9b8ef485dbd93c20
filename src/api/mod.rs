//! The server, as functions: one per endpoint. What is only read is a [`Question`]; the rest are methods of [`Api`].

mod attempts;
mod body;
mod directory;
mod gate;
mod invitations;
mod json;
mod members;
mod organizations;
mod pending;
mod question;
mod roles;
mod session;
mod transport;

pub use body::Body;
pub use directory::{export_path, options, saved_views};
pub use gate::SessionGate;
pub use members::{LONG_PAGE, PageStart, member, members};
pub use organizations::{membership, organization, organizations};
pub use pending::companies;
pub use question::{Asking, Question};
pub use roles::roles;
pub use session::{server, session};
pub use transport::{Answered, Api, ApiError, Piece};
