//! The steps of a link that works once: its token is looked up, then something is confirmed with it.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{ApiError, Change},
    host::History,
    location::Location,
    queries::Queries,
};

/// The state of a link; `P` is what it leads to, `D` what was done with it.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage<P, D> {
    /// It is being looked up.
    Waiting,
    Valid(P),
    Done(D),
    /// Nothing can be confirmed with it: the server's code.
    Invalid(&'static str),
    /// The request failed, which says nothing about the link.
    Failed(ApiError),
}

/// The state of the page that a link leads to.
pub struct LinkFlow<P: 'static, D: 'static> {
    queries: Queries,
    look_up: fn(String) -> Change<P>,
    /// The codes of links with which nothing can be confirmed; the first one is that of a token that nobody knows.
    invalid: &'static [&'static str],
    /// The one that the page was opened with last. It is nowhere else.
    token: RwSignal<String>,
    stage: RwSignal<Stage<P, D>>,
    /// Whether a request is in flight.
    pub busy: RwSignal<bool>,
    /// Why confirming failed, if a retry may help.
    pub error: RwSignal<Option<ApiError>>,
}

impl<P, D> Clone for LinkFlow<P, D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P, D> Copy for LinkFlow<P, D> {}

impl<P, D> LinkFlow<P, D>
where
    P: Clone + PartialEq + Send + Sync + 'static,
    D: Clone + PartialEq + Send + Sync + 'static,
{
    /// Takes the token out of the address bar and looks it up; does so again for every other one. Looking up uses
    /// nothing up.
    ///
    /// Where the token stays in the address bar, the next user of the browser finds it in the history or on the screen.
    /// Whoever reloads opens the link in the mail again.
    pub fn begin(
        queries: Queries,
        location: Location,
        look_up: fn(String) -> Change<P>,
        invalid: &'static [&'static str],
    ) -> Self {
        let flow = Self {
            queries,
            look_up,
            invalid,
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
            } else if let (None, Some(unknown)) = (before, invalid.first()) {
                flow.stage.set(Stage::Invalid(unknown));
            }
        });
        flow
    }

    /// The state. Setting an equal one is no change.
    pub fn stage(self) -> Memo<Stage<P, D>> {
        Memo::new(move |_| self.stage.get())
    }

    /// The token, for the request that confirms.
    pub fn token(self) -> String {
        self.token.get_untracked()
    }

    /// Looks the link up.
    pub fn look_up(self) {
        // The page may be gone when a timer or the network says so.
        let Some(token) = self.token.try_get_untracked() else { return };
        self.stage.set(Stage::Waiting);
        spawn_local(async move {
            let answer = self.queries.api().send((self.look_up)(token.clone())).await;
            if self.token.try_get_untracked() == Some(token) {
                let stage = match answer {
                    Ok(found) => Stage::Valid(found),
                    Err(error) => self.invalid(&error).unwrap_or(Stage::Failed(error)),
                };
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

    /// Confirms with this request; `done` is called once it has worked. Presses while a request runs are ignored.
    pub fn confirm(self, change: Change<()>, done: impl FnOnce() -> D + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        spawn_local(async move {
            let answer = self.queries.api().send(change).await;
            // The page may have been left.
            let _ = self.busy.try_set(false);
            match answer.map_err(|error| (self.invalid(&error), error)) {
                Ok(()) => drop(self.stage.try_set(Stage::Done(done()))),
                Err((Some(stage), _)) => drop(self.stage.try_set(stage)),
                Err((None, error)) => drop(self.error.try_set(Some(error))),
            }
        });
    }

    fn invalid(self, error: &ApiError) -> Option<Stage<P, D>> {
        let code = error.code()?;
        self.invalid.iter().find(|invalid| **invalid == code).map(|code| Stage::Invalid(code))
    }
}
