//! How jobs are, as the server last said.

use api_types::{Job, JobId, JobProblem, JobState};
use leptos::{prelude::*, task::spawn_local};

use super::JobFeed;
use crate::{api, queries::Queries};

/// The jobs of the organization on screen that were started, the newest first.
pub fn use_jobs(feed: JobFeed) -> Memo<Vec<Job>> {
    let answer = feed.queries.jobs(move || feed.current.id());
    Memo::new(move |_| match answer.get() {
        Some(Ok(jobs)) => jobs.items.into_iter().filter(is_shown).collect(),
        _ => Vec::new(),
    })
}

/// Previews are no jobs yet.
fn is_shown(job: &Job) -> bool {
    job.started_at.is_some() || job.state == JobState::Running || job.problem == Some(JobProblem::Incomplete)
}

impl JobFeed {
    /// Asks the server how the jobs are. Whatever says that they have changed calls this.
    pub fn refresh(self) {
        let Some(Some(organization)) = self.current.try_id_untracked() else { return };
        spawn_local(ask(self.queries, organization));
    }
}

async fn ask(queries: Queries, organization: api_types::OrganizationId) {
    // Who watches the jobs sees the response; what is known stays when there is none.
    let _ = queries.fetch(api::jobs(organization)).await;
}

/// A job was begun here: it is followed to its end.
pub fn begin(feed: JobFeed, job: JobId) {
    let _ = feed.begun.try_update(|begun| begun.push(job.as_u128()));
    feed.refresh();
}
