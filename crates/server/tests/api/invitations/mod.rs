//! `/invitations`

mod accept;
mod decline;
mod lookup;
mod request;
mod take_over;
