//! Work that goes on after its response, so that nobody can tell from the time what the work was.

use std::{future::Future, sync::Arc};

use tokio::sync::Semaphore;

/// Most work at the same time. It is small: a few statements each.
const AT_ONCE: u32 = 64;

/// There is too much work already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too much work after responses")]
pub struct TooMuchWork;

/// Starts such work. Clones are the same.
#[derive(Debug, Clone)]
pub struct AfterResponse(Arc<Semaphore>);

impl AfterResponse {
    /// Begins `work` and does not wait for it.
    ///
    /// # Errors
    /// When there is too much work already. Then it does not begin.
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) -> Result<(), TooMuchWork> {
        let permit = Arc::clone(&self.0).try_acquire_owned().map_err(|_| TooMuchWork)?;
        tokio::spawn(async move {
            work.await;
            drop(permit);
        });
        Ok(())
    }

    /// Waits for the end of all work that has begun.
    pub async fn finished(&self) {
        // Fails only for a closed semaphore, and nobody closes it.
        let _ = self.0.acquire_many(AT_ONCE).await;
    }
}

impl Default for AfterResponse {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE as usize)))
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;

    #[tokio::test]
    async fn there_is_a_limit_and_an_end() {
        let after_response = AfterResponse::default();
        let (done, is_done) = tokio::sync::oneshot::channel();
        after_response.spawn(async { done.send(()).unwrap_or_default() }).unwrap();
        after_response.finished().await;
        assert_eq!(is_done.await, Ok(()));
        for _ in 0..AT_ONCE {
            after_response.spawn(pending()).unwrap();
        }
        assert_eq!(after_response.spawn(pending()), Err(TooMuchWork));
    }
}
