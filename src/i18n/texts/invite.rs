//! What the sheet that invites says.

use super::{super::Format, Text};

/// Inviting people, and what became of it.
pub struct InviteTexts {
    pub copy_link: Text,
    pub lede: fn(organization: &str, number: &str) -> String,
    pub addresses: Text,
    pub first_address: Text,
    pub next_address: Text,
    pub remove: fn(name: &str) -> String,
    /// What is wrong with an address, by its code; follows the address.
    pub obstacle: fn(code: &str) -> Text,
    pub address_missing: Text,
    pub companies: Text,
    pub message: Text,
    pub message_hint: Text,
    pub start_label: Text,
    /// When invitations are sent, by the name of the choice.
    pub start: fn(name: &str) -> Text,
    pub first_day: Text,
    pub first_day_hint: fn(zone: &str) -> String,
    pub first_day_invalid: Text,
    pub later_hint: Text,
    pub expires_after: Text,
    pub days: fn(Format, days: u16, until: &str) -> String,
    pub mail_language: Text,
    pub send_email: Text,
    /// Why no mail can be sent.
    pub mail_none: Text,
    /// In a demonstration, in front of the link to where mails are kept.
    pub mail_kept: Text,
    pub mailbox: Text,
    pub seats: fn(Format, used: u64, limit: u64) -> String,
    pub to_correct: fn(Format, u64) -> String,
    pub submit: fn(Format, u64) -> String,
    /// For users who are invited later.
    pub submit_held: fn(Format, u64) -> String,
    pub created_held: fn(Format, created: u64, refused: u64) -> String,
    pub sent_on: fn(day: &str) -> String,
    pub sent_later: Text,
    pub created: fn(Format, invited: u64, refused: u64) -> String,
    pub valid_until: fn(date: &str) -> String,
    pub mails_leave: Text,
    pub no_mails: Text,
    pub copy_all: fn(Format, u64) -> String,
    pub links: Text,
    pub links_hint: Text,
    /// Leads to those who were invited last, in the list.
    pub show: Text,
    pub correct: fn(Format, u64) -> String,
    pub more: Text,
    pub done: Text,
    pub access: Text,
    pub mail_undelivered: Text,
    pub mails_sent: fn(format: Format, sent: u64, failed: u64) -> String,
}
