//! Stopping and undoing a job, and its result as a file.

use api_types::{Job, JobId};
use leptos::{prelude::*, task::spawn_local};

use super::{JobFeed, feed::begin, words::Words};
use crate::{
    api::{self, ApiError, DownloadEvent},
    host::{Host, use_host},
    ui::use_toaster,
};

/// What the buttons of jobs do.
#[derive(Clone, Copy)]
pub struct JobActions {
    pub stop: Callback<JobId>,
    pub undo: Callback<JobId>,
    pub save_result: Callback<JobId>,
}

/// The actions of the jobs of a feed.
pub fn use_job_actions(feed: JobFeed, words: Words) -> JobActions {
    let host = use_host();
    let organization = move || untrack(|| feed.current.id());
    let stop = Callback::new(move |job| {
        if let Some(organization) = organization() {
            let stop = feed.queries.mutate(api::stop_job(organization, job));
            stop.on_success(move |_| feed.refresh()).send();
        }
    });
    let undo = Callback::new(move |job| undo(feed, job));
    let save_result = Callback::new(move |job| {
        let Some(organization) = organization() else { return };
        let (host, file) = (host.clone(), words.said.texts_untracked().result_file);
        spawn_local(async move {
            if let Err(error) = save(feed, &api::job_results_path(organization, job), file, &host).await {
                feed.queries.write_error().set(Some(error));
            }
        });
    });
    JobActions { stop, undo, save_result }
}

fn undo(feed: JobFeed, job: JobId) {
    let Some(Some(organization)) = feed.current.try_id_untracked() else { return };
    let begun = move |job: Job| begin(feed, job.id);
    feed.queries.mutate(api::undo_job(organization, job)).affects_nothing().on_success(begun).send();
}

async fn save(feed: JobFeed, path: &str, file: &str, host: &Host) -> Result<(), ApiError> {
    let never = web_sys::AbortController::new().map_err(|_| ApiError::UnexpectedResponse)?;
    let pieces = js_sys::Array::new();
    let take = |event| {
        if let DownloadEvent::Bytes(bytes) = event {
            pieces.push(&bytes);
        }
    };
    feed.queries.api().download(path, "text/csv", &never.signal(), take).await?;
    if host.save_file(file, &pieces) { Ok(()) } else { Err(ApiError::UnexpectedResponse) }
}

/// Says that a job has ended, and offers to undo it where that is possible.
pub fn use_told(feed: JobFeed, words: Words) -> Callback<Job> {
    let toaster = use_toaster();
    Callback::new(move |job: Job| {
        let title = untrack(|| words.title(&job));
        let text = match untrack(|| words.refused(&job)) {
            Some(refused) => [&title, ", ", &refused].concat(),
            None => title,
        };
        let can_undo = job.undoable_until.is_some() && job.undone_by.is_none() && job.counts.changed > 0;
        match can_undo {
            true => toaster.show_undoable(text, move || undo(feed, job.id)),
            false => toaster.show(text),
        }
    })
}
