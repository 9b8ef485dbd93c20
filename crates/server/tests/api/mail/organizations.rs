//! Mails to administrators about the organization as a whole.

use api_types::InvitationResults;
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::json;

use super::{BASE, SmtpServer, with_mail, worker};
use crate::support::{
    TestApp,
    invitations::{accept, alpha, invitation_body, post, with},
    world::{ADMIN, CAUTIOUS},
};

/// Subject and recipient of each mail, and whether it leads to this page of Alpha.
async fn sent(app: &TestApp, server: &SmtpServer, page: &str) -> Vec<(String, String, bool)> {
    let before = server.received().len();
    worker(app, server).work_off().await.unwrap();
    let link = format!("{BASE}{}", alpha(app, page));
    let mut mails: Vec<_> = server.received()[before..]
        .iter()
        .map(|mail| {
            (mail.header("Subject").to_owned(), mail.to.clone(), mail.data.replace("=\r\n", "").contains(&link))
        })
        .collect();
    mails.sort_unstable();
    mails
}

fn to_both(subject: &str) -> Vec<(String, String, bool)> {
    [ADMIN, CAUTIOUS].map(|to| (subject.to_owned(), to.to_owned(), true)).to_vec()
}

with_mail! {
    async fn org3_administrators_read_that_their_organization_is_closed_and_open_again(app: &TestApp) {
        let server = SmtpServer::start().await;
        let admin = app.signed_in(ADMIN).await;
        admin.post(&alpha(app, "/disable"), &json!({})).await;
        assert_eq!(sent(app, &server, "/settings/general").await, to_both("Alpha was disabled"));
        app.clock.advance(SignedDuration::from_secs(1));
        admin.post(&alpha(app, "/enable"), &json!({})).await;
        assert_eq!(sent(app, &server, "/users").await, to_both("Alpha is enabled again"));
        app.clock.advance(SignedDuration::from_secs(1));
        let body = serde_json::to_vec(&json!({"name": "Alpha"})).unwrap();
        assert_eq!(admin.send(Method::DELETE, &alpha(app, ""), Some(body)).await.status, 204);
        assert_eq!(sent(app, &server, "/settings/general").await, to_both("Alpha was deleted"));
        let last = server.received().pop().unwrap();
        assert!(last.data.replace("=\r\n", "").contains("until 21 December 2026, 09:30 UTC"), "{}", last.data);
        app.clock.advance(SignedDuration::from_secs(1));
        admin.post(&alpha(app, "/restore"), &json!({})).await;
        assert_eq!(sent(app, &server, "/users").await, to_both("Alpha was restored"));
    }

    async fn org3_a_mail_that_is_no_longer_true_is_not_sent(app: &TestApp) {
        let server = SmtpServer::start().await;
        let admin = app.signed_in(ADMIN).await;
        for act in ["/disable", "/enable", "/disable"] {
            app.clock.advance(SignedDuration::from_secs(1));
            assert_eq!(admin.post(&alpha(app, act), &json!({})).await.status, 204, "{act}");
        }
        let subjects: Vec<_> = sent(app, &server, "").await.into_iter().map(|(subject, ..)| subject).collect();
        assert_eq!(subjects, ["Alpha was disabled"; 4]);
    }

    async fn org3_ten_administrators_are_told_who_signed_in_last(app: &TestApp) {
        let server = SmtpServer::start().await;
        let admin = app.signed_in(ADMIN).await;
        let role = app.world.alpha_roles[0];
        for number in 0..12 {
            let email = format!("a{number:02}@alpha.example");
            let body = with(invitation_body(app, &[&email]), json!({"roles": [role]}));
            let link = post(app, &admin, &body).await.ok::<InvitationResults>().results.remove(0).link.unwrap();
            let (_, token) = link.split_once('#').unwrap();
            assert_eq!(accept(&app.anonymous(), token).await.status, 200);
        }
        app.sql("UPDATE mails SET state = 4").await;
        app.sql("UPDATE members SET last_sign_in = NULL").await;
        app.sql("UPDATE members SET last_sign_in = 5 WHERE email LIKE 'a__@alpha.example' AND email > 'a02'").await;
        admin.post(&alpha(app, "/disable"), &json!({})).await;
        let told: Vec<_> = sent(app, &server, "").await.into_iter().map(|(_, to, _)| to).collect();
        let expected: Vec<_> = (2..12).map(|number| format!("a{number:02}@alpha.example")).collect();
        assert_eq!(told, expected);
    }
}
