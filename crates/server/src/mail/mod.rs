//! Mail: what it says, how it leaves, and the worker that sees to it.
//!
//! A change puts a mail into the outbox ([`crate::store::outbox`]) and wakes the worker. The worker claims it, mints the
//! token of its link in the same transaction, writes its text from what is known of the invitation at that moment,
//! hands it over and says what became of it.

mod backoff;
mod figures;
mod letter;
mod line;
mod mailbox;
pub mod mailbox_page;
mod message;
mod smtp;
mod transport;
mod wake;
mod words;
mod worker;

pub use letter::Letter;
pub use mailbox::{KeptMail, Mailbox};
pub use smtp::{Smtp, SmtpError};
pub use transport::Transport;
pub use wake::Wake;
pub use worker::Worker;
