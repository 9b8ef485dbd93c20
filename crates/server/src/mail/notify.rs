//! Notifies the mail worker of this process about new mails.

use std::sync::Arc;

use tokio::sync::Notify;

/// Notifies the mail worker. Clones notify the same worker. Nothing happens on a server that sends no mail.
#[derive(Debug, Clone, Default)]
pub struct OutboxNotify(Arc<Notify>);

impl OutboxNotify {
    /// Call this after the transaction that added a mail to the outbox.
    pub fn now(&self) {
        self.0.notify_one();
    }

    /// Waits for the next notification. Returns at once if there was one since the last call.
    pub(super) async fn notified(&self) {
        self.0.notified().await;
    }
}
