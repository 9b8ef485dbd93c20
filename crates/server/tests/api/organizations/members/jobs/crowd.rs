//! Jobs with many members: in portions, stopped, by several servers

use api_types::{Job, JobState};
use roster_server::jobs;
use serde_json::json;

use super::{all, finish, now, path, prepare_view, rows, start};
use crate::support::{
    Client, TestApp, both_engines,
    invitations::{alpha, assert_counted, codes, events, invitation_body, post},
    world::ADMIN,
};

/// Invites as many people as there are seats for; returns how many.
async fn crowd(app: &TestApp, admin: &Client) -> u64 {
    app.sql("UPDATE organizations SET seat_limit = NULL").await;
    let emails: Vec<String> = (0..160).map(|number| format!("guest{number}@crowd.example")).collect();
    for some in emails.chunks(80) {
        let some: Vec<&str> = some.iter().map(String::as_str).collect();
        assert!(codes(&post(app, admin, &invitation_body(app, &some)).await).iter().all(|problem| problem == "ok"));
    }
    emails.len() as u64
}

both_engines! {
    async fn usr8_a_stopped_job_keeps_what_it_has_done_and_changes_no_more(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let guests = crowd(app, &admin).await;
        let job = prepare_view(app, &admin, json!({"action": "withdraw"}), "q=guest*").await;
        assert_eq!((job.state, job.counts.planned), (JobState::Ready, guests));
        start(app, &admin, &job).await;
        assert!(jobs::once(&app.state).await.unwrap());
        let running = now(app, &admin, &job).await;
        assert_eq!((running.state, running.counts.changed), (JobState::Running, 50));
        let stopped: Job = admin.post(&path(app, &job, "/stop"), &json!({})).await.ok();
        assert_eq!(stopped.state, JobState::Stopped);
        finish(app).await;
        let stopped = now(app, &admin, &job).await;
        assert_eq!((stopped.counts.changed, stopped.counts.planned), (50, guests - 50));
        assert_eq!(events(app, "invitation.withdrawn").await, 50);
        // What is done can be undone.
        let undone: Job = admin.post(&path(app, &job, "/undo"), &json!({})).await.ok();
        finish(app).await;
        assert_eq!(now(app, &admin, &undone).await.counts.changed, 50);
        assert_eq!(events(app, "invitation.restored").await, 50);
        assert_counted(app).await;
    }

    async fn usr8_several_servers_change_each_row_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let guests = crowd(app, &admin).await;
        let body = json!({"change": {"action": "withdraw"}, "view": "q=guest*"});
        let job: Job = admin.post(&alpha(app, "/members/jobs"), &body).await.ok();
        start(app, &admin, &job).await;
        let work = async || {
            // A server that finds the job busy looks again.
            for _ in 0..8 {
                while jobs::once(&app.state).await.unwrap() {}
                tokio::task::yield_now().await;
            }
        };
        tokio::join!(work(), work(), work());
        finish(app).await;
        let job = now(app, &admin, &job).await;
        assert_eq!((job.state, job.counts.changed, job.counts.planned), (JobState::Done, guests, 0));
        assert_eq!(events(app, "invitation.withdrawn").await, guests as i64);
        let subjects = "SELECT COUNT(DISTINCT subject_id) FROM audit_events WHERE action = 'invitation.withdrawn'";
        assert_eq!(app.count(subjects).await, guests as i64);
        assert_counted(app).await;
    }

    async fn usr8_rows_come_in_pages(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let guests = crowd(app, &admin).await;
        let job = prepare_view(app, &admin, json!({"action": "withdraw"}), "q=guest*").await;
        let (mut after, mut places) = (0, Vec::new());
        loop {
            let page = rows(app, &admin, &job, &format!("outcome=planned&after={after}")).await;
            assert!(page.items.len() <= 50);
            places.extend(page.items.iter().map(|row| row.place));
            match page.next {
                Some(next) => after = next,
                None => break,
            }
        }
        assert_eq!(places, (1..=guests).collect::<Vec<_>>());
        let bad = admin.get(&path(app, &job, "/rows?outcome=nonsense")).await;
        assert_eq!(bad.field_errors(), [("/query/outcome".to_owned(), "unknown".to_owned())]);
        assert!(all(app, &admin).await.is_empty());
    }
}
