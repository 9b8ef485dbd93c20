//! What happens when a request needs its user to sign in, or to prove who they are, in the middle of something: requests
//! wait until that is done, and are then sent once more, so that nothing is lost.

use futures_channel::oneshot;
use leptos::prelude::*;

use super::ApiError;

/// What requests can wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The session has ended: a new sign-in.
    SignIn,
    /// A change of how the account is signed in to: another proof of who it is. It can be refused.
    Proof,
}

impl Need {
    /// What a request needs that has failed with this error.
    pub(super) fn of(error: &ApiError) -> Option<Self> {
        match error {
            error if error.is_unauthenticated() => Some(Self::SignIn),
            error if error.needs_proof() => Some(Self::Proof),
            _ => None,
        }
    }
}

/// What is asked for, and the requests that wait for it.
#[derive(Clone, Copy)]
pub struct Reauthentication {
    need: RwSignal<Option<Need>>,
    locked: RwSignal<bool>,
    waiting: StoredValue<Vec<(Need, oneshot::Sender<()>)>, LocalStorage>,
}

impl Default for Reauthentication {
    fn default() -> Self {
        Self::new()
    }
}

impl Reauthentication {
    /// The state while nothing is asked for.
    pub fn new() -> Self {
        Self { need: RwSignal::new(None), locked: RwSignal::new(false), waiting: StoredValue::new_local(Vec::new()) }
    }

    /// What requests are waiting for. Reactive.
    pub fn need(self) -> Option<Need> {
        self.need.get()
    }

    /// The user has signed out elsewhere: nothing is to be seen before they have signed in again.
    pub fn lock(self) {
        self.locked.set(true);
        self.need.set(Some(Need::SignIn));
    }

    /// Whether nothing is to be seen. Reactive.
    pub fn is_locked(self) -> bool {
        self.locked.get()
    }

    /// The user has done what was asked for: all waiting requests continue. A sign-in is a proof too.
    pub fn complete(self) {
        self.need.set(None);
        self.locked.set(false);
        for (_, request) in self.take() {
            // A request whose page is gone no longer listens.
            let _ = request.send(());
        }
    }

    /// The user does not want to prove who they are: the requests that wait for that fail.
    pub fn refuse(self) {
        let (refused, others) = self.take().into_iter().partition::<Vec<_>, _>(|(need, _)| *need == Need::Proof);
        drop(refused);
        self.need.set(others.first().map(|(need, _)| *need));
        self.waiting.try_update_value(|waiting| *waiting = others);
    }

    fn take(self) -> Vec<(Need, oneshot::Sender<()>)> {
        self.waiting.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Waits until the user has done it.
    ///
    /// # Errors
    /// When they refuse, or the app is taken off the page first.
    pub(super) async fn wait(self, need: Need) -> Result<(), oneshot::Canceled> {
        let (request, completed) = oneshot::channel();
        self.waiting.try_update_value(|waiting| waiting.push((need, request)));
        // Without a session there is nothing to prove.
        if self.need.try_get_untracked().flatten() != Some(Need::SignIn) {
            self.need.try_set(Some(need));
        }
        completed.await
    }
}
