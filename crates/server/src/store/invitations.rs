//! Invitations: members who have not joined yet, and the links by which they do.

mod accept;
mod address;
mod ask_again;
mod door;
mod event;
mod expire;
mod invite;
mod link;
mod lookup;
mod purge;
mod remind;
mod resend;
mod restore;
pub(super) mod tokens;
mod withdraw;

pub use accept::{AcceptError, AcceptInvitation, Acceptor, Joined, NewAccount};
pub use address::{Address, InvalidAddress};
pub use ask_again::AskForNewLink;
pub(super) use event::record as record_event;
pub use expire::expire;
pub use invite::{Asked, Invite, InviteError, Invited, Outcome};
pub use link::LinkInvitation;
pub use lookup::{DeadLink, LookupError, is_disabled, lookup};
pub use purge::purge;
pub use remind::remind;
pub use resend::ResendInvitation;
pub use restore::RestoreInvitation;
pub use withdraw::WithdrawInvitation;
