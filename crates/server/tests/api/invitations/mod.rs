//! `/invitations`

mod accept;
mod decline;
mod lookup;
mod request;
