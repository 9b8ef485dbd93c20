//! Doing the same to many: first it is asked what would become of each, then it is done, portion by portion.

use std::{sync::Arc, time::Duration};

use api_types::{Bulk, BulkAction, Member, MemberId, OrganizationId, codes};
use futures_channel::oneshot;
use leptos::{prelude::*, task::spawn_local};

use super::Selecting;
use crate::{
    api::ApiError,
    forms::{Fate, Tally},
    host::{Host, random_key, use_host},
    i18n::{I18n, PanelTexts, use_i18n},
    queries::{Queries, use_queries},
    ui::{IconName, Toaster, use_toaster},
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
    Request,
    Doing,
    /// Not all of it could be done.
    Ended,
}

/// What the dialog shows.
pub struct State {
    pub tally: Tally,
    pub step: Step,
    /// To how many it was begun to be done.
    pub begun: u64,
    /// Whether the reader wants no further portion.
    stopped: bool,
    pub failure: Option<ApiError>,
}

/// The same, done to many of an organization.
#[derive(Clone)]
pub struct Acting {
    pub action: BulkAction,
    organization: OrganizationId,
    /// Names this time of doing it.
    occasion: String,
    pub state: ArcRwSignal<State>,
}

impl Acting {
    fn new(tally: Tally, organization: OrganizationId, step: Step) -> Self {
        let action = tally.action();
        let state = State { begun: tally.left(), tally, step, stopped: false, failure: None };
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
        Bulk { action: self.action, members, send_email: self.action == BulkAction::Resend, dry_run: false }
    }

    /// Asks what would become of each.
    async fn check(&self, queries: Queries) {
        loop {
            let ids = self.state.with_untracked(|state| state.tally.unasked());
            if ids.is_empty() {
                break self.state.update(|state| state.step = Step::Request);
            }
            let answer = queries.api().check_bulk(self.organization, self.request(ids)).await;
            if self.is_stopped() {
                break;
            }
            match answer {
                Ok(answer) => self.state.update(|state| state.tally.foresee(&answer.results)),
                Err(error) => break self.fail(error),
            }
        }
    }

