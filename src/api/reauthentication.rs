//! What happens when a session ends in the middle of something: requests wait until the user has signed in again, and
//! are then sent once more, so that nothing is lost.

use futures_channel::oneshot;
use leptos::prelude::*;

/// Whether the session has ended, and the requests that wait for a new sign-in.
#[derive(Clone, Copy)]
pub struct Reauthentication {
    needed: RwSignal<bool>,
    locked: RwSignal<bool>,
    waiting: StoredValue<Vec<oneshot::Sender<()>>, LocalStorage>,
}

impl Default for Reauthentication {
    fn default() -> Self {
        Self::new()
    }
}

impl Reauthentication {
    /// The state while the session is valid.
    pub fn new() -> Self {
        Self { needed: RwSignal::new(false), locked: RwSignal::new(false), waiting: StoredValue::new_local(Vec::new()) }
    }

    /// Whether requests are waiting for a sign-in. Reactive.
    pub fn is_needed(self) -> bool {
        self.needed.get()
    }

    /// The user has signed out elsewhere: nothing is to be seen before they have signed in again.
    pub fn lock(self) {
        self.locked.set(true);
        self.needed.set(true);
    }

    /// Whether nothing is to be seen. Reactive.
    pub fn is_locked(self) -> bool {
        self.locked.get()
    }

    /// The user has signed in again: all waiting requests continue.
    pub fn complete(self) {
        self.needed.set(false);
        self.locked.set(false);
        for request in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
            // A request whose page is gone no longer listens.
            let _ = request.send(());
        }
    }

    /// Waits until the user has signed in again.
    ///
    /// # Errors
    /// When the app is taken off the page first.
    pub(super) async fn wait(self) -> Result<(), oneshot::Canceled> {
        let (request, completed) = oneshot::channel();
        self.waiting.try_update_value(|waiting| waiting.push(request));
        self.needed.try_set(true);
        completed.await
    }
}
