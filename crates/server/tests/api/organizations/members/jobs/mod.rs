//! Jobs: changes of many members, prepared and then run by the server

mod bulk;
mod crowd;
mod hostile;
mod undo;

use api_types::{Job, JobRows, JobState, Jobs, Member, MemberId};
use roster_server::jobs;
use serde_json::{Value, json};

use crate::support::{Client, TestApp, invitations::alpha};

/// A member of Alpha.
fn id(app: &TestApp, email: &str) -> MemberId {
    app.world.member(app.world.alpha, email)
}

fn ids(app: &TestApp, emails: &[&str]) -> Vec<MemberId> {
    emails.iter().map(|email| id(app, email)).collect()
}

async fn read(app: &TestApp, client: &Client, email: &str) -> Member {
    client.get(&alpha(app, &format!("/members/{}", id(app, email)))).await.ok()
}

/// A job that is prepared for these members.
async fn prepare(app: &TestApp, client: &Client, change: Value, emails: &[&str]) -> Job {
    let answer =
        client.post(&alpha(app, "/members/jobs"), &json!({"change": change, "members": ids(app, emails)})).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let job: Job = answer.ok();
    assert_eq!(job.state, JobState::Ready);
    job
}

/// The same for all members of a view.
async fn prepare_view(app: &TestApp, client: &Client, change: Value, view: &str) -> Job {
    let answer = client.post(&alpha(app, "/members/jobs"), &json!({"change": change, "view": view})).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.ok()
}

fn path(app: &TestApp, job: &Job, below: &str) -> String {
    alpha(app, &format!("/jobs/{}{below}", job.id))
}

async fn start(app: &TestApp, client: &Client, job: &Job) -> Job {
    client.post(&path(app, job, "/start"), &json!({"version": job.version})).await.ok()
}

/// Runs all jobs to their ends, as the server does.
async fn finish(app: &TestApp) {
    while jobs::once(&app.state).await.unwrap() {}
}

/// Starts a job, and waits for its end.
async fn run(app: &TestApp, client: &Client, job: &Job) -> Job {
    assert_eq!(start(app, client, job).await.state, JobState::Running);
    finish(app).await;
    now(app, client, job).await
}

async fn now(app: &TestApp, client: &Client, job: &Job) -> Job {
    client.get(&path(app, job, "")).await.ok()
}

/// Outcome, code and number of rows of each reason.
fn reasons(job: &Job) -> Vec<String> {
    job.reasons.iter().map(|reason| format!("{} {} {}", reason.rows, reason.outcome, reason.code)).collect()
}

async fn rows(app: &TestApp, client: &Client, job: &Job, query: &str) -> JobRows {
    client.get(&path(app, job, &format!("/rows?{query}"))).await.ok()
}

async fn all(app: &TestApp, client: &Client) -> Vec<Job> {
    client.get(&alpha(app, "/jobs")).await.ok::<Jobs>().items
}
