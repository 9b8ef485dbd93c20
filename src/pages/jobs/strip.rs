//! The job that runs, above the page where there is no navigation beside it; the list of jobs; and what is said of them.

use std::time::Duration;

use api_types::{Job, JobId, JobState};
use leptos::prelude::*;

use super::{
    JobFeed,
    actions::{use_job_actions, use_told},
    feed::use_jobs,
    list::JobList,
    use_job_feed,
    words::{Words, percent, running, use_words},
};
use crate::host::use_host;

/// How often a job that runs is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// When a job that was just begun is looked at first: most are done soon.
const SOON: [Duration; 3] = [Duration::from_millis(250), Duration::from_millis(700), Duration::from_millis(1_300)];

/// It is said how far a job is at such steps, in percent.
const STEP: u64 = 10;

/// Stands above the page.
#[component]
pub fn JobStrip() -> impl IntoView {
    let feed = use_job_feed();
    let (host, words, jobs) = (use_host(), use_words(), use_jobs(feed));
    use_following(feed, jobs, words);
    let actions = use_job_actions(feed, words);
    let job = Memo::new(move |_| jobs.with(|jobs| running(jobs).cloned()));
    let is_running = Memo::new(move |_| job.with(Option::is_some));
    // What was pressed may be gone with the job.
    Effect::new(move |_| {
        is_running.track();
        let host = host.clone();
        request_animation_frame(move || host.focus_content());
    });
    let of_job = move |text: fn(Words, &Job) -> String| {
        Signal::derive(move || job.with(|job| job.as_ref().map(|job| text(words, job)).unwrap_or_default()))
    };
    let title = of_job(|words, job| words.title(job));
    let strip = move || {
        let label = move || {
            let sum = |job: &Job| [Some(words.progress(job)), words.refused(job), words.left(job)];
            let sum = job.with(|job| job.as_ref().map(sum)).into_iter().flatten().flatten();
            let sum = sum.collect::<Vec<_>>().join(" · ");
            (words.said.texts().show_jobs)(&[title.get(), sum].join(" "))
        };
        let stop = move |_| {
            if let Some(job) = job.get_untracked() {
                actions.stop.run(job.id);
            }
        };
        view! {
            <section class="r-jobstrip" aria-label=words.said.label(|texts| texts.running_job)>
                <button
                    type="button"
                    class="r-jobstrip__open"
                    aria-haspopup="dialog"
                    aria-label=label
                    on:click=move |_| feed.is_open.set(true)
                >
                    <b>{move || title.get()}</b>
                    " "
                    <span class="r-job__sum">{move || job.get().map(|job| job_sum(words, &job))}</span>
                </button>
                <button type="button" class="r-btn r-btn--ghost r-btn--sm" on:click=stop>
                    {move || words.said.texts().stop_job}
                </button>
                <span
                    class="r-jobbar"
                    aria-hidden="true"
                    style:--p=move || job.with(|job| job.as_ref().map(percent).unwrap_or_default().to_string())
                ></span>
            </section>
        }
    };
    let quiet = move || {
        jobs.with(|jobs| !jobs.is_empty()).then(|| {
            view! {
                <div class="r-jobstrip r-jobstrip--quiet">
                    <button
                        type="button"
                        class="r-btn r-btn--ghost r-btn--sm"
                        aria-haspopup="dialog"
                        on:click=move |_| feed.is_open.set(true)
                    >
                        {move || words.said.texts().jobs}
                    </button>
                </div>
            }
        })
    };
    let has_jobs = Memo::new(move |_| jobs.with(|jobs| !jobs.is_empty()));
    let content = move || match (is_running.get(), has_jobs.get()) {
        (true, _) => strip().into_any(),
        (false, true) => quiet().into_any(),
        (false, false) => ().into_any(),
    };
    view! {
        {move || content()}
        <Announcement job words/>
        {move || feed.is_open.get().then(|| view! { <JobList feed jobs words actions/> })}
    }
}

/// `61,240 of 100,000 · 3 refused · 2 min left`
fn job_sum(words: Words, job: &Job) -> AnyView {
    let refused = words.refused(job).map(|refused| view! { " · " <span class="r-failed">{refused}</span> });
    let left = words.left(job).map(|left| [" · ", &left].concat());
    view! { {words.progress(job)} {refused} {left} }.into_any()
}

/// Says how far the job is, at every tenth.
#[component]
fn Announcement(job: Memo<Option<Job>>, words: Words) -> impl IntoView {
    let step = Memo::new(move |_| job.with(|job| job.as_ref().map(|job| (job.id, percent(job) / STEP * STEP))));
    let text = move || {
        let Some((_, step)) = step.get() else { return String::new() };
        let title = job.with_untracked(|job| job.as_ref().map(|job| untrack(|| words.title(job))).unwrap_or_default());
        [&title, ": ", &(words.said.texts().percent)(step)].concat()
    };
    view! { <div class="r-vh" role="status">{text}</div> }
}

/// Looks at jobs for as long as one runs, and tells when one has ended; then everything on screen may have changed.
fn use_following(feed: JobFeed, jobs: Memo<Vec<Job>>, words: Words) {
    let (host, tell) = (use_host(), use_told(feed, words));
    let begun = feed.begun;
    let is_active = Memo::new(move |_| {
        begun.with(|begun| !begun.is_empty()) || jobs.with(|jobs| jobs.iter().any(|job| job.state.is_active()))
    });
    host.while_visible(LOOK_EVERY, move || {
        // The stream of changes says more, and sooner.
        if is_active.get_untracked() && !feed.queries.is_live_untracked() {
            feed.refresh();
        }
    });
    Effect::new(move |before: Option<usize>| {
        let begun = begun.with(Vec::len);
        if begun > before.unwrap_or_default() {
            SOON.into_iter().for_each(|soon| set_timeout(move || feed.refresh(), soon));
        }
        begun
    });
    Effect::new(move |active: Option<Vec<JobId>>| {
        let mut followed = active.unwrap_or_default();
        // The list may have said that it ended before it was known here that it was begun.
        followed.extend(begun.get().into_iter().map(JobId::from_u128));
        let ended: Vec<Job> =
            jobs.with(|jobs| jobs.iter().filter(|job| has_ended(job) && followed.contains(&job.id)).cloned().collect());
        if !ended.is_empty() {
            let is_open = |id: &JobId| ended.iter().all(|job| job.id != *id);
            begun.update(|begun| begun.retain(|id| is_open(&JobId::from_u128(*id))));
            feed.queries.revalidate();
        }
        for job in ended {
            tell.run(job);
        }
        jobs.with(|jobs| jobs.iter().filter(|job| !has_ended(job)).map(|job| job.id).collect())
    });
}

fn has_ended(job: &Job) -> bool {
    matches!(job.state, JobState::Done | JobState::Stopped | JobState::Failed)
}
