//! The preview of a change of many users: the server has found out what would change, and nothing has changed yet.

use std::time::Duration;

use api_types::{Job, JobChange, JobState, MAX_JOB_MEMBERS, MemberId, MemberRef, OrganizationId};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::super::{
        error_message::member_error_message,
        jobs::{JobFeed, begin, use_job_feed},
        organization::use_current_organization,
    },
    preview_parts::{Foot, Happens, Preparing, Tally},
    reasons::Reasons,
    wanted::Wanted,
};
use crate::{
    api::{self, ApiError},
    host::{pause, random_key},
    i18n::{I18n, JobTexts, Texts, use_i18n},
    queries::{Queries, use_queries},
    ui::{IconButton, IconName, Modal, Note, NoteKind, TextArea, unique_id},
};

/// How often it is asked how far the preparation is.
const PAUSE: Duration = Duration::from_millis(600);

/// The preview, and what its reader decides.
#[derive(Clone, Copy)]
pub struct Preview {
    queries: Queries,
    feed: JobFeed,
    pub organization: OrganizationId,
    pub wanted: RwSignal<Wanted>,
    /// What the server says would change; while it is asked anew, what it said before.
    pub job: RwSignal<Option<Job>>,
    /// Whether the server is being asked.
    pub is_asking: RwSignal<bool>,
    pub is_starting: RwSignal<bool>,
    pub error: RwSignal<Option<ApiError>>,
    /// Other numbers than those that were confirmed.
    pub has_changed: RwSignal<bool>,
    pub note: RwSignal<String>,
    /// The note that the job was prepared with.
    noted: StoredValue<String>,
    pub successor: RwSignal<Option<MemberRef>>,
    /// The reader wants no successor.
    pub without_successor: RwSignal<bool>,
    /// Counts what was asked for: an answer to an older question comes too late.
    turn: StoredValue<u32>,
    /// Names this time of doing it.
    occasion: StoredValue<String>,
    started: Callback<()>,
}

/// The dialog for one change. It is open for as long as it is rendered.
#[component]
pub fn PreviewDialog(
    wanted: Wanted,
    /// Increases when some of them are no longer there: the server is asked again.
    gone: RwSignal<u32>,
    /// Called once the change has begun.
    started: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let (i18n, current) = (use_i18n(), use_current_organization());
    let organization = untrack(|| current.id())?;
    let said = i18n.of::<JobTexts>();
    let preview = Preview {
        queries: use_queries(),
        feed: use_job_feed(),
        organization,
        wanted: RwSignal::new(wanted),
        job: RwSignal::new(None),
        is_asking: RwSignal::new(false),
        is_starting: RwSignal::new(false),
        error: RwSignal::new(None),
        has_changed: RwSignal::new(false),
        note: RwSignal::new(String::new()),
        noted: StoredValue::new(String::new()),
        successor: RwSignal::new(None),
        without_successor: RwSignal::new(false),
        turn: StoredValue::new(0),
        occasion: StoredValue::new(random_key()),
        started,
    };
    if !preview.wanted.with_untracked(Wanted::is_too_large) {
        preview.ask();
    }
    on_cleanup(move || preview.discard());
    Effect::new(move |before: Option<u32>| {
        let now = gone.get();
        if before.is_some_and(|before| before != now) {
            preview.look_again();
        }
        now
    });
    let id = unique_id("preview");
    let title = move || {
        let number = preview.job.with(|job| job.as_ref().filter(|job| is_ready(job)).map(|job| job.total));
        preview
            .wanted
            .with(|wanted| (said.texts().question)(said.format(), wanted.kind(), number.unwrap_or(wanted.number)))
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        preview.confirm();
    };
    let is_deactivation = preview.wanted.with_untracked(|wanted| matches!(wanted.change, JobChange::Deactivate { .. }));
    let note = move || {
        (is_deactivation && preview.will_change() > 0).then(|| {
            let hint = Signal::derive(move || Some(said.texts().note_hint.to_owned()));
            view! { <TextArea label=said.label(|texts| texts.note) value=preview.note hint/> }
        })
    };
    let is_shown = Memo::new(move |_| preview.job.with(|job| job.as_ref().is_some_and(is_ready)));
    let content = move || match is_shown.get() {
        true => view! { <Tally preview/> <Reasons preview/> <Happens preview/> {note} }.into_any(),
        false => view! { <Preparing preview/> }.into_any(),
    };
    Some(view! {
        <Modal class="r-dialog r-dialog--wide" labelled_by=id.clone() on_close>
            <form class="r-dialog__form" novalidate on:submit=submit>
                <header class="r-dialog__head">
                    <h2 id=id>{title}</h2>
                    <IconButton icon=IconName::Close label=i18n.label(|texts| texts.common.close) on_press=on_close/>
                </header>
                <div class="r-dialog__body" aria-busy=move || preview.is_asking.get().then_some("true")>
                    {move || failure(preview, said, i18n)}
                    {content}
                </div>
                <Foot preview on_close/>
            </form>
        </Modal>
    })
}

