//! What answers tell beside what they were asked for: whether the server is there, whether it has a newer app than this
//! page, and whether the browser is signed in with another account by now.

use api_types::{AccountId, codes};
use leptos::prelude::*;
use web_sys::Response;

use super::ApiError;

/// The header in which a request says whom its page acts for. The server refuses if that is not who is signed in.
pub(super) const ACCOUNT: &str = "x-roster-account";

/// The header in which an answer says which build of the app the server has.
const BUILD: &str = "x-roster-build";

/// What is known of the way to the server.
#[derive(Clone, Copy)]
pub struct Connection {
    is_reachable: RwSignal<bool>,
    account: StoredValue<Option<AccountId>>,
    is_other_account: RwSignal<bool>,
    /// The one that the server had when this page began.
    build: StoredValue<Option<String>>,
    has_newer_app: RwSignal<bool>,
}

impl Default for Connection {
    fn default() -> Self {
        Self::new()
    }
}

impl Connection {
    /// Before the first answer.
    pub fn new() -> Self {
        Self {
            is_reachable: RwSignal::new(true),
            account: StoredValue::new(None),
            is_other_account: RwSignal::new(false),
            build: StoredValue::new(None),
            has_newer_app: RwSignal::new(false),
        }
    }

    /// Whether the last request was answered. Reactive.
    pub fn is_reachable(self) -> bool {
        self.is_reachable.get()
    }

    /// Whether another account has signed in since: what this page shows is not for that one. Reactive.
    pub fn is_other_account(self) -> bool {
        self.is_other_account.get()
    }

    /// Whether the server has another build of the app than the one that this page began with. Reactive.
    pub fn has_newer_app(self) -> bool {
        self.has_newer_app.get()
    }

    /// Whom the page acts for from now on.
    pub fn acts_for(self, account: Option<AccountId>) {
        self.account.set_value(account);
    }

    pub(super) fn account(self) -> Option<String> {
        self.account.try_get_value().flatten().map(|account| account.to_string())
    }

    /// Takes what the headers say.
    pub(super) fn answered(self, answer: &Response) {
        self.reached(true);
        let Some(build) = answer.headers().get(BUILD).ok().flatten() else { return };
        let before = self.build.try_update_value(|known| known.get_or_insert_with(|| build.clone()).clone());
        if before.is_some_and(|before| before != build) {
            self.has_newer_app.set(true);
        }
    }

    /// Takes what became of a request.
    pub(super) fn failed(self, error: &ApiError) {
        match error {
            ApiError::Unreachable => self.reached(false),
            error if error.code() == Some(codes::ACCOUNT_CHANGED) => {
                let _ = self.is_other_account.try_set(true);
            }
            _ => {}
        }
    }

    fn reached(self, is_reachable: bool) {
        if self.is_reachable.try_get_untracked().is_some_and(|before| before != is_reachable) {
            self.is_reachable.set(is_reachable);
        }
    }
}
