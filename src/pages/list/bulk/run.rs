//! Doing the same to many: first it is asked what would become of each, then it is done, portion by portion.

use std::time::Duration;

use api_types::{Bulk, BulkAction, MemberId, OrganizationId};
use futures_channel::oneshot;
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{
        super::organization::{CurrentOrganization, use_current_organization},
        ListHandle,
        action::ActionState,
    },
    outcome::{BulkOutcome, ItemOutcome},
};
use crate::{
    api::{self, ApiError},
    host::{Host, random_key, use_host},
    i18n::{I18n, PanelTexts, use_i18n},
    queries::{Queries, use_queries},
    ui::{IconName, RowRef, Toaster, use_toaster},
};

/// How often a portion whose answer was lost is asked for again.
const TRIES: u32 = 3;

/// How long before the first of these tries; longer each time.
const PAUSE: Duration = Duration::from_secs(1);

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is asked what would become of each.
    Checking,
    /// The reader decides.
    Confirming,
    Doing,
    /// Not all of it could be done.
    Ended,
}

/// What the dialog shows.
pub struct State {
    pub outcome: BulkOutcome,
    pub step: Step,
    /// To how many it was begun to be done.
    pub begun: u64,
    /// Whether the reader wants no further portion.
    stopped: bool,
    pub failure: Option<ApiError>,
}

/// The same, done to many of an organization.
#[derive(Clone)]
pub struct BulkRun {
    pub action: BulkAction,
    organization: OrganizationId,
    /// Names this time of doing it.
    occasion: String,
    pub state: ArcRwSignal<State>,
}

impl BulkRun {
    fn new(outcome: BulkOutcome, organization: OrganizationId, step: Step) -> Self {
        let action = outcome.action();
        let state = State { begun: outcome.left(), outcome, step, stopped: false, failure: None };
        Self { action, organization, occasion: random_key(), state: ArcRwSignal::new(state) }
    }

    /// Begins no further portion.
    pub fn stop(&self) {
        self.state.update(|state| state.stopped = true);
    }

    fn is_stopped(&self) -> bool {
        self.state.with_untracked(|state| state.stopped)
    }

    fn fail(&self, error: ApiError) {
        self.state.update(|state| state.failure = Some(error));
    }

    fn request(&self, members: Vec<MemberId>) -> Bulk {
        Bulk { action: self.action, members, send_email: self.action == BulkAction::Resend, note: None, dry_run: false }
    }

    /// Asks what would become of each.
    async fn check(&self, queries: Queries) {
        loop {
            let ids = self.state.with_untracked(|state| state.outcome.unasked());
            if ids.is_empty() {
                break self.state.update(|state| state.step = Step::Confirming);
            }
            let check = api::check_bulk_action(self.organization, self.request(ids));
            let answer = queries.mutate(check).affects_nothing().result().await;
            if self.is_stopped() {
                break;
            }
            match answer {
                Ok(answer) => self.state.update(|state| state.outcome.foresee(&answer.results)),
                Err(error) => break self.fail(error),
            }
        }
    }

    /// Does it to everybody to whom it can be done.
    async fn carry_out(&self, queries: Queries) {
        let mut losses = 0;
        loop {
            let ids = self.state.with_untracked(|state| state.outcome.next());
            if ids.is_empty() || self.is_stopped() {
                break;
            }
            let portion = api::bulk_action(self.organization, &self.request(ids.clone()), &self.occasion);
            // What is on screen is asked again after the last portion.
            match queries.mutate(portion).affects_nothing().result().await {
                Ok(answer) => {
                    losses = 0;
                    self.state.update(|state| state.outcome.take(&answer.results));
                }
                Err(error) if error.is_lost() => {
                    self.state.update(|state| state.outcome.lose(&ids));
                    losses += 1;
                    if losses > TRIES {
                        break self.fail(error);
                    }
                    pause(PAUSE * losses).await;
                }
                Err(error) => break self.fail(error),
            }
        }
    }
}

async fn pause(time: Duration) {
    let (over, waiting) = oneshot::channel();
    let go_on = move || {
        // Nobody waits for a page that was left.
        let _ = over.send(());
    };
    set_timeout(go_on, time);
    // Where there is no timer it goes on at once.
    let _ = waiting.await;
}

/// What the bar and the dialog ask for.
#[derive(Clone)]
pub struct BulkRunner {
    list: ListHandle,
    queries: Queries,
    toaster: Toaster,
    i18n: I18n<PanelTexts>,
    host: Host,
    current: CurrentOrganization,
}

/// What does the same to many rows of a list.
pub fn use_bulk_runner(list: ListHandle) -> BulkRunner {
    let (queries, toaster, i18n) = (use_queries(), use_toaster(), use_i18n().of::<PanelTexts>());
    BulkRunner { list, queries, toaster, i18n, host: use_host(), current: use_current_organization() }
}

impl BulkRunner {
    fn selected(&self) -> Vec<RowRef> {
        self.list.selection.rows().with_untracked(|selected| selected.rows().to_vec())
    }

    /// Opens the dialog for the rows that are selected, and asks what would become of them.
    pub fn ask(&self, action: BulkAction) {
        let Some(organization) = untrack(|| self.current.id()) else { return };
        let run = BulkRun::new(BulkOutcome::new(action, self.selected()), organization, Step::Checking);
        self.list.bulk.set(Some(run.clone()));
        self.check(run);
    }

