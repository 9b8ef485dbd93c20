//! The place of jobs in the navigation: the job that runs as a panel, or as an icon on the rail; a line where nothing
//! runs.

use leptos::{html, prelude::*};

use super::{
    JobFeed,
    actions::use_job_actions,
    feed::use_jobs,
    refused::Refused,
    use_job_feed,
    words::{percent, running, use_words},
};
use crate::{
    host::use_host,
    ui::{Icon, IconName},
};

/// Stands above the button that collapses the navigation.
#[component]
pub fn JobPanel() -> impl IntoView {
    let feed = use_job_feed();
    let (words, jobs) = (use_words(), use_jobs(feed));
    let actions = use_job_actions(feed, words);
    let job = Memo::new(move |_| jobs.with(|jobs| running(jobs).cloned()));
    let open = move |_| feed.is_open.set(true);
    let openers = [NodeRef::new(), NodeRef::new(), NodeRef::new()];
    use_focus_back(feed, openers);
    let [opens_panel, opens_icon, opens_line] = openers;
    let title = Signal::derive(move || job.with(|job| job.as_ref().map(|job| words.title(job)).unwrap_or_default()));
    let part = Signal::derive(move || job.with(|job| job.as_ref().map(percent).unwrap_or_default()));
    let written = move || (words.said.texts().percent)(part.get());
    let progress = move || job.with(|job| job.as_ref().map(|job| words.progress(job)));
    // Whoever speaks to the computer says what stands there.
    let label = move || {
        let shown = [title.get(), written(), progress().unwrap_or_default()];
        (words.said.texts().show_jobs)(&shown.join(" "))
    };
    let open_there = Callback::new(move |_| {
        feed.opens_at_running.set(true);
        feed.is_open.set(true);
    });
    let left = move || {
        let job = job.get()?;
        let dot = if job.counts.refused > 0 { " · " } else { "" };
        Some([dot, &words.left(&job)?].concat())
    };
    let stop = move |_| {
        if let Some(job) = job.get_untracked() {
            actions.stop.run(job.id);
        }
    };
    let panel = move || {
        view! {
            <section class="r-job" aria-label=words.said.label(|texts| texts.running_job)>
                <button
                    type="button"
                    class="r-job__open"
                    aria-haspopup="dialog"
                    aria-label=label
                    node_ref=opens_panel
                    on:click=open
                >
                    <span class="r-job__title">
                        <span>{move || title.get()}</span>
                        " "
                        <span>{written}</span>
                        " "
                    </span>
                    <span
                        class="r-jobbar"
                        role="progressbar"
                        aria-label=move || title.get()
                        aria-valuemin="0"
                        aria-valuemax="100"
                        aria-valuenow=move || part.get().to_string()
                        aria-valuetext=progress
                        style:--p=move || part.get().to_string()
                    ></span>
                    <span class="r-job__sum">{progress}</span>
                </button>
                <div class="r-job__foot">
                    <span>
                        <Refused feed job words opens_dialog=true on_press=open_there/>
                        {left}
                    </span>
                    <button type="button" class="r-btn r-btn--ghost r-btn--sm" on:click=stop>
                        {move || words.said.texts().stop_job}
                    </button>
                </div>
            </section>
            <button
                type="button"
                class="r-navitem r-jobicon"
                aria-haspopup="dialog"
                aria-label=label
                title=move || [&title.get(), ", ", &written()].concat()
                node_ref=opens_icon
                on:click=open
            >
                <Icon name=IconName::Clock/>
                <span class="r-jobicon__part" aria-hidden="true">{written}</span>
            </button>
        }
    };
    let line = move || {
        view! {
            <button
                type="button"
                class="r-navitem"
                aria-haspopup="dialog"
                title=words.said.label(|texts| texts.jobs)
                node_ref=opens_line
                on:click=open
            >
                <Icon name=IconName::Clock/>
                <span class="r-navitem__label">{move || words.said.texts().jobs}</span>
            </button>
        }
    };
    let is_running = Memo::new(move |_| job.with(Option::is_some));
    let has_jobs = Memo::new(move |_| jobs.with(|jobs| !jobs.is_empty()));
    let content = move || match (is_running.get(), has_jobs.get()) {
        (true, _) => panel().into_any(),
        (false, true) => line().into_any(),
        (false, false) => ().into_any(),
    };
    view! { {move || content()} }
}

/// What opened the list may be gone when it is closed, because the job has ended: then the focus goes to what stands there.
fn use_focus_back(feed: JobFeed, openers: [NodeRef<html::Button>; 3]) {
    let host = use_host();
    Effect::new(move |was_open: Option<bool>| {
        let is_open = feed.is_open.get();
        if was_open == Some(true) && !is_open {
            let host = host.clone();
            request_animation_frame(move || {
                for opener in openers.iter().filter_map(|opener| opener.try_get_untracked().flatten()) {
                    if host.is_focus_free() {
                        // One that is not shown cannot take it.
                        let _ = opener.focus();
                    }
                }
            });
        }
        is_open
    });
}