/// Why there is nothing to confirm, or what has changed since.
fn failure(preview: Preview, said: I18n<JobTexts>, i18n: I18n<Texts>) -> Option<AnyView> {
    let texts = said.texts();
    if preview.wanted.with(Wanted::is_too_large) {
        let text = (texts.too_many)(said.format(), MAX_JOB_MEMBERS as u64);
        return Some(view! { <Note kind=NoteKind::Warning urgent=true>{text}</Note> }.into_any());
    }
    if let Some(error) = preview.error.get() {
        let is_about =
            |code: &str| error.problem().is_some_and(|problem| problem.errors.iter().any(|it| it.code == code));
        let text = match () {
            () if is_about("no_mail") => texts.no_mail,
            () if is_about("cycle") => texts.cycle,
            () => member_error_message(&error, i18n),
        };
        return Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> }.into_any());
    }
    let text = if preview.will_change() > 0 { texts.numbers_changed } else { texts.nothing_left };
    let changed = preview.has_changed.get();
    changed.then(|| view! { <Note kind=NoteKind::Warning urgent=true>{text}</Note> }.into_any())
}

/// Whether it is known what a job would change.
fn is_ready(job: &Job) -> bool {
    !matches!(job.state, JobState::Preparing)
}

/// Whether two previews say the same.
fn is_same(one: &Job, other: &Job) -> bool {
    (one.total, one.counts, &one.reasons, one.effects) == (other.total, other.counts, &other.reasons, other.effects)
}

impl Preview {
    /// How many would be changed. Reactive.
    pub fn will_change(self) -> u64 {
        self.job.with(|job| job.as_ref().filter(|job| is_ready(job)).map_or(0, |job| job.counts.planned))
    }

    /// Asks for the preview of what is wanted now.
    pub fn ask(self) {
        spawn_local(async move {
            if let Some(job) = self.prepared().await {
                self.show(job);
            }
        });
    }

    /// Asks again for what is wanted, and says so if that is no longer what would happen.
    fn look_again(self) {
        let seen = self.job.get_untracked().filter(|job| job.state == JobState::Ready);
        let Some(seen) = seen.filter(|_| !self.is_starting.get_untracked()) else { return };
        spawn_local(async move {
            let Some(job) = self.prepared().await else { return };
            let is_same = is_same(&seen, &job);
            self.show(job);
            if !is_same {
                self.ask_again();
            }
        });
    }

    /// Shows another preview.
    fn show(self, job: Job) {
        if let Some(Some(before)) = self.job.try_update(|shown| shown.replace(job))
            && before.state == JobState::Ready
            && self.job.with_untracked(|job| job.as_ref().is_some_and(|job| job.id != before.id))
        {
            self.stop(&before);
        }
    }

