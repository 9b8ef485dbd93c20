//! Jobs: changes of many users that the server carries out. Their place in the shell is loaded once there is one.

mod actions;
mod list;
mod panel;
mod strip;
mod words;

use std::time::Duration;

use api_types::{JobId, OrganizationId, Permission};
use leptos::{prelude::*, task::spawn_local};

pub use self::words::use_words;
use self::{panel::JobPanel, strip::JobStrip};
use super::{
    lazy::lazy,
    organization::{CurrentOrganization, use_current_organization},
};
use crate::{
    access::use_access,
    api::{self, Body},
    host::{Host, StorageKey, random_key, use_host},
    queries::{Queries, use_queries},
};

lazy! {
    /// The place of jobs: in the navigation what runs, or the way to the list; above the page what runs where there is
    /// no navigation beside it, and the list.
    pub panels quiet: job_place(feed: JobFeed, in_navigation: bool) => match in_navigation {
        true => view! { <JobPanel feed/> }.into_any(),
        false => view! { <JobStrip feed/> }.into_any(),
    };
}

/// How long after the page the jobs are first asked for.
const PAUSE: Duration = Duration::from_secs(1);

/// How often it is looked whether a job was begun elsewhere.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// A response without jobs is not longer than this.
const EMPTY: usize = r#"{"items":[]}"#.len();

/// The reader's jobs in the organization on screen, as the server last said.
#[derive(Clone, Copy)]
pub struct JobFeed {
    queries: Queries,
    current: CurrentOrganization,
    may_have: Signal<bool>,
    known: StoredValue<Known>,
    /// Something else is known.
    changed: Trigger,
    /// Whether there is something to show.
    has_jobs: RwSignal<bool>,
    /// Whether the list is open.
    pub is_open: RwSignal<bool>,
}

/// What is known of jobs. Only lazy code reads it.
#[derive(Default)]
struct Known {
    /// The response, and whose it is.
    answer: Option<(OrganizationId, Body)>,
    /// Jobs that were begun here and have not been seen to end.
    begun: Vec<JobId>,
}

/// The feed of the surrounding shell.
pub fn use_job_feed() -> JobFeed {
    expect_context()
}

/// Provides the feed, which knows of jobs soon after the page is there.
pub fn provide_job_feed() -> JobFeed {
    let (host, access, current) = (use_host(), use_access(), use_current_organization());
    let feed = JobFeed {
        queries: use_queries(),
        current,
        may_have: Signal::derive(move || access.can(Permission::MembersManage)),
        known: StoredValue::new(Known::default()),
        changed: Trigger::new(),
        has_jobs: RwSignal::new(false),
        is_open: RwSignal::new(false),
    };
    let wanted = Memo::new(move |_| current.id().filter(|_| feed.may_have.get()));
    Effect::new(move |_| {
        if wanted.get().is_some() {
            set_timeout(move || feed.refresh(), PAUSE);
        }
    });
    host.while_visible(LOOK_EVERY, move || feed.refresh());
    host.on_stored_elsewhere(StorageKey::Jobs, move |_| feed.refresh());
    provide_context(feed);
    feed
}

impl JobFeed {
    /// Asks the server how the jobs are. Whatever says that they have changed calls this, and nothing else asks.
    pub fn refresh(self) {
        let Some(Some(organization)) = self.current.try_id_untracked() else { return };
        if self.may_have.try_get_untracked() != Some(true) {
            return;
        }
        spawn_local(async move {
            let answer = self.queries.fetch_uncached(&api::jobs(organization).request()).await;
            // What is known stays when there is no answer.
            if let Ok(answer) = answer {
                let is_some = answer.length() > EMPTY;
                let _ = self.known.try_update_value(|known| known.answer = Some((organization, answer)));
                self.note(is_some);
            }
        });
    }

    fn note(self, has_jobs: bool) {
        // The shell may be gone.
        if has_jobs {
            let _ = self.has_jobs.try_set(true);
        }
        self.changed.notify();
    }

    /// A job was begun here: it is followed to its end, also in other tabs.
    pub fn begin(self, job: JobId, host: &Host) {
        let _ = self.known.try_update_value(|known| known.begun.push(job));
        self.note(true);
        host.store(StorageKey::Jobs, Some(&random_key()));
        self.refresh();
    }
}

/// A place of jobs, once there are some. Then it stays.
pub fn once_there_are_jobs(feed: JobFeed, in_navigation: bool) -> AnyView {
    let place = move || feed.has_jobs.get().then(|| job_place(feed, in_navigation));
    view! { {place} }.into_any()
}
