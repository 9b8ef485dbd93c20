//! The list of the reader's jobs: what runs, and what has become of the others.

use api_types::{JOB_UNDO_DAYS, Job, JobProblem, JobState, Permission};
use leptos::{html, prelude::*};

use super::{
    JobFeed,
    actions::JobActions,
    refused::Refused,
    words::{Words, percent, running},
};
use crate::{
    access::use_access,
    host::{until, use_host},
    i18n::use_i18n,
    paths::{Section, use_paths},
    ui::{Icon, IconButton, IconName, Modal, unique_id},
};

/// A square and an arrow back, as drawings.
const STOP: &str = "M4 5.2C4 4.5 4.5 4 5.2 4h5.6c.7 0 1.2.5 1.2 1.2v5.6c0 .7-.5 1.2-1.2 1.2H5.2C4.5 12 4 11.5 4 10.8z";
const BACK: &str = "M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6";

/// Beside the navigation, or from the bottom edge on a phone.
#[component]
pub fn JobList(feed: JobFeed, jobs: Memo<Vec<Job>>, words: Words, actions: JobActions) -> impl IntoView {
    let (host, i18n, access, paths) = (use_host(), use_i18n(), use_access(), use_paths());
    let id = unique_id("jobs");
    let list = NodeRef::<html::Ul>::new();
    // What was pressed may be gone: then the focus stays with the list.
    Effect::new(move |_| {
        jobs.track();
        let host = host.clone();
        request_animation_frame(move || {
            if let Some(Some(list)) = list.try_get_untracked().filter(|_| host.is_focus_free()) {
                let _ = list.focus();
            }
        });
    });
    let close = Callback::new(move |()| feed.is_open.set(false));
    let log = move || {
        let organization = feed.current.id().filter(|_| access.can(Permission::AuditRead))?;
        let href = paths.section(organization, Section::AuditLog);
        Some(view! {
            <a class="r-link" href=href on:click=move |_| close.run(())>
                {move || words.said.texts().open_audit_log}
            </a>
        })
    };
    // Rows are made anew when a job changes; the focus stays with the list.
    let ids = Memo::new(move |_| jobs.with(|jobs| jobs.iter().map(|job| job.id).collect::<Vec<_>>()));
    let first = jobs.with_untracked(|jobs| running(jobs).map(|job| job.id));
    let first = first.filter(|_| feed.opens_at_running.get_untracked());
    on_cleanup(move || {
        let _ = feed.opens_at_running.try_set(false);
    });
    let rows = move || {
        let row = |id| {
            let job = Memo::new(move |_| jobs.with(|jobs| jobs.iter().find(|job| job.id == id).cloned()));
            view! { <JobRow feed job words actions is_first=first == Some(id) close/> }
        };
        ids.get().into_iter().map(row).collect_view()
    };
    let empty = move || ids.with(Vec::is_empty).then(|| view! { <p class="r-hint">{i18n.texts().list.loading}</p> });
    view! {
        <Modal class="r-jobs" labelled_by=id.clone() light=true on_close=close>
            <div class="r-jobs__inside">
                <header class="r-jobs__head">
                    <h2 id=id>{move || words.said.texts().jobs}</h2>
                    <IconButton
                        icon=IconName::Close
                        label=i18n.label(|texts| texts.common.close)
                        on_press=close
                    />
                </header>
                <ul class="r-jobs__list" node_ref=list tabindex="-1">{rows}</ul>
                {empty}
                <footer class="r-jobs__foot">
                    <span>{move || (words.said.texts().undo_works)(words.said.format(), JOB_UNDO_DAYS)}</span>
                    {move || log()}
                </footer>
            </div>
        </Modal>
    }
}

#[component]
fn JobRow(
    feed: JobFeed,
    job: Memo<Option<Job>>,
    words: Words,
    actions: JobActions,
    /// Whether it has the focus first.
    is_first: bool,
    /// Closes the list.
    close: Callback<()>,
) -> impl IntoView {
    let look = Memo::new(move |_| job.with(|job| job.as_ref().map(|job| (job.state, job.counts.refused > 0))));
    let icon = move || match look.get() {
        None | Some((JobState::Preparing | JobState::Ready | JobState::Running, _)) => {
            view! { <span class="r-spinner" aria-hidden="true"></span> }.into_any()
        }
        Some((JobState::Done, false)) => {
            view! { <span class="r-jobs__done"><Icon name=IconName::Check/></span> }.into_any()
        }
        Some((JobState::Done, true)) => {
            view! { <span class="r-jobs__warning"><Icon name=IconName::Warning/></span> }.into_any()
        }
        Some((JobState::Stopped, _)) => view! { <span><Icon name=IconName::Deactivate/></span> }.into_any(),
        Some((JobState::Failed, _)) => view! { <span class="r-failed"><Icon name=IconName::Error/></span> }.into_any(),
    };
    let title = Signal::derive(move || job.with(|job| job.as_ref().map(|job| words.title(job)).unwrap_or_default()));
    let refused = move || {
        let does = Signal::derive(move || (words.said.texts().result_title)(&title.get()));
        view! { <Refused feed job words does on_press=actions.save_result on_leave=close/> }
    };
    let before = move || job.get().map(|job| if is_running(&job) { words.progress(&job) } else { done(words, &job) });
    let dot = move || job.with(|job| job.as_ref().is_some_and(|job| job.counts.refused > 0)).then_some(" · ");
    let after = move || job.get().and_then(|job| if is_running(&job) { left(words, &job) } else { rest(words, &job) });
    let time = move || job.get().filter(|job| !is_running(job)).map(|job| ended_at(words, &job));
    let bar = move || {
        job.with(|job| {
            let percent = job.as_ref().filter(|job| is_running(job)).map(percent)?;
            Some(view! { <span class="r-jobbar" aria-hidden="true" style:--p=percent.to_string()></span> })
        })
    };
    view! {
        <li tabindex=is_first.then_some("-1") autofocus=is_first>
            {icon}
            <div class="r-rows__body">
                <div class="r-rows__title">{move || title.get()}</div>
                {bar}
                <div class="r-rows__text">{time} {before} {dot} {refused()} {after}</div>
            </div>
            <Buttons job title words actions/>
        </li>
    }
}

