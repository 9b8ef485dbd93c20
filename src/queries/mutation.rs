//! Changes, and everything that follows from one: the busy state, showing it at once and taking that back, which queries
//! become stale, the toast with its undo, and the place of an error.
//!
//! [`Api`](crate::api::Api) adds what concerns the request alone: the idempotency key, and waiting for a new sign-in.

use api_types::codes;
use leptos::{prelude::*, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};

use super::Queries;
use crate::{
    api::{ApiError, Body, Change, Query, Request},
    host::now,
};

/// What a form shows of its changes: whether one is under way, and why the last one failed.
#[derive(Clone, Copy)]
pub struct WriteState {
    busy: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
}

impl Default for WriteState {
    fn default() -> Self {
        Self::new()
    }
}

impl WriteState {
    /// Nothing under way, and nothing has failed.
    pub fn new() -> Self {
        Self { busy: RwSignal::new(false), error: RwSignal::new(None) }
    }

    /// Whether a change is under way.
    pub fn busy(self) -> ReadSignal<bool> {
        self.busy.read_only()
    }

    /// Why the last change failed. Reactive.
    pub fn error(self) -> Option<ApiError> {
        self.error.get()
    }

    /// Forgets why the last change failed.
    pub fn clear_error(self) {
        self.error.set(None);
    }

    /// Starts a change, unless one is under way.
    fn begin(self) -> bool {
        let is_free = !self.busy.get_untracked();
        if is_free {
            self.busy.set(true);
            self.error.set(None);
        }
        is_free
    }

    /// The form may be gone.
    fn end(self) {
        let _ = self.busy.try_set(false);
    }
}

/// The responses that are stale after a change.
enum Affected {
    Everything,
    /// Only the response of this path.
    Path(String),
    Nothing,
}

/// A response that is shown before the server has sent it.
struct Shown {
    path: String,
    body: Body,
}

/// Receives what the thing is now, and the refusal; returns the error that still has to be shown.
type OnConflict = Box<dyn FnOnce(&Body, ApiError) -> Option<ApiError>>;

/// Takes a change back.
type Undo = Box<dyn Fn() + Send + Sync>;

/// Makes something of what the server answered.
type Of<T, R> = Box<dyn FnOnce(&T) -> R>;

/// A change, and what follows from it. [`Mutation::send`], [`Mutation::send_in`] or [`Mutation::result`] sends it.
///
/// ```ignore
/// queries
///     .mutate(api::withdraw_invitation(organization, member.id))
///     .say(move |()| (texts.withdrawn)(&member.email))
///     .undo(move |()| queries.mutate(api::restore_member(organization, member.id, true)))
///     .send();
/// ```
///
/// Unless it says otherwise, every query becomes stale, and those on screen are asked again.
#[must_use = "a mutation does nothing until it is sent"]
pub struct Mutation<T> {
    queries: Queries,
    change: Change<T>,
    affected: Affected,
    shown: Option<Shown>,
    say: Option<Of<T, String>>,
    undo: Option<Of<T, Option<Undo>>>,
    on_success: Option<Box<dyn FnOnce(T)>>,
    on_error: Option<Box<dyn FnOnce(ApiError) -> Option<ApiError>>>,
    on_conflict: Option<(Request, OnConflict)>,
}

impl Queries {
    /// A change of what queries show. It has to be sent.
    pub fn mutate<T: 'static>(self, change: Change<T>) -> Mutation<T> {
        Mutation {
            queries: self,
            change,
            affected: Affected::Everything,
            shown: None,
            say: None,
            undo: None,
            on_success: None,
            on_error: None,
            on_conflict: None,
        }
    }
}

