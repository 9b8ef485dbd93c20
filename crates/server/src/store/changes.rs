//! What changes, told after each commit to those who have it on screen: which rows of which list, never what they are.
//!
//! On SQLite this process writes everything. On PostgreSQL other servers write too: what changes is told with
//! `NOTIFY` in the transaction, and every server listens.

mod hub;
mod listener;
mod noted;
mod notice;

pub use hub::{Changes, Heard, Numbered, Since, Started};
pub(super) use listener::{hear, notify};
pub(super) use noted::Noted;
pub use notice::{Ids, Notice};