fn is_running(job: &Job) -> bool {
    job.state == JobState::Running
}

/// When a job ended.
fn ended_at(words: Words, job: &Job) -> AnyView {
    let at = job.ended_at.clone().unwrap_or_else(|| job.created_at.clone());
    view! { <time datetime=at.to_string()>{words.said.format().date_time(&at)}</time> }.into_any()
}

/// What an ended job has not changed, before the refused rows.
fn done(words: Words, job: &Job) -> String {
    let (texts, format) = (words.said.texts(), words.said.format());
    match job.state {
        JobState::Done if job.counts.unchanged > 0 => facts([(texts.unchanged)(format, job.counts.unchanged)]),
        JobState::Done => String::new(),
        _ => facts([(texts.changed_of)(format, job.counts.changed, job.total)]),
    }
}

/// What else there is to say of an ended job.
fn rest(words: Words, job: &Job) -> Option<String> {
    let texts = words.said.texts();
    let problem = job.problem.map(texts.problem);
    let undone = match job.undone_by {
        Some(_) => Some(texts.was_undone),
        None => (!job.kind.is_undoable() && job.undo_of.is_none()).then_some(texts.cannot_be_undone),
    };
    Some(facts(problem.into_iter().chain(undone).map(str::to_owned)))
}

/// How long a running job still takes.
fn left(words: Words, job: &Job) -> Option<String> {
    words.left(job).map(|left| facts([left]))
}

/// Facts behind others.
fn facts(facts: impl IntoIterator<Item = String>) -> String {
    facts.into_iter().map(|fact| [" · ", &*fact].concat()).collect()
}

/// What can be done with a job now.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Offer {
    stop: bool,
    undo: bool,
    result: bool,
}

#[component]
fn Buttons(job: Memo<Option<Job>>, title: Signal<String>, words: Words, actions: JobActions) -> impl IntoView {
    let offer = Memo::new(move |_| {
        job.with(|job| {
            let job = job.as_ref()?;
            let is_open = job.undoable_until.as_ref().is_some_and(|at| !until(at).is_zero());
            let undo = is_open && job.undone_by.is_none() && job.counts.changed > 0;
            let result = job.problem != Some(JobProblem::Incomplete);
            Some(Offer { stop: is_running(job), undo: undo && !is_running(job), result })
        })
    });
    let press = move |act: Callback<api_types::JobId>| {
        move |_| {
            if let Some(job) = job.get_untracked() {
                act.run(job.id);
            }
        }
    };
    let stop = move || {
        view! {
            <button
                type="button"
                class="r-btn r-btn--sm"
                aria-label=move || (words.said.texts().stop_title)(&title.get())
                on:click=press(actions.stop)
            >
                <Drawing path=STOP/>
                {move || words.said.texts().stop_job}
            </button>
        }
    };
    let result = move || {
        view! {
            <button
                type="button"
                class="r-btn r-btn--ghost r-btn--sm"
                aria-label=move || (words.said.texts().result_title)(&title.get())
                on:click=press(actions.save_result)
            >
                {move || words.said.texts().result}
            </button>
        }
    };
    let undo = move || {
        let label = move || (words.said.texts().undo_title)(&title.get());
        view! {
            <button type="button" class="r-btn r-btn--sm" aria-label=label on:click=press(actions.undo)>
                <Drawing path=BACK/>
                <UndoWord/>
            </button>
        }
    };
    let buttons = move || match offer.get() {
        None | Some(Offer { result: false, .. }) => ().into_any(),
        Some(Offer { stop: true, .. }) => stop().into_any(),
        Some(Offer { undo: false, .. }) => result().into_any(),
        Some(Offer { undo: true, .. }) => view! { {result()} {undo()} }.into_any(),
    };
    view! { <div class="r-btns">{buttons}</div> }
}

#[component]
fn UndoWord() -> impl IntoView {
    let i18n = use_i18n();
    move || i18n.texts().common.undo
}

/// A drawing that only this list shows: it is not in the sprite that every visit loads.
#[component]
fn Drawing(path: &'static str) -> impl IntoView {
    view! {
        <svg class="r-icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
