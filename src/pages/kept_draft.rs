//! What is typed, kept in this tab until it is saved or given up: a crash or a reload loses nothing. Never a password.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::signed_in::use_current_user;
use crate::host::{Host, use_host};

/// The place of one draft of the signed-in account.
#[derive(Clone)]
pub struct KeptDraft {
    host: Host,
    /// Nothing while nobody is known to be signed in.
    name: Option<String>,
}

/// The draft with this name.
pub fn use_kept_draft(name: &str) -> KeptDraft {
    let session = untrack(|| use_current_user().session());
    let name = session.map(|session| [&*session.account.id.to_string(), ".", name].concat());
    KeptDraft { host: use_host(), name }
}

impl KeptDraft {
    /// What was kept, if it can still be read.
    pub fn restored<T: DeserializeOwned>(&self) -> Option<T> {
        let text = self.host.draft(self.name.as_deref()?)?;
        serde_json::from_str(&text).ok()
    }

    /// Forgets what was kept.
    pub fn forget(&self) {
        if let Some(name) = &self.name {
            self.host.keep_draft(name, None);
        }
    }

    /// Keeps what `typed` says from now on, until the owner is cleaned up; nothing is kept while it says nothing.
    pub fn keep<T: Serialize>(self, typed: impl Fn() -> Option<T> + Send + Sync + 'static) {
        let kept = StoredValue::new(self);
        Effect::new(move |_| {
            // A value of ours can always be written.
            let text = typed().and_then(|typed| serde_json::to_string(&typed).ok());
            kept.with_value(|KeptDraft { host, name }| {
                if let Some(name) = name {
                    host.keep_draft(name, text.as_deref());
                }
            });
        });
    }
}
