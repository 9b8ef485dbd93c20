//! Mails to administrators about last days.

use api_types::Member;
use axum::http::Method;
use jiff::{SignedDuration, Timestamp};
use roster_server::maintenance;
use serde_json::json;

use super::{BASE, SmtpServer, with_mail, worker};
use crate::support::{
    TestApp,
    invitations::{alpha, invitation_body, post},
    world::{ADMIN, CAUTIOUS, EDITOR, VIEWER},
};

async fn set_last_day(app: &TestApp, by: &str, email: &str, day: &str) {
    let client = app.signed_in(by).await;
    let path = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, email)));
    let version = client.get(&path).await.ok::<Member>().version;
    let body = json!({"active_until": day});
    let answer = client.change(Method::PUT, &format!("{path}/schedule"), version, &body).await;
    assert_eq!(answer.status, 200, "{}", answer.summary());
}

fn go_to(app: &TestApp, at: &str) {
    app.clock.advance(at.parse::<Timestamp>().unwrap().duration_since(app.now()));
}

with_mail! {
    async fn usr11_administrators_read_whose_access_ends(app: &TestApp) {
        let server = SmtpServer::start().await;
        set_last_day(app, ADMIN, EDITOR, "2026-12-05").await;
        set_last_day(app, ADMIN, VIEWER, "2026-12-06").await;
        go_to(app, "2026-11-28T00:00:00Z");
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 2);
        let received = server.received();
        for mail in &received {
            assert_eq!(mail.header("Subject"), "Access ends on 5 December 2026: editor");
            let member = app.world.member(app.world.alpha, EDITOR);
            let link = format!("{BASE}/organizations/{}/users/{member}", app.world.alpha);
            assert!(mail.data.replace("=\r\n", "").contains(&link), "{}", mail.data);
        }
        let mut to: Vec<_> = received.iter().map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, [ADMIN, CAUTIOUS]);
    }

    async fn usr11_twelve_people_are_one_mail_with_ten_names(app: &TestApp) {
        let server = SmtpServer::start().await;
        let admin = app.signed_in(ADMIN).await;
        let emails: Vec<_> = (10..22).map(|number| format!("a{number}@new.example")).collect();
        let emails: Vec<_> = emails.iter().map(String::as_str).collect();
        assert_eq!(post(app, &admin, &invitation_body(app, &emails)).await.status, 200);
        let sql = "UPDATE members SET active_until = '2026-12-05', notice_due_at = 0 WHERE email LIKE '%@new.example'";
        app.sql(sql).await;
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 2);
        let mail = server.received().pop().unwrap();
        assert_eq!(mail.header("Subject"), "Access ends on 5 December 2026: 12 users");
        let text = mail.data.replace("=\r\n", "");
        assert!(text.contains("a19@new.example and 2 more") && !text.contains("a20@"), "{text}");
        assert!(text.contains("/users?sort=3Dactive_until") || text.contains("/users?sort=active_until"), "{text}");
    }

    async fn usr11_a_day_that_was_changed_is_not_told(app: &TestApp) {
        let server = SmtpServer::start().await;
        set_last_day(app, ADMIN, EDITOR, "2026-12-05").await;
        go_to(app, "2026-11-28T00:00:00Z");
        maintenance::once(&app.state).await.unwrap();
        set_last_day(app, ADMIN, EDITOR, "2026-12-24").await;
        worker(app, &server).work_off().await.unwrap();
        assert_eq!(server.received().len(), 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE kind = 7 AND state = 4").await, 2);
    }

    async fn c2_the_last_administrator_reads_why_access_has_not_ended(app: &TestApp) {
        let server = SmtpServer::start().await;
        set_last_day(app, CAUTIOUS, ADMIN, "2026-11-22").await;
        app.sql(&format!("UPDATE accounts SET disabled = TRUE WHERE email_key = '{CAUTIOUS}'")).await;
        app.clock.advance(SignedDuration::from_hours(48));
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(worker(app, &server).work_off().await.unwrap(), 1);
        let mail = server.received().pop().unwrap();
        assert_eq!((mail.to.as_str(), mail.header("Subject").as_str()), (ADMIN, "Your access to Alpha has not ended"));
        assert!(mail.data.contains("22 November 2026"), "{}", mail.data);
    }
}
