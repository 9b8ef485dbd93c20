//! Invitations: members who have not joined yet, and the links by which they do.

mod accept;
mod address;
mod decline;
mod eligibility;
mod event;
mod expire;
mod held;
mod invite;
mod link;
mod lookup;
mod remind;
mod request_new_link;
mod resend;
mod restore;
mod stop_mails;
pub(super) mod tokens;
mod withdraw;

pub use accept::{AcceptError, AcceptInvitation, Acceptor, Joined, NewAccount};
pub use address::{Address, InvalidAddress};
pub use decline::DeclineInvitation;
pub(super) use eligibility::allowed_domains;
pub(super) use event::{about as event_about, record as record_event, record_by as record_event_by};
pub use expire::expire;
pub(super) use held::{call_back, send_held};
pub use invite::{Invite, InviteError, Invited, Invitee, Outcome, Profile};
pub use link::LinkInvitation;
pub use lookup::{InvalidLink, LookupError, is_disabled, lookup};
pub use remind::remind;
pub use request_new_link::RequestNewLink;
pub use resend::ResendInvitation;
pub(super) use restore::restore;
pub use stop_mails::StopMails;
pub use withdraw::WithdrawInvitation;
