//! `/invitations`

mod accept;
mod lookup;
mod request;