    /// Does it to everybody to whom it can be done.
    async fn carry_out(&self, queries: Queries) {
        let mut losses = 0;
        loop {
            let ids = self.state.with_untracked(|state| state.tally.next());
            if ids.is_empty() || self.is_stopped() {
                break;
            }
            match queries.api().bulk(self.organization, &self.request(ids.clone()), &self.occasion).await {
                Ok(answer) => {
                    losses = 0;
                    self.state.update(|state| state.tally.take(&answer.results));
                }
                Err(error) if is_lost(&error) => {
                    self.state.update(|state| state.tally.lose(&ids));
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

/// Whether it may have been done all the same.
fn is_lost(error: &ApiError) -> bool {
    matches!(error.code(), None | Some(codes::INTERNAL | codes::UNAVAILABLE))
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
pub struct Acts {
    selecting: Selecting,
    queries: Queries,
    toaster: Toaster,
    i18n: I18n<PanelTexts>,
    host: Host,
}

/// The acts of the surrounding list.
pub fn use_acts() -> Acts {
    let (queries, toaster, i18n) = (use_queries(), use_toaster(), use_i18n().of::<PanelTexts>());
    Acts { selecting: expect_context(), queries, toaster, i18n, host: use_host() }
}

impl Acts {
    /// Opens the dialog for those who are selected, and asks what would become of them.
    pub fn ask(&self, action: BulkAction) {
        let members = self.selecting.selection.members().get_untracked().members().to_vec();
        let Some(organization) = members.first().map(|member| member.organization_id) else { return };
        let acting = Acting::new(Tally::new(action, members), organization, Step::Checking);
        self.selecting.acting.set(Some(acting.clone()));
        self.check(acting);
    }

    /// Asks, or asks on, what would become of them.
    pub fn check(&self, acting: Acting) {
        acting.state.update(|state| state.failure = None);
        let acts = self.clone();
        spawn_local(async move {
            acting.check(acts.queries).await;
            acts.leave_out_the_gone(&acting);
        });
    }

    /// Does it.
    pub fn go(&self, acting: Acting) {
        acting.state.update(|state| {
            state.begun = state.tally.left() + state.tally.done().len() as u64;
            (state.step, state.stopped, state.failure) = (Step::Doing, false, None);
        });
        let acts = self.clone();
        spawn_local(async move {
            let before = refused(&acting);
            acting.carry_out(acts.queries).await;
            acts.queries.refresh();
            acts.leave_out_the_gone(&acting);
            let done = acting.state.with_untracked(|state| state.tally.done());
            acts.leave_out(done);
            let is_good = acting.state.with_untracked(|state| {
                let open = state.tally.count(|fate| matches!(fate, Fate::Ready | Fate::Unknown));
                open == 0 && state.failure.is_none()
            });
            match is_good && refused(&acting) == before {
                true => acts.close(acting),
                false => acting.state.update(|state| state.step = Step::Ended),
            }
        });
    }

    /// What is under way is stopped; else the dialog closes.
    pub fn shut(&self, acting: Acting) {
        match acting.state.with_untracked(|state| state.step) {
            Step::Doing => acting.stop(),
            Step::Checking | Step::Request | Step::Ended => self.close(acting),
        }
    }

    /// Closes the dialog, and says what was done.
    fn close(&self, acting: Acting) {
        acting.stop();
        let _ = self.selecting.acting.try_set(None);
        // What had the focus before the dialog may be gone.
        let host = self.host.clone();
        request_animation_frame(move || host.focus_content());
        self.say(acting);
    }

    /// Says what was done, if anything was; a withdrawal can be taken back.
    fn say(&self, acting: Acting) {
        let done = acting.state.with_untracked(|state| state.tally.done());
        if done.is_empty() {
            return;
        }
        let number = done.len() as u64;
        let text = untrack(|| (self.i18n.texts().bulk.done)(self.i18n.format(), acting.action, number));
        match acting.action {
            BulkAction::Withdraw => {
                let acts = self.clone();
                self.toaster.show_undoable(text, move || acts.restore(done.clone(), acting.organization));
            }
            BulkAction::Resend | BulkAction::Restore => self.toaster.show(text),
        }
    }

    /// Takes a withdrawal back; who cannot be restored is listed in the dialog.
    fn restore(&self, members: Vec<Arc<Member>>, organization: OrganizationId) {
        let mut tally = Tally::new(BulkAction::Restore, members);
        tally.expect_all();
        let acting = Acting::new(tally, organization, Step::Doing);
        let acts = self.clone();
        spawn_local(async move {
            acting.carry_out(acts.queries).await;
            acts.queries.refresh();
            let (done, all) = acting.state.with_untracked(|state| (state.tally.done().len() as u64, state.tally.len()));
            if done == all {
                return acts.say(acting);
            }
            acting.state.update(|state| state.step = Step::Ended);
            // The page may have been left meanwhile.
            if acts.selecting.acting.try_set(Some(acting)).is_some() {
                let format = untrack(|| acts.i18n.format());
                let text = (acts.i18n.texts_untracked().bulk.ended)(format, BulkAction::Restore, done, all);
                acts.toaster.show_with(IconName::Warning, text);
            }
        });
    }

    /// Members who are no longer there are selected no longer.
    fn leave_out_the_gone(&self, acting: &Acting) {
        self.leave_out(acting.state.with_untracked(|state| state.tally.gone()));
    }

    fn leave_out(&self, members: Vec<Arc<Member>>) {
        if !members.is_empty() {
            self.selecting.selection.put(members, false);
        }
    }

    /// Looks who of the selected is still there, after the list has changed.
    pub fn look(&self) {
        let members = self.selecting.selection.members().get_untracked().members().to_vec();
        let Some(organization) = members.first().map(|member| member.organization_id) else { return };
        let acting = Acting::new(Tally::new(BulkAction::Withdraw, members), organization, Step::Checking);
        let acts = self.clone();
        spawn_local(async move {
            acting.check(acts.queries).await;
            acts.leave_out_the_gone(&acting);
        });
    }
}

fn refused(acting: &Acting) -> u64 {
    acting.state.with_untracked(|state| state.tally.count(|fate| matches!(fate, Fate::Refused(_))))
}