impl<T: 'static> Mutation<T> {
    /// Makes only the response of this query stale.
    pub fn affects_only<U: DeserializeOwned>(mut self, query: Query<U>) -> Self {
        self.affected = Affected::Path(query.request().path);
        self
    }

    /// Makes nothing stale: for a dry run, or for one of several requests.
    pub fn affects_nothing(mut self) -> Self {
        self.affected = Affected::Nothing;
        self
    }

    /// Shows the change at once, as the response of this query, if the cache has one. If the change fails, the response
    /// before is shown again.
    pub fn showing<U: DeserializeOwned + Serialize>(mut self, query: Query<U>, changed: &U) -> Self {
        self.shown = Some(Shown { path: query.request().path, body: Query::encode(changed) });
        self
    }

    /// The toast after it was done.
    pub fn say(mut self, text: impl FnOnce(&T) -> String + 'static) -> Self {
        self.say = Some(Box::new(text));
        self
    }

    /// The change that takes this one back, which the toast offers.
    pub fn undo<U: 'static>(self, back: impl Fn(&T) -> Mutation<U> + Send + Sync + 'static) -> Self
    where
        T: Clone + Send + Sync,
    {
        self.undo_if(|_| true, back)
    }

    /// Like [`Mutation::undo`], if the response allows it.
    pub fn undo_if<U: 'static>(
        mut self,
        can: impl FnOnce(&T) -> bool + 'static,
        back: impl Fn(&T) -> Mutation<U> + Send + Sync + 'static,
    ) -> Self
    where
        T: Clone + Send + Sync,
    {
        self.undo = Some(Box::new(move |answer| {
            let answer = answer.clone();
            can(&answer).then(|| Box::new(move || back(&answer).send()) as Undo)
        }));
        self
    }

    /// Called with the response.
    pub fn on_success(mut self, then: impl FnOnce(T) + 'static) -> Self {
        self.on_success = Some(Box::new(then));
        self
    }

    /// Runs this after it was done, if whatever it belongs to is still there: closes the dialog, as a rule.
    pub fn then(self, done: Callback<()>) -> Self {
        self.on_success(move |_| {
            let _ = done.try_run(());
        })
    }

    /// Called with the error; returns what still has to be shown: nothing where fields of a form show it.
    pub fn on_error(mut self, then: impl FnOnce(ApiError) -> Option<ApiError> + 'static) -> Self {
        self.on_error = Some(Box::new(then));
        self
    }

    /// Called when the thing has changed since it was read, with what it is now. It may send the change again. Returns
    /// what still has to be shown.
    pub fn on_conflict<N: DeserializeOwned>(
        mut self,
        query: Query<N>,
        then: impl FnOnce(N, ApiError) -> Option<ApiError> + 'static,
    ) -> Self {
        let then = |now: &Body, error| match Query::decode(now) {
            Ok(now) => then(now, error),
            Err(_) => Some(error),
        };
        self.on_conflict = Some((query.request(), Box::new(then)));
        self
    }

    /// Sends it. If it fails, the app says so in a dialog.
    pub fn send(self) {
        spawn_local(self.perform(None));
    }

    /// Sends it for a form, unless a change of the form is under way. The form shows the error; the app does if the form
    /// is gone.
    pub fn send_in(self, form: WriteState) {
        if form.begin() {
            spawn_local(self.perform(Some(form)));
        }
    }

    /// Sends it, and returns the response: for changes in several requests. There is no toast, and the caller shows the
    /// error.
    ///
    /// # Errors
    /// Whatever can go wrong with a request.
    pub async fn result(self) -> Result<T, ApiError> {
        let Self { queries, change, affected, shown, .. } = self;
        let before = shown.and_then(|shown| queries.show(shown));
        let result = queries.api().send(change).await;
        queries.settle(&affected, before, result.as_ref().err());
        result
    }

    async fn perform(mut self, form: Option<WriteState>) {
        let queries = self.queries;
        let (say, undo) = (self.say.take(), self.undo.take());
        let (on_success, on_error) = (self.on_success.take(), self.on_error.take());
        let on_conflict = self.on_conflict.take();
        let error = match self.result().await {
            Ok(answer) => {
                end(form);
                queries.toast(say.map(|say| say(&answer)), undo.and_then(|undo| undo(&answer)));
                if let Some(then) = on_success {
                    then(answer);
                }
                return;
            }
            Err(error) => error,
        };
        let now = match on_conflict.filter(|_| error.is_stale()) {
            Some((request, then)) => queries.read_now(request).await.zip(Some(then)),
            None => None,
        };
        end(form);
        let error = match (now, on_error) {
            (Some((now, then)), _) => then(&now, error),
            (None, Some(then)) => then(error),
            (None, None) => Some(error),
        };
        queries.show_error(form, error);
    }
}

