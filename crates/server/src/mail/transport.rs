//! Where mails go.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use lettre::message::Mailbox as Sender;

use super::{
    MailContent, Mailbox, Smtp,
    message::{Unsendable, message},
    smtp::{ReusableConnection, SendError},
};
use crate::store::outbox::ClaimedMail;

/// Where mails go.
#[derive(Debug)]
pub enum Transport {
    /// To a mail server.
    Smtp {
        server: Box<Smtp>,
        from: Sender,
        /// The pause after the first failed try.
        first_retry: SignedDuration,
    },
    /// Nowhere: they are kept to be looked at.
    Mailbox(Mailbox),
}

impl Transport {
    /// The longest that one mail can take.
    pub(super) fn longest(&self) -> Duration {
        match self {
            Self::Smtp { server, .. } => server.longest(),
            Self::Mailbox(_) => Duration::ZERO,
        }
    }

    /// The pause after the first failed try.
    pub(super) fn first_retry(&self) -> SignedDuration {
        match self {
            Self::Smtp { first_retry, .. } => *first_retry,
            // Keeping a mail cannot fail.
            Self::Mailbox(_) => SignedDuration::ZERO,
        }
    }

    /// Sends one mail.
    pub(super) async fn send(
        &self,
        connection: &mut ReusableConnection,
        mail: &ClaimedMail,
        content: MailContent,
        now: Timestamp,
    ) -> Result<(), SendError> {
        match self {
            Self::Smtp { server, from, .. } => {
                let outgoing = message(&content, mail.id, from, &mail.recipient, now).map_err(|error| match error {
                    Unsendable::Recipient => SendError::permanent("recipient_refused"),
                    Unsendable::Message => SendError::permanent("rejected"),
                })?;
                server.send(connection, &outgoing).await
            }
            Self::Mailbox(mailbox) => {
                mailbox.store(now, &mail.recipient, content);
                Ok(())
            }
        }
    }

    /// Closes the connection when there is nothing to send.
    pub(super) async fn close_idle(&self, connection: &mut ReusableConnection) {
        if let Self::Smtp { server, .. } = self {
            server.close_idle(connection).await;
        }
    }
}
