//! What each change does, and what its preview says

use api_types::{JobKind, JobState, MemberStatus};
use axum::http::Method;
use serde_json::json;

use super::{all, finish, id, now, path, prepare, prepare_view, read, reasons, rows, run, start};
use crate::support::{
    both_engines,
    invitations::{alpha, assert_counted, events},
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, INVITED, VIEWER},
};

both_engines! {
    async fn usr8_the_preview_says_who_changes_and_who_does_not_and_why(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        app.signed_in(VIEWER).await;
        let before = app.count("SELECT COUNT(*) FROM audit_events").await;
        let everybody = [ADMIN, EDITOR, VIEWER, DIVIDED, GONE, INVITED];
        let job = prepare(app, &admin, json!({"action": "deactivate"}), &everybody).await;
        assert_eq!((job.total, job.counts.planned, job.counts.unchanged, job.counts.refused), (6, 2, 2, 2));
        assert_eq!(reasons(&job), ["2 unchanged already_done", "1 refused not_active", "1 refused own_account"]);
        assert_eq!((job.effects.lose_access, job.effects.signed_in, job.effects.seat_change), (2, 1, 0));
        let refused = rows(app, &admin, &job, "outcome=refused&reason=own_account").await;
        assert_eq!(refused.items[0].member.as_ref().unwrap().id, id(app, ADMIN));
        assert_eq!((refused.items.len(), refused.next), (1, None));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_events").await, before, "nothing has changed");
        assert_eq!(read(app, &admin, EDITOR).await.status, MemberStatus::Active);
        // What was never started is not among the jobs.
        assert!(all(app, &admin).await.is_empty());
    }

    async fn usr8_each_row_is_changed_with_its_event_and_named_in_the_results(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let body = json!({
            "change": {"action": "deactivate", "successor": id(app, ADMIN)},
            "members": [id(app, EDITOR), id(app, VIEWER), id(app, GONE), id(app, ADMIN)],
            "note": "Contract ended",
        });
        let job: api_types::Job = admin.post(&alpha(app, "/members/jobs"), &body).await.ok();
        let job = run(app, &admin, &job).await;
        assert_eq!((job.state, job.kind, job.counts.changed, job.counts.planned), (JobState::Done, JobKind::Deactivate, 2, 0));
        assert!(job.started_at.is_some() && job.ended_at.is_some() && job.undoable_until.is_some());
        assert_eq!(job.supervisor.unwrap().id, id(app, ADMIN));
        let editor = read(app, &admin, EDITOR).await;
        assert_eq!((editor.status, editor.inactive_note.as_deref()), (MemberStatus::Inactive, Some("Contract ended")));
        assert_eq!(events(app, "member.deactivated").await, 2);
        let by_job = format!("SELECT COUNT(*) FROM audit_events WHERE request_id = '{}'", job.id);
        assert_eq!(app.count(&by_job).await, 2);
        let results = admin.get(&path(app, &all(app, &admin).await[0], "/results")).await;
        assert!(results.header("content-disposition").contains(".csv"));
        let text = results.text();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!((lines.len(), lines[0]), (5, "place,id,name,email,outcome,reason"));
        assert!(lines[1].ends_with("editor@alpha.example,changed,"), "{}", lines[1]);
        assert!(lines[4].ends_with("admin@alpha.example,refused,own_account"), "{}", lines[4]);
        assert_counted(app).await;
    }

    async fn usr8_roles_are_added_removed_and_replaced(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let [administrator, editor, viewer] = app.world.alpha_roles;
        let names = async |email: &str| -> Vec<String> {
            read(app, &admin, email).await.roles.into_iter().map(|role| role.key).collect()
        };
        let job = prepare(app, &admin, json!({"action": "add_roles", "roles": [editor]}), &[EDITOR, VIEWER, INVITED]).await;
        assert_eq!(reasons(&job), ["1 unchanged already_done"]);
        assert_eq!(run(app, &admin, &job).await.counts.changed, 2);
        assert_eq!(names(VIEWER).await, ["editor", "viewer"]);
        let job = prepare(app, &admin, json!({"action": "remove_roles", "roles": [viewer, editor]}), &[VIEWER, INVITED]).await;
        assert_eq!(reasons(&job), ["1 refused role_needed"]);
        assert_eq!(job.effects.lose_access, 1);
        run(app, &admin, &job).await;
        assert!(names(VIEWER).await.is_empty());
        let job = prepare(app, &admin, json!({"action": "replace_roles", "roles": [administrator]}), &[VIEWER, GONE]).await;
        assert_eq!(reasons(&job), ["1 unchanged already_done"]);
        let job = run(app, &admin, &job).await;
        assert_eq!((names(VIEWER).await, job.roles[0].key.as_str()), (vec!["administrator".to_owned()], "administrator"));
        assert_eq!(events(app, "member.roles_changed").await, 4);
        assert_counted(app).await;
    }

    async fn usr8_companies_are_added_removed_and_made_the_main_one(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let new: serde_json::Value = admin.post(&alpha(app, "/companies"), &json!({"name": "Nord"})).await.ok();
        let (old, new) = (json!(app.world.alpha_company), new["id"].clone());
        let names = async |email: &str| -> Vec<String> {
            read(app, &admin, email).await.companies.into_iter().map(|company| company.name).collect()
        };
        for (action, company, expected) in [
            ("add_company", &new, vec!["Alpha Ltd", "Nord"]),
            ("set_main_company", &new, vec!["Nord", "Alpha Ltd"]),
            ("remove_company", &old, vec!["Nord"]),
        ] {
            let job = prepare(app, &admin, json!({"action": action, "company": company}), &[VIEWER, INVITED]).await;
            let job = run(app, &admin, &job).await;
            assert_eq!((job.counts.changed, job.company.is_some()), (2, true), "{action}");
            assert_eq!(names(VIEWER).await, expected, "{action}");
            let job = prepare(app, &admin, json!({"action": action, "company": company}), &[VIEWER]).await;
            assert_eq!(reasons(&job), ["1 unchanged already_done"], "{action}");
        }
        assert_counted(app).await;
    }

    async fn usr8_a_supervisor_is_given_to_all_but_those_above(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let change = json!({"action": "set_supervisor", "supervisor": id(app, EDITOR)});
        let job = prepare(app, &admin, change.clone(), &[VIEWER, EDITOR, INVITED]).await;
        assert_eq!(reasons(&job), ["1 refused cycle"]);
        assert_eq!(run(app, &admin, &job).await.counts.changed, 2);
        // The editor would then be above itself.
        let change = json!({"action": "set_supervisor", "supervisor": id(app, VIEWER)});
        let job = prepare(app, &admin, change, &[EDITOR, ADMIN]).await;
        assert_eq!((job.counts.planned, reasons(&job)), (1, vec!["1 refused cycle".to_owned()]));
        let job = prepare(app, &admin, json!({"action": "set_supervisor"}), &[VIEWER, ADMIN]).await;
        assert_eq!(reasons(&job), ["1 unchanged already_done"]);
        run(app, &admin, &job).await;
        assert_eq!(read(app, &admin, VIEWER).await.supervisor, None);
        assert_counted(app).await;
    }

    async fn usr8_the_preview_of_a_removal_counts_seats_reports_and_references(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for email in [VIEWER, INVITED] {
            let version = read(app, &admin, email).await.version;
            let body = json!({"supervisor": id(app, EDITOR)});
            let path = alpha(app, &format!("/members/{}", id(app, email)));
            assert_eq!(admin.change(Method::PATCH, &path, version, &body).await.status, 200);
        }
        let references = alpha(app, &format!("/members/{}/references/orders", id(app, CAUTIOUS)));
        let body = json!({"references": [{"id": "1", "kind": "Order", "title": "Order 1"}]});
        assert_eq!(app.program().await.put(&references, &body).await.status.as_u16() / 100, 2);
        let job = prepare(app, &admin, json!({"action": "remove"}), &[EDITOR, VIEWER, CAUTIOUS, INVITED]).await;
        assert_eq!(reasons(&job), ["1 refused blocked", "1 refused not_joined"]);
        assert_eq!((job.effects.seats.used, job.effects.seats.limit, job.effects.seat_change), (7, Some(100), -2));
        // The viewer is removed too.
        assert_eq!((job.effects.reports, job.effects.supervisors), (1, 1));
        assert_eq!(run(app, &admin, &job).await.counts.changed, 2);
        let job = prepare(app, &admin, json!({"action": "restore"}), &[EDITOR, ADMIN]).await;
        assert_eq!((job.effects.seat_change, reasons(&job)), (1, vec!["1 refused not_withdrawn".to_owned()]));
        run(app, &admin, &job).await;
        assert_eq!(read(app, &admin, EDITOR).await.status, MemberStatus::Active);
        assert_counted(app).await;
    }

    async fn usr8_invitations_are_withdrawn_and_people_activated(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let job = prepare(app, &admin, json!({"action": "withdraw"}), &[INVITED, EDITOR]).await;
        assert_eq!((job.effects.seat_change, reasons(&job)), (-1, vec!["1 refused not_pending".to_owned()]));
        run(app, &admin, &job).await;
        assert_eq!(read(app, &admin, INVITED).await.status, MemberStatus::Withdrawn);
        let job = prepare(app, &admin, json!({"action": "activate"}), &[GONE, EDITOR, INVITED]).await;
        assert_eq!(reasons(&job), ["1 unchanged already_done", "1 refused not_inactive"]);
        run(app, &admin, &job).await;
        assert_eq!(read(app, &admin, GONE).await.status, MemberStatus::Active);
    }

    async fn usr8_invitations_are_sent_again_which_cannot_be_undone(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let job = prepare(app, &admin, json!({"action": "resend"}), &[INVITED, EDITOR]).await;
        assert_eq!((job.effects.mails, reasons(&job)), (1, vec!["1 refused not_pending".to_owned()]));
        let job = run(app, &admin, &job).await;
        assert_eq!((job.counts.changed, job.undoable_until.is_some()), (1, false));
        assert_eq!((events(app, "invitation.resent").await, app.count("SELECT COUNT(*) FROM mails").await), (1, 1));
        assert_eq!(admin.post(&path(app, &job, "/undo"), &json!({})).await.summary(), "409 conflict");
    }

    async fn usr8_a_view_is_everybody_who_matches_but_the_excepted(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let view = "status=active,inactive&sort=-member_since&columns=name";
        let job = prepare_view(app, &admin, json!({"action": "deactivate"}), view).await;
        assert_eq!((job.state, job.total, job.counts.planned), (JobState::Ready, 6, 3));
        let body = json!({"change": {"action": "deactivate"}, "view": view, "except": [id(app, EDITOR)]});
        let job: api_types::Job = admin.post(&alpha(app, "/members/jobs"), &body).await.ok();
        assert_eq!((job.total, job.counts.planned), (5, 2));
        let job = run(app, &admin, &job).await;
        assert_eq!((job.total, job.counts.changed), (5, 2));
        assert_eq!(read(app, &admin, EDITOR).await.status, MemberStatus::Active);
    }

    async fn usr8_a_job_that_nobody_starts_changes_nothing_and_gives_way(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let mut jobs = Vec::new();
        for _ in 0..6 {
            app.clock.advance(jiff::SignedDuration::from_secs(1));
            jobs.push(prepare(app, &admin, json!({"action": "deactivate"}), &[EDITOR]).await);
        }
        assert_eq!(admin.get(&path(app, &jobs[0], "")).await.status, 404);
        finish(app).await;
        assert_eq!(now(app, &admin, &jobs[1]).await.state, JobState::Ready);
        let stopped: api_types::Job = admin.post(&path(app, &jobs[1], "/stop"), &json!({})).await.ok();
        assert_eq!(stopped.state, JobState::Stopped);
        let answer = admin.post(&path(app, &jobs[1], "/start"), &json!({"version": stopped.version})).await;
        assert_eq!(answer.summary(), "409 conflict");
        assert_eq!(read(app, &admin, EDITOR).await.status, MemberStatus::Active);
    }

    async fn l1_a_job_is_created_and_started_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let body = json!({"change": {"action": "deactivate"}, "members": [id(app, EDITOR)]});
        let body = serde_json::to_vec(&body).unwrap();
        let headers = [("idempotency-key", "once"), ("content-type", "application/json")];
        let mut created = Vec::new();
        for _ in 0..2 {
            let answer = admin.send_with(Method::POST, &alpha(app, "/members/jobs"), Some(body.clone()), &headers).await;
            created.push(answer.ok::<api_types::Job>());
        }
        assert_eq!(created[0].id, created[1].id);
        let stale = admin.post(&path(app, &created[0], "/start"), &json!({"version": 1})).await;
        assert_eq!(stale.summary(), "412 stale");
        for _ in 0..2 {
            assert_eq!(start(app, &admin, &created[0]).await.state, JobState::Running);
        }
        finish(app).await;
        assert_eq!(start(app, &admin, &created[0]).await.state, JobState::Done);
        assert_eq!(events(app, "member.deactivated").await, 1);
    }

    async fn usr8_jobs_are_kept_for_thirty_days(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let job = prepare(app, &admin, json!({"action": "deactivate"}), &[EDITOR]).await;
        run(app, &admin, &job).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM job_rows").await, 1);
        app.clock.advance(jiff::SignedDuration::from_hours(30 * 24 - 1));
        roster_server::maintenance::once(&app.state).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM job_rows").await, 1);
        app.clock.advance(jiff::SignedDuration::from_hours(1));
        roster_server::maintenance::once(&app.state).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM job_rows").await + app.count("SELECT COUNT(*) FROM jobs").await, 0);
    }
}
