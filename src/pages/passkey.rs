//! Having the browser sign with a passkey.

use api_types::{PasskeyAnswer, PasskeyPurpose};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api,
    host::{Host, use_host},
    queries::{Queries, use_queries},
};

/// Asks for a passkey, and says how that goes.
#[derive(Clone, Copy)]
pub struct PasskeyRequest {
    purpose: PasskeyPurpose,
    queries: Queries,
    host: StoredValue<Host>,
    pub busy: RwSignal<bool>,
    /// Whether the last request brought none.
    pub has_failed: RwSignal<bool>,
}

/// A passkey for a purpose.
pub fn use_passkey(purpose: PasskeyPurpose) -> PasskeyRequest {
    PasskeyRequest {
        purpose,
        queries: use_queries(),
        host: StoredValue::new(use_host()),
        busy: RwSignal::new(false),
        has_failed: RwSignal::new(false),
    }
}

impl PasskeyRequest {
    /// Has the browser sign, and hands over what it has signed.
    pub fn ask(self, then: impl FnOnce(PasskeyAnswer) + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.has_failed.set(false);
        let (api, host) = (self.queries.api(), self.host.get_value());
        spawn_local(async move {
            let asked = api.send(api::passkey_challenge(self.purpose)).await;
            let credential = match &asked {
                Ok(asked) => host.use_passkey(&asked.options).await.ok(),
                Err(_) => None,
            };
            // The page may be gone.
            self.busy.try_set(false);
            match (asked, credential) {
                (Ok(asked), Some(credential)) => then(PasskeyAnswer { challenge: asked.challenge, credential }),
                _ => drop(self.has_failed.try_set(true)),
            }
        });
    }
}
