//! Jobs: changes of many users that the server carries out. Their place in the shell is loaded once there is one.

mod actions;
mod feed;
mod list;
mod panel;
mod refused;
mod strip;
mod words;

use std::time::Duration;

use api_types::Permission;
use leptos::prelude::*;

pub use self::{feed::begin, words::use_words};
use self::{panel::JobPanel, strip::JobStrip};
use super::{
    lazy::lazy,
    organization::{CurrentOrganization, use_current_organization},
};
use crate::{
    access::use_access,
    queries::{Queries, use_queries},
};

lazy! {
    /// The place of jobs in the navigation: what runs, or the way to the list.
    panels quiet: job_panel() => view! { <JobPanel/> };
    /// What runs, where there is no navigation beside the page; and the list.
    panels quiet: job_strip() => view! { <JobStrip/> };
}

/// How long after the page the jobs are first asked for.
const PAUSE: Duration = Duration::from_secs(1);

/// The reader's jobs in the organization on screen.
#[derive(Clone, Copy)]
pub struct JobFeed {
    queries: Queries,
    current: CurrentOrganization,
    /// Whether there was something to show.
    has_jobs: Memo<bool>,
    /// Jobs that were begun here and have not been seen to end.
    begun: RwSignal<Vec<u128>>,
    /// Whether the list is open.
    pub is_open: RwSignal<bool>,
    /// Whether the focus is with the job that runs when the list opens.
    opens_at_running: RwSignal<bool>,
}

/// The feed of the surrounding shell.
pub fn use_job_feed() -> JobFeed {
    expect_context()
}

/// Provides the feed, which knows of jobs soon after the page is there.
pub fn provide_job_feed() -> JobFeed {
    let (queries, access, current) = (use_queries(), use_access(), use_current_organization());
    let is_late = RwSignal::new(false);
    let ask = move || {
        // The page may have been left.
        let _ = is_late.try_set(true);
    };
    set_timeout(ask, PAUSE);
    let wanted = Memo::new(move |_| current.id().filter(|_| is_late.get() && access.can(Permission::MembersManage)));
    let begun = RwSignal::new(Vec::new());
    let has_jobs = queries.has_jobs(wanted);
    let (is_open, opens_at_running) = (RwSignal::new(false), RwSignal::new(false));
    let feed = JobFeed { queries, current, has_jobs, begun, is_open, opens_at_running };
    provide_context(feed);
    feed
}

/// The place of jobs, once there are some, in the navigation or above the page.
pub fn job_place(feed: JobFeed, in_navigation: bool) -> AnyView {
    let place = if in_navigation { job_panel } else { job_strip };
    let is_needed = Memo::new(move |_| feed.has_jobs.get() || feed.begun.with(|begun| !begun.is_empty()));
    let content = move || is_needed.get().then(place);
    view! { {content} }.into_any()
}
