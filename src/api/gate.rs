//! What happens when a session ends in the middle of something: requests wait here until the reader has signed in
//! again, and then go on, so that nothing is lost.

use futures_channel::oneshot;
use leptos::prelude::*;

/// Closed while the session has ended and the reader has not yet signed in again.
#[derive(Clone, Copy)]
pub struct SessionGate {
    closed: RwSignal<bool>,
    waiting: StoredValue<Vec<oneshot::Sender<()>>, LocalStorage>,
}

impl Default for SessionGate {
    fn default() -> Self {
        Self::new()
    }
}

impl SessionGate {
    /// An open gate.
    pub fn new() -> Self {
        Self { closed: RwSignal::new(false), waiting: StoredValue::new_local(Vec::new()) }
    }

    /// Whether requests are waiting for a sign-in. Reactive.
    pub fn is_closed(self) -> bool {
        self.closed.get()
    }

    /// Lets everything that waits go on.
    pub fn open(self) {
        self.closed.set(false);
        for request in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
            // A request whose page is gone no longer listens.
            let _ = request.send(());
        }
    }

    /// Waits until the reader has signed in again.
    ///
    /// # Errors
    /// When the app is taken off the page first.
    pub(super) async fn pass(self) -> Result<(), oneshot::Canceled> {
        let (request, passed) = oneshot::channel();
        self.waiting.try_update_value(|waiting| waiting.push(request));
        self.closed.try_set(true);
        passed.await
    }
}