    /// A job for what is wanted now, once it is ready; nothing if that failed, or something else is wanted by then.
    async fn prepared(self) -> Option<Job> {
        let turn = self.turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        })?;
        self.error.set(None);
        self.is_asking.set(true);
        let note = self.note.get_untracked();
        let request = self.wanted.with_untracked(|wanted| wanted.request(&note));
        let occasion = [&self.occasion.get_value(), "-", &turn.to_string()].concat();
        let prepare = api::prepare_job(self.organization, &request, &occasion);
        let mut answer = self.queries.mutate(prepare).affects_nothing().result().await;
        loop {
            let is_current = self.turn.try_get_value() == Some(turn);
            match answer {
                Ok(job) if !is_current => {
                    self.stop(&job);
                    return None;
                }
                _ if !is_current => return None,
                Ok(job) if job.state == JobState::Preparing => {
                    // Nothing better is known.
                    let is_first = self.job.with_untracked(|job| job.as_ref().is_none_or(|job| !is_ready(job)));
                    if is_first {
                        self.job.set(Some(job.clone()));
                    }
                    pause(PAUSE).await;
                    answer = self.queries.fetch(api::job(self.organization, job.id)).await;
                }
                Ok(job) => {
                    self.noted.set_value(note);
                    self.is_asking.set(false);
                    return Some(job);
                }
                Err(error) => {
                    self.is_asking.set(false);
                    self.error.set(Some(error));
                    return None;
                }
            }
        }
    }

    /// Starts what the reader has seen. If that is no longer what would happen, the reader is asked again.
    fn confirm(self) {
        let is_free = !self.is_starting.get_untracked() && !self.is_asking.get_untracked();
        let Some(seen) = self.job.get_untracked().filter(|job| is_free && job.state == JobState::Ready) else { return };
        if seen.counts.planned == 0 || self.blocked_untracked() {
            return;
        }
        self.is_starting.set(true);
        self.has_changed.set(false);
        spawn_local(async move {
            let job = match self.noted.with_value(|noted| self.note.with_untracked(|note| note == noted)) {
                true => Some(seen.clone()),
                false => self.prepared().await,
            };
            if let Some(job) = job {
                let is_same = is_same(&seen, &job);
                let (id, version) = (job.id, job.version);
                if id != seen.id {
                    self.show(job);
                }
                if is_same { self.start(id, version).await } else { self.ask_again() }
            }
            let _ = self.is_starting.try_set(false);
        });
    }

    /// The numbers are others than those that were confirmed.
    fn ask_again(self) {
        // The dialog may be closed.
        let _ = self.has_changed.try_set(true);
    }

    async fn start(self, job: api_types::JobId, version: i64) {
        let start = api::start_job(self.organization, job, version);
        match self.queries.mutate(start).affects_nothing().result().await {
            Ok(job) => self.begun(job),
            // Later previews have taken its place.
            Err(error) if error.is_not_found() => {
                self.ask_again();
                self.ask();
            }
            Err(error) if error.is_stale() || error.is_lost() => {
                match self.queries.fetch(api::job(self.organization, job)).await {
                    // The response was lost.
                    Ok(now) if now.state != JobState::Ready && is_ready(&now) => self.begun(now),
                    Ok(now) if error.is_stale() => {
                        let _ = self.job.try_set(Some(now));
                        self.ask_again();
                    }
                    _ => drop(self.error.try_set(Some(error))),
                }
            }
            Err(error) => drop(self.error.try_set(Some(error))),
        }
    }

    fn begun(self, job: Job) {
        // The dialog may be closed: the job goes on.
        begin(self.feed, job.id);
        let _ = self.job.try_set(None);
        let _ = self.started.try_run(());
    }

    /// Keeps a member as it is.
    pub fn keep(self, member: MemberId) {
        self.wanted.update(|wanted| wanted.keep(member));
        self.ask();
    }

    /// Whether the reader has still to choose who takes over. Reactive.
    pub fn needs_successor(self) -> bool {
        let removes = self.wanted.with(|wanted| matches!(wanted.change, JobChange::Remove { .. }));
        let reports = self.job.with(|job| job.as_ref().map_or(0, |job| job.effects.reports));
        removes && reports > 0 && self.successor.with(Option::is_none) && !self.without_successor.get()
    }

    fn blocked_untracked(self) -> bool {
        untrack(|| self.needs_successor())
    }

    /// Asks anew with this successor.
    pub fn set_successor(self, successor: Option<MemberRef>) {
        let id = successor.as_ref().map(|it| it.id);
        self.wanted.update(|wanted| wanted.set_successor(id));
        self.ask();
    }

    /// What was prepared and is not wanted any more.
    fn stop(self, job: &Job) {
        let stop = api::stop_job(self.organization, job.id);
        // It goes by itself later.
        self.queries.mutate(stop).affects_nothing().on_error(|_| None).send();
    }

    fn discard(self) {
        let _ = self.turn.try_update_value(|turn| *turn += 1);
        let job = self.job.try_get_untracked().flatten();
        if let Some(job) = job.filter(|job| matches!(job.state, JobState::Preparing | JobState::Ready)) {
            self.stop(&job);
        }
    }
}

#[cfg(test)]
mod tests {
    use api_types::{JobCounts, JobEffects, JobId, JobKind};

    use super::*;

    fn job(planned: u64, version: i64) -> Job {
        Job {
            id: JobId::from_u128(1),
            kind: JobKind::Deactivate,
            state: JobState::Ready,
            created_at: String::new(),
            started_at: None,
            ended_at: None,
            total: 214,
            prepared: 214,
            counts: JobCounts { planned, unchanged: 214 - planned, ..JobCounts::default() },
            reasons: Vec::new(),
            effects: JobEffects::default(),
            roles: Vec::new(),
            company: None,
            supervisor: None,
            note: None,
            undoable_until: None,
            undo_of: None,
            undone_by: None,
            problem: None,
            version,
        }
    }

    #[test]
    fn usr8_a_preview_with_other_numbers_is_confirmed_again_and_a_new_version_alone_is_not() {
        assert!(is_same(&job(198, 1), &job(198, 2)));
        assert!(!is_same(&job(198, 1), &job(197, 1)));
        let lost = JobEffects { reports: 3, ..JobEffects::default() };
        assert!(!is_same(&job(198, 1), &Job { effects: lost, ..job(198, 1) }));
    }
}