    /// Asks, or asks on, what would become of them.
    pub fn check(&self, run: BulkRun) {
        run.state.update(|state| state.failure = None);
        let runner = self.clone();
        spawn_local(async move {
            run.check(runner.queries).await;
            runner.leave_out_the_gone(&run);
        });
    }

    /// Does it.
    pub fn go(&self, run: BulkRun) {
        run.state.update(|state| {
            state.begun = state.outcome.left() + state.outcome.done().len() as u64;
            (state.step, state.stopped, state.failure) = (Step::Doing, false, None);
        });
        let runner = self.clone();
        spawn_local(async move {
            let before = refused(&run);
            run.carry_out(runner.queries).await;
            runner.queries.refresh();
            runner.leave_out_the_gone(&run);
            let done = run.state.with_untracked(|state| state.outcome.done());
            runner.leave_out(done);
            let is_good = run.state.with_untracked(|state| {
                let open = state.outcome.count(|outcome| matches!(outcome, ItemOutcome::Ready | ItemOutcome::Unknown));
                open == 0 && state.failure.is_none()
            });
            if is_good && refused(&run) == before {
                runner.close(run);
            } else {
                run.state.update(|state| state.step = Step::Ended);
            }
        });
    }

    /// What is under way is stopped; else the dialog closes.
    pub fn shut(&self, run: BulkRun) {
        match run.state.with_untracked(|state| state.step) {
            Step::Doing => run.stop(),
            Step::Checking | Step::Confirming | Step::Ended => self.close(run),
        }
    }

    /// Closes the dialog, and says what was done.
    fn close(&self, run: BulkRun) {
        run.stop();
        let _ = self.list.bulk.try_set(None);
        // What had the focus before the dialog may be gone.
        let host = self.host.clone();
        request_animation_frame(move || host.focus_content());
        self.say(run);
    }

    /// Says what was done, if anything was, and offers to take it back.
    fn say(&self, run: BulkRun) {
        let done = run.state.with_untracked(|state| state.outcome.done());
        if done.is_empty() {
            return;
        }
        let number = done.len() as u64;
        let text = untrack(|| (self.i18n.texts().bulk.done)(self.i18n.format(), run.action, number));
        match inverse(run.action) {
            Some(inverse) => {
                let runner = self.clone();
                self.toaster.show_undoable(text, move || runner.take_back(inverse, done.clone(), run.organization));
            }
            None => self.toaster.show(text),
        }
    }

    /// Does the opposite; those to whom it cannot be done are listed in the dialog.
    fn take_back(&self, inverse: BulkAction, rows: Vec<RowRef>, organization: OrganizationId) {
        let mut outcome = BulkOutcome::new(inverse, rows);
        outcome.expect_all();
        let run = BulkRun::new(outcome, organization, Step::Doing);
        let runner = self.clone();
        spawn_local(async move {
            run.carry_out(runner.queries).await;
            runner.queries.refresh();
            let (done, all) =
                run.state.with_untracked(|state| (state.outcome.done().len() as u64, state.outcome.len()));
            if done == all {
                return runner.say(run);
            }
            run.state.update(|state| state.step = Step::Ended);
            // The page may have been left meanwhile.
            if runner.list.bulk.try_set(Some(run)).is_some() {
                let format = untrack(|| runner.i18n.format());
                let text = (runner.i18n.texts_untracked().bulk.ended)(format, inverse, done, all);
                runner.toaster.show_with(IconName::Warning, text);
            }
        });
    }

    /// Rows that are no longer there are selected no longer.
    fn leave_out_the_gone(&self, run: &BulkRun) {
        let withdraw = self.list.spec.actions.iter().find(|action| action.bulk == Some(BulkAction::Withdraw));
        let was_pending =
            |row: &RowRef| withdraw.is_some_and(|action| (action.state)(&**row, action.name) != ActionState::Absent);
        self.leave_out(run.state.with_untracked(|state| state.outcome.gone(was_pending)));
    }

    fn leave_out(&self, rows: Vec<RowRef>) {
        if !rows.is_empty() {
            self.list.selection.put(rows, false);
        }
    }

    /// Looks which of the selected rows are still there, after the list has changed.
    pub fn look(&self) {
        // Only the server knows, of those that it acts on.
        if !self.list.spec.actions.iter().any(|action| action.bulk.is_some()) {
            return;
        }
        let rows = self.selected();
        let Some(organization) = untrack(|| self.current.id()).filter(|_| !rows.is_empty()) else { return };
        let run = BulkRun::new(BulkOutcome::new(BulkAction::Withdraw, rows), organization, Step::Checking);
        let runner = self.clone();
        spawn_local(async move {
            run.check(runner.queries).await;
            runner.leave_out_the_gone(&run);
        });
    }
}

/// What takes an action back.
fn inverse(action: BulkAction) -> Option<BulkAction> {
    match action {
        BulkAction::Withdraw | BulkAction::Remove => Some(BulkAction::Restore),
        BulkAction::Deactivate => Some(BulkAction::Activate),
        BulkAction::Resend | BulkAction::Restore | BulkAction::Activate => None,
    }
}

fn refused(run: &BulkRun) -> u64 {
    run.state.with_untracked(|state| state.outcome.count(|outcome| matches!(outcome, ItemOutcome::Refused(_))))
}
