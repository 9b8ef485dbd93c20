//! What depends on a member, and who takes its reports over

use api_types::{Member, MemberBlockers, MemberStatus};
use axum::http::Method;
use serde_json::json;

use super::{change, emails, events_with, id, of, read};
use crate::support::{
    Client, TestApp, both_engines,
    invitations::{alpha, assert_counted, invite, member},
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, INVITED, VIEWER},
};

async fn report_to(app: &TestApp, client: &Client, email: &str, supervisor: &str) {
    let body = json!({"supervisor": id(app, supervisor)});
    assert_eq!(change(app, client, Method::PATCH, email, "", &body).await.status, 200, "{email}");
}

async fn supervisor(app: &TestApp, client: &Client, email: &str) -> Option<String> {
    read(app, client, email).await.supervisor.map(|supervisor| supervisor.name)
}

async fn reports(app: &TestApp, client: &Client, email: &str) -> u64 {
    client.get(&of(app, email, "/blockers")).await.ok::<MemberBlockers>().reports
}

both_engines! {
    async fn usr12_blockers_are_numbers(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = of(app, ADMIN, "/blockers");
        let none = MemberBlockers::default();
        assert_eq!(admin.get(&path).await.ok::<MemberBlockers>(), none);
        for email in [EDITOR, GONE, INVITED] {
            report_to(app, &admin, email, ADMIN).await;
        }
        let (withdrawn, _) = invite(app, &admin, "withdrawn@new.example").await;
        admin.post(&member(app, &withdrawn, "/withdraw"), &json!({})).await;
        invite(app, &admin, "nia@new.example").await;
        let (expired, _) = invite(app, &admin, "expired@new.example").await;
        app.sql(&format!("UPDATE members SET status = 2 WHERE email_key = '{}'", expired.email)).await;
        let blockers: MemberBlockers = admin.get(&path).await.ok();
        assert_eq!((blockers.reports, blockers.report_ids.len(), blockers.pending_invitations), (3, 3, 2));
        assert!([EDITOR, GONE, INVITED].into_iter().all(|email| blockers.report_ids.contains(&id(app, email))));
        admin.delete(&of(app, GONE, "")).await;
        assert_eq!(reports(app, &admin, ADMIN).await, 2);
    }

    async fn usr11_a_successor_takes_the_reports_over(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for email in [EDITOR, VIEWER, INVITED] {
            report_to(app, &admin, email, CAUTIOUS).await;
        }
        assert_eq!(admin.delete(&of(app, VIEWER, "")).await.status, 204);
        let versions = (read(app, &admin, EDITOR).await.version, read(app, &admin, VIEWER).await.version);
        let body = json!({"successor": id(app, ADMIN)});
        let inactive: Member = admin.post(&of(app, CAUTIOUS, "/deactivate"), &body).await.ok();
        assert_eq!(inactive.status, MemberStatus::Inactive);
        // Also those who were removed, for when they are restored.
        for email in [EDITOR, INVITED, VIEWER] {
            assert_eq!(supervisor(app, &admin, email).await.as_deref(), Some("admin"), "{email}");
        }
        let after = (read(app, &admin, EDITOR).await.version, read(app, &admin, VIEWER).await.version);
        assert_eq!(after, (versions.0 + 1, versions.1 + 1));
        assert_eq!(events_with(app, "member.deactivated", "\"reports\":3").await, 1);
        assert_eq!((reports(app, &admin, ADMIN).await, reports(app, &admin, CAUTIOUS).await), (2, 0));
        assert_eq!(emails(app, &admin, "q=supervisor:admin").await, [EDITOR, INVITED]);
        assert_counted(app).await;
        admin.post(&of(app, VIEWER, "/restore"), &json!({})).await.ok::<Member>();
        assert_eq!(reports(app, &admin, ADMIN).await, 3);
        assert_counted(app).await;
    }

    async fn usr15_a_successor_from_below_moves_up(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        report_to(app, &admin, CAUTIOUS, ADMIN).await;
        for email in [EDITOR, INVITED] {
            report_to(app, &admin, email, CAUTIOUS).await;
        }
        report_to(app, &admin, VIEWER, EDITOR).await;
        // A report of a report.
        let path = format!("{}?successor={}", of(app, CAUTIOUS, ""), id(app, VIEWER));
        assert_eq!(admin.delete(&path).await.status, 204);
        assert_eq!(supervisor(app, &admin, VIEWER).await.as_deref(), Some("admin"));
        for email in [EDITOR, INVITED] {
            assert_eq!(supervisor(app, &admin, email).await.as_deref(), Some("viewer"), "{email}");
        }
        // A report.
        let path = format!("{}?successor={}", of(app, VIEWER, ""), id(app, EDITOR));
        assert_eq!(admin.delete(&path).await.status, 204);
        assert_eq!(supervisor(app, &admin, EDITOR).await.as_deref(), Some("admin"));
        assert_eq!(supervisor(app, &admin, INVITED).await.as_deref(), Some("editor"));
        assert_counted(app).await;
    }

    async fn usr12_reports_of_a_removed_member_have_the_successor_or_nobody(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        report_to(app, &admin, VIEWER, EDITOR).await;
        let path = format!("{}?successor={}", of(app, EDITOR, ""), id(app, CAUTIOUS));
        assert_eq!(admin.delete(&path).await.status, 204);
        assert_eq!(supervisor(app, &admin, VIEWER).await.as_deref(), Some("cautious"));
        assert_counted(app).await;
        assert_eq!(admin.delete(&of(app, CAUTIOUS, "")).await.status, 204);
        assert_eq!(supervisor(app, &admin, VIEWER).await, None);
        assert_eq!(emails(app, &admin, "supervisor=none").await.len(), 5);
        assert_counted(app).await;
        // A removed member is nobody's supervisor.
        let body = json!({"supervisor": id(app, CAUTIOUS)});
        let answer = change(app, &admin, Method::PATCH, VIEWER, "", &body).await;
        assert_eq!(answer.field_errors(), [("/supervisor".to_owned(), "unknown".to_owned())]);
    }

    async fn usr11_without_a_successor_the_reports_keep_an_inactive_supervisor(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        report_to(app, &admin, VIEWER, EDITOR).await;
        admin.post(&of(app, EDITOR, "/deactivate"), &json!({})).await.ok::<Member>();
        assert_eq!(supervisor(app, &admin, VIEWER).await.as_deref(), Some("editor"));
        assert_eq!(reports(app, &admin, EDITOR).await, 1);
    }

    async fn usr15_who_cannot_be_a_successor_is_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        report_to(app, &admin, EDITOR, CAUTIOUS).await;
        report_to(app, &admin, VIEWER, EDITOR).await;
        let beta = app.world.member(app.world.beta, DIVIDED);
        for (successor, code) in [
            (id(app, GONE), "unknown"),
            (id(app, INVITED), "unknown"),
            (beta, "unknown"),
            (id(app, CAUTIOUS), "cycle"),
        ] {
            let answer = admin.post(&of(app, CAUTIOUS, "/deactivate"), &json!({"successor": successor})).await;
            assert_eq!(answer.field_errors(), [("/successor".to_owned(), code.to_owned())]);
            let answer = admin.delete(&format!("{}?successor={successor}", of(app, CAUTIOUS, ""))).await;
            assert_eq!(answer.field_errors(), [("/query/successor".to_owned(), code.to_owned())]);
        }
        for (query, pointer, code) in [
            ("successor=x", "/query/successor", "invalid"),
            ("successor=", "/query/successor", "invalid"),
            ("force=true", "/query/force", "unknown"),
        ] {
            let answer = admin.delete(&format!("{}?{query}", of(app, CAUTIOUS, ""))).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())]);
        }
        assert_eq!(read(app, &admin, CAUTIOUS).await.status, MemberStatus::Active);
        assert_eq!(admin.get(&alpha(app, "/members?status=removed")).await.status, 200);
        assert_counted(app).await;
    }
}
