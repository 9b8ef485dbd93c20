//! The steps of choosing a new password.

use api_types::{NewPassword, PasswordResetPreview, PasswordResetToken, codes};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, ApiError},
    host::History,
    i18n::Language,
    location::Location,
    queries::Queries,
};

/// The state of the link.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// It is being looked up.
    Waiting,
    Valid(PasswordResetPreview),
    /// The password was changed.
    Done,
    /// No password can be chosen with it: the server's code.
    Invalid(&'static str),
    /// The request failed, which says nothing about the link.
    Failed(ApiError),
}

/// The codes of links with which no password can be chosen.
const INVALID: [&str; 4] = [codes::RESET_UNKNOWN, codes::RESET_EXPIRED, codes::RESET_USED, codes::RESET_REPLACED];

/// The state of the page.
#[derive(Clone, Copy)]
pub struct ResetFlow {
    queries: Queries,
    /// The one that the page was opened with last. It is nowhere else.
    token: RwSignal<String>,
    stage: RwSignal<Stage>,
    /// Whether a request is in flight.
    pub busy: RwSignal<bool>,
    /// Why saving failed, if a retry may help.
    pub error: RwSignal<Option<ApiError>>,
    /// The password was changed, and every session has ended.
    on_done: Callback<()>,
}

impl ResetFlow {
    /// Takes the token out of the address bar and looks it up; does so again for every other one.
    ///
    /// The link sets a password: where it stays in the address bar, the next user of the browser finds it in the history
    /// or on the screen. Whoever reloads opens the link in the mail again.
    pub fn begin(queries: Queries, location: Location, on_done: Callback<()>) -> Self {
        let flow = Self {
            queries,
            token: RwSignal::new(String::new()),
            stage: RwSignal::new(Stage::Waiting),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            on_done,
        };
        Effect::new(move |before: Option<()>| {
            let token = location.token();
            if !token.is_empty() {
                flow.token.set(token);
                location.go(&untrack(|| location.path()), History::Replace);
                flow.look_up();
            } else if before.is_none() {
                flow.stage.set(Stage::Invalid(codes::RESET_UNKNOWN));
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
            let wanted = PasswordResetToken { token: token.clone() };
            let answer = self.queries.api().send(api::look_up_password_reset(&wanted)).await;
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

    /// Saves the password. A second press while that runs is none.
    pub fn save(self, password: String, language: Language) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        let new = NewPassword { token: self.token.get_untracked(), password, language: Some(language) };
        spawn_local(async move {
            let answer = self.queries.api().send(api::confirm_password_reset(&new)).await;
            // The page may have been left.
            let _ = self.busy.try_set(false);
            match answer {
                Ok(()) => {
                    let _ = self.on_done.try_run(());
                    let _ = self.stage.try_set(Stage::Done);
                }
                Err(error) => match invalid(&error) {
                    Some(stage) => drop(self.stage.try_set(stage)),
                    None => drop(self.error.try_set(Some(error))),
                },
            }
        });
    }
}

fn invalid(error: &ApiError) -> Option<Stage> {
    let code = error.code()?;
    INVALID.into_iter().find(|invalid| *invalid == code).map(Stage::Invalid)
}
