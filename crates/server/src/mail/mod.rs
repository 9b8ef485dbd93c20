//! Mail: what it says, how it leaves, and the worker that sees to it.
//!
//! A change puts a mail into the outbox ([`crate::store::outbox`]) and notifies the worker. It claims the mail, mints the
//! token of its link in the same transaction, writes its text from what is known of the invitation at that moment,
//! hands it over and says what became of it.

mod backoff;
mod content;
mod header_text;
mod mailbox;
pub mod mailbox_page;
mod message;
mod metrics;
mod notify;
mod smtp;
mod texts;
mod transport;
mod worker;

pub use content::MailContent;
pub use mailbox::{Mailbox, StoredMail};
pub use notify::OutboxNotify;
pub use smtp::{Smtp, SmtpError};
pub use transport::Transport;
pub use worker::Worker;
