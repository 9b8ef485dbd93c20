//! Undoing jobs

use std::collections::BTreeMap;

use api_types::{AuditEvent, Job, JobState, List, MemberStatus};
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{all, finish, id, now, path, prepare, read, reasons, run, start};
use crate::support::{
    Client, TestApp, both_engines,
    invitations::{alpha, assert_counted, events},
    world::{ADMIN, CAUTIOUS, EDITOR, GONE, INVITED, VIEWER},
};

/// Undoes a job, and waits for the end.
async fn undo(app: &TestApp, client: &Client, job: &Job) -> Job {
    let undoing: Job = client.post(&path(app, job, "/undo"), &json!({})).await.ok();
    assert_eq!(undoing.undo_of, Some(job.id));
    finish(app).await;
    now(app, client, &undoing).await
}

/// What a job can change of a member.
async fn state_of(app: &TestApp, client: &Client, email: &str) -> Value {
    let member = read(app, client, email).await;
    json!([member.status, member.roles, member.companies, member.supervisor, member.inactive_note])
}

both_engines! {
    async fn usr8_an_undone_job_leaves_everything_as_it_was(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (email, supervisor) in [(VIEWER, EDITOR), (INVITED, EDITOR), (EDITOR, CAUTIOUS)] {
            let version = read(app, &admin, email).await.version;
            let body = json!({"supervisor": id(app, supervisor)});
            let path = alpha(app, &format!("/members/{}", id(app, email)));
            assert_eq!(admin.change(Method::PATCH, &path, version, &body).await.status, 200);
        }
        let new: Value = admin.post(&alpha(app, "/companies"), &json!({"name": "Nord"})).await.ok();
        let everybody = [EDITOR, VIEWER, CAUTIOUS, GONE, INVITED];
        let states = async || -> Vec<Value> {
            let mut states = Vec::new();
            for email in everybody {
                states.push(state_of(app, &admin, email).await);
            }
            states
        };
        let before = states().await;
        let roles = app.world.alpha_roles;
        for change in [
            json!({"action": "add_roles", "roles": [roles[1]]}),
            json!({"action": "remove_roles", "roles": [roles[1]]}),
            json!({"action": "replace_roles", "roles": [roles[2]]}),
            json!({"action": "add_company", "company": new["id"]}),
            json!({"action": "set_main_company", "company": new["id"]}),
            json!({"action": "remove_company", "company": app.world.alpha_company}),
            json!({"action": "set_supervisor", "supervisor": id(app, ADMIN)}),
            json!({"action": "set_supervisor"}),
            json!({"action": "activate"}),
            json!({"action": "deactivate"}),
            json!({"action": "deactivate", "successor": id(app, ADMIN)}),
            json!({"action": "remove"}),
            json!({"action": "remove", "successor": id(app, ADMIN)}),
            json!({"action": "withdraw"}),
        ] {
            let job = prepare(app, &admin, change.clone(), &everybody).await;
            assert!(job.counts.planned > 0, "{change}");
            let job = run(app, &admin, &job).await;
            assert_eq!(job.counts.changed + job.counts.refused + job.counts.unchanged, 5, "{change}");
            assert_ne!(states().await, before, "{change}");
            let undone = undo(app, &admin, &job).await;
            assert_eq!((undone.state, undone.counts.changed), (JobState::Done, job.counts.changed), "{change}");
            assert_eq!(states().await, before, "{change}");
            assert_counted(app).await;
        }
    }

    async fn usr8_what_others_have_changed_since_stays(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let [_, editor, viewer] = app.world.alpha_roles;
        let job = prepare(app, &admin, json!({"action": "add_roles", "roles": [editor]}), &[VIEWER, INVITED]).await;
        let job = run(app, &admin, &job).await;
        let roles = alpha(app, &format!("/members/{}/roles", id(app, VIEWER)));
        let version = read(app, &admin, VIEWER).await.version;
        assert_eq!(admin.change(Method::PUT, &roles, version, &json!({"roles": [viewer]})).await.status, 200);
        let undone = undo(app, &admin, &job).await;
        assert_eq!((undone.counts.changed, reasons(&undone)), (1, vec!["1 refused changed_meanwhile".to_owned()]));
    }

    async fn usr8_a_job_is_undone_once_within_seven_days(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let first = prepare(app, &admin, json!({"action": "deactivate"}), &[VIEWER]).await;
        assert_eq!(admin.post(&path(app, &first, "/undo"), &json!({})).await.summary(), "409 conflict");
        let first = run(app, &admin, &first).await;
        app.clock.advance(SignedDuration::from_secs(1));
        let second = prepare(app, &admin, json!({"action": "deactivate"}), &[EDITOR]).await;
        let second = run(app, &admin, &second).await;
        app.clock.advance(SignedDuration::from_secs(1));
        let undone = undo(app, &admin, &first).await;
        let again: Job = admin.post(&path(app, &first, "/undo"), &json!({})).await.ok();
        assert_eq!(again.id, undone.id);
        assert_eq!(admin.post(&path(app, &undone, "/undo"), &json!({})).await.summary(), "409 conflict");
        let known: Vec<_> = all(app, &admin).await.into_iter().map(|job| job.id).collect();
        assert_eq!(known, [undone.id, second.id, first.id]);
        assert_eq!(now(app, &admin, &first).await.undone_by, Some(undone.id));
        app.clock.advance(SignedDuration::from_hours(7 * 24));
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(now(app, &admin, &second).await.undoable_until, None);
        assert_eq!(admin.post(&path(app, &second, "/undo"), &json!({})).await.summary(), "409 conflict");
        assert_eq!(read(app, &admin, EDITOR).await.status, MemberStatus::Inactive);
    }

    async fn aud1_the_audit_log_says_that_a_job_was_started_and_undone(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let change = json!({"action": "add_roles", "roles": [app.world.alpha_roles[1]]});
        let job = prepare(app, &admin, change, &[VIEWER, EDITOR]).await;
        assert_eq!(events(app, "job.started").await, 0);
        let done = run(app, &admin, &job).await;
        // Started twice is started once, and the same holds for the undo.
        start(app, &admin, &done).await;
        app.clock.advance(SignedDuration::from_secs(1));
        let undone = undo(app, &admin, &done).await;
        undo(app, &admin, &done).await;
        let list: List<AuditEvent> =
            admin.get(&alpha(app, "/audit-events?action=job.started,job.undone")).await.ok();
        let told: Vec<_> = list.items.iter().map(|event| {
            let facts: BTreeMap<_, _> =
                event.changes.iter().map(|fact| (&*fact.field, fact.after[0].text.as_deref().unwrap())).collect();
            (&*event.action, event.actor.as_ref().unwrap().name.as_str(), facts)
        }).collect();
        let (first, second) = (done.id.to_string(), undone.id.to_string());
        let started = BTreeMap::from([("change", "add_roles"), ("rows", "1"), ("job", &*first)]);
        let taken_back =
            BTreeMap::from([("change", "add_roles"), ("rows", "1"), ("job", &*second), ("undone_job", &*first)]);
        assert_eq!(told, [("job.undone", "admin", taken_back), ("job.started", "admin", started)]);
        // The events of the rows name the job.
        let of_rows = format!("SELECT COUNT(*) FROM audit_events WHERE request_id = '{}'", done.id);
        assert_eq!(app.count(&of_rows).await, 1);
    }
}
