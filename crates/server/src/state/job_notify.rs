//! Says that there is a job to work on.

use std::sync::Arc;

use tokio::sync::Notify;

/// Wakes the runner of jobs; clones are the same.
#[derive(Debug, Clone, Default)]
pub struct JobNotify(Arc<Notify>);

impl JobNotify {
    /// Call this after the transaction that created or started a job.
    pub fn now(&self) {
        self.0.notify_one();
    }

    /// Waits for the next notification. Returns at once if there was one since the last call.
    pub async fn notified(&self) {
        self.0.notified().await;
    }
}
