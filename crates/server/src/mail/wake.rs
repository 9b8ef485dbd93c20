//! Tells the worker of this process that there is something to send.

use std::sync::Arc;

use tokio::sync::Notify;

/// Clones wake the same worker. Without one (a server that sends no mail), nothing happens.
#[derive(Debug, Clone, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// Says that a mail has been put into the outbox, after the transaction that did it.
    pub fn now(&self) {
        self.0.notify_one();
    }

    /// Waits until somebody says so; not for long if somebody has said so since the last time.
    pub(super) async fn called(&self) {
        self.0.notified().await;
    }
}
