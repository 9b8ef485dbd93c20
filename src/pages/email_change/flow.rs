//! The steps of confirming a new e-mail address.

use api_types::{EmailChangePreview, EmailChangeToken, codes};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, ApiError},
    host::History,
    location::Location,
    queries::Queries,
};

/// The state of the link.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// It is being looked up.
    Waiting,
    Valid(EmailChangePreview),
    /// The address was changed to this one.
    Done(String),
    /// Nothing can be confirmed with it: the server's code.
    Invalid(&'static str),
    /// The request failed, which says nothing about the link.
    Failed(ApiError),
}

/// The codes of links that confirm nothing.
const INVALID: [&str; 6] = [
    codes::EMAIL_CHANGE_UNKNOWN,
    codes::EMAIL_CHANGE_EXPIRED,
    codes::EMAIL_CHANGE_USED,
    codes::EMAIL_CHANGE_REPLACED,
    codes::EMAIL_CHANGE_CANCELLED,
    codes::EMAIL_TAKEN,
];

/// The state of the page.
#[derive(Clone, Copy)]
pub struct EmailChangeFlow {
    queries: Queries,
    /// The one that the page was opened with last. It is nowhere else.
    token: RwSignal<String>,
    stage: RwSignal<Stage>,
    /// Whether a request is in flight.
    pub busy: RwSignal<bool>,
    /// Why confirming failed, if a retry may help.
    pub error: RwSignal<Option<ApiError>>,
}

impl EmailChangeFlow {
    /// Takes the token out of the address bar, where the next user of the browser would find it, and looks it up; does so
    /// again for every other one. Looking up uses nothing up.
    pub fn begin(queries: Queries, location: Location) -> Self {
        let flow = Self {
            queries,
            token: RwSignal::new(String::new()),
            stage: RwSignal::new(Stage::Waiting),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
        };
        Effect::new(move |before: Option<()>| {
            let token = location.token();
            if !token.is_empty() {
                flow.token.set(token);
                location.go(&untrack(|| location.path()), History::Replace);
                flow.look_up();
            } else if before.is_none() {
                flow.stage.set(Stage::Invalid(codes::EMAIL_CHANGE_UNKNOWN));
            }
        });
        flow
    }

    /// The state. Setting an equal one is no change.
    pub fn stage(self) -> Memo<Stage> {
        Memo::new(move |_| self.stage.get())
    }

    /// Looks the link up.
    pub fn look_up(self) {
        // The page may be gone when a timer or the network says so.
        let Some(token) = self.token.try_get_untracked() else { return };
        self.stage.set(Stage::Waiting);
        spawn_local(async move {
            let wanted = EmailChangeToken { token: token.clone() };
            let answer = self.queries.api().send(api::look_up_email_change(&wanted)).await;
            if self.token.try_get_untracked() == Some(token) {
                let stage = answer.map_or_else(|error| invalid(&error).unwrap_or(Stage::Failed(error)), Stage::Valid);
                let _ = self.stage.try_set(stage);
            }
        });
    }

    /// Looks it up again if the last request failed.
    pub fn retry(self) {
        if self.stage.try_with_untracked(|stage| matches!(stage, Stage::Failed(_))).unwrap_or_default() {
            self.look_up();
        }
    }

    /// Confirms the address. A second press while that runs is none.
    pub fn confirm(self, email: String) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        let token = EmailChangeToken { token: self.token.get_untracked() };
        spawn_local(async move {
            let answer = self.queries.api().send(api::confirm_email_change(&token)).await;
            // The page may have been left.
            let _ = self.busy.try_set(false);
            match answer.map_err(|error| (invalid(&error), error)) {
                Ok(()) => drop(self.stage.try_set(Stage::Done(email))),
                Err((Some(stage), _)) => drop(self.stage.try_set(stage)),
                Err((None, error)) => drop(self.error.try_set(Some(error))),
            }
        });
    }
}

fn invalid(error: &ApiError) -> Option<Stage> {
    let code = error.code()?;
    INVALID.into_iter().find(|invalid| *invalid == code).map(Stage::Invalid)
}