fn end(form: Option<WriteState>) {
    if let Some(form) = form {
        form.end();
    }
}

/// What does not depend on the type of the response, so its code exists once.
impl Queries {
    /// Says what was done by several requests.
    pub fn say(self, text: String) {
        self.toast(Some(text), None);
    }

    /// Shows a response that has not come. Returns it with the one before, where there was one.
    fn show(self, shown: Shown) -> Option<(Shown, Body)> {
        let before = self.cache.show(&shown.path, shown.body.clone())?;
        Some((shown, before))
    }

    /// After the response: takes back what was refused, and asks again what may have changed.
    fn settle(self, affected: &Affected, shown: Option<(Shown, Body)>, error: Option<&ApiError>) {
        // What has come meanwhile is newer than the response before.
        if let Some((shown, before)) = shown.filter(|_| error.is_some())
            && self.cache.shows(&shown.path, &shown.body)
        {
            self.cache.show(&shown.path, before);
        }
        if error.is_some_and(leaves_everything) {
            return;
        }
        match affected {
            Affected::Everything => self.refresh(),
            Affected::Path(path) => self.cache.mark_stale(path),
            Affected::Nothing => {}
        }
    }

    async fn read_now(self, request: Request) -> Option<Body> {
        self.cache.fetch_since(request, now()).await.ok()
    }

    fn toast(self, text: Option<String>, undo: Option<Undo>) {
        match (text, undo) {
            (Some(text), Some(undo)) => self.toaster.show_undoable(text, undo),
            (Some(text), None) => self.toaster.show(text),
            (None, _) => {}
        }
    }

    /// Shows an error in its form, or in the app's dialog if there is no form, or no longer.
    fn show_error(self, form: Option<WriteState>, error: Option<ApiError>) {
        // The page says by itself that another account has signed in.
        let Some(error) = error.filter(|error| error.code() != Some(codes::ACCOUNT_CHANGED)) else { return };
        let left = match form {
            Some(form) => form.error.try_set(Some(error)).flatten(),
            None => Some(error),
        };
        if left.is_some() {
            let _ = self.write_error.try_set(left);
        }
    }
}

/// Whether the server has refused without looking at its data, so that nothing on screen can be old.
fn leaves_everything(error: &ApiError) -> bool {
    let codes = [codes::INVALID, codes::MALFORMED, codes::TOO_MANY_REQUESTS, codes::TOO_LARGE];
    error.code().is_some_and(|code| codes.contains(&code))
}

#[cfg(test)]
mod tests {
    use api_types::Problem;

    use super::*;

    fn refused(code: &str) -> ApiError {
        let problem = Problem {
            kind: String::new(),
            title: String::new(),
            status: 400,
            code: code.to_owned(),
            detail: String::new(),
            errors: Vec::new(),
        };
        ApiError::Refused { problem: Box::new(problem), request_id: None }
    }

    #[test]
    fn u5_a_refusal_because_of_the_data_asks_for_the_data_again() {
        for code in [codes::STALE, codes::NOT_FOUND, codes::CONFLICT, codes::FORBIDDEN, codes::INTERNAL] {
            assert!(!leaves_everything(&refused(code)), "{code}");
        }
        assert!(!leaves_everything(&ApiError::Unreachable));
        assert!(leaves_everything(&refused(codes::INVALID)));
    }

    #[test]
    fn u6_a_form_sends_one_change_at_a_time() {
        let owner = Owner::new();
        owner.with(|| {
            let form = WriteState::new();
            assert!(form.begin());
            assert!(!form.begin());
            form.end();
            assert!(form.begin());
        });
    }
}
