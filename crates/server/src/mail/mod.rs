//! Mail: what it says, how it leaves, and the worker that sees to it.
//!
//! A change puts a mail into the outbox ([`crate::store::outbox`]) and notifies the worker. The worker claims the mail
//! and creates the token of its link in the same transaction. Then it writes the text from the invitation as it is at
//! that moment, sends the mail and records the result.

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
