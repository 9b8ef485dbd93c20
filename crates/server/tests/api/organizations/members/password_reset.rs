//! `POST /organizations/{organization}/members/{member}/password-reset`

use api_types::{
    ActionRefusal, MailService, Member, MemberAction, Organization, PasswordResetLink, PasswordResetPreview, SignIn,
};
use axum::http::Method;
use jiff::SignedDuration;
use roster_server::state::Settings;
use serde_json::json;

use crate::support::{
    Answer, Client, Engine, TestApp, both_engines,
    invitations::{alpha, editors_manage_members, events},
    password_resets::{NEW, confirm, lookup, mailed_token, mails, sign_in, token},
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, INVITED, OUTSIDER, VIEWER},
};

async fn reset(app: &TestApp, client: &Client, email: &str, send_email: bool) -> Answer {
    let path = alpha(app, &format!("/members/{}/password-reset", app.world.member(app.world.alpha, email)));
    client.post(&path, &json!({"send_email": send_email})).await
}

/// The token of a link that is handed over.
async fn handed_over(app: &TestApp, client: &Client, email: &str) -> String {
    token(&reset(app, client, email, false).await.ok::<PasswordResetLink>().link)
}

both_engines! {
    async fn a_link_is_handed_over_once_and_works_for_a_day(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let answer = reset(app, &admin, EDITOR, false).await;
        let link: PasswordResetLink = answer.ok();
        assert_eq!(link.expires_at, "2026-11-22T09:30:00Z");
        let token = token(&link.link);
        assert_eq!(mails(app).await.len(), 0);
        assert_eq!(lookup(&app.anonymous(), &token).await.ok::<PasswordResetPreview>().email, EDITOR);
        app.clock.advance(SignedDuration::from_hours(24) - SignedDuration::from_micros(1));
        assert_eq!(confirm(&app.anonymous(), &token, NEW).await.status, 204);
        assert_eq!(confirm(&app.anonymous(), &token, NEW).await.summary(), "410 reset_used");
        sign_in(&app.anonymous(), EDITOR, NEW).await.ok::<SignIn>();
        // Told all the same.
        assert_eq!(mails(app).await[0].content.subject, "Your Roster password was changed");
        let admin = app.signed_in(ADMIN).await;
        let expired = handed_over(app, &admin, VIEWER).await;
        app.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(confirm(&app.anonymous(), &expired, NEW).await.summary(), "410 reset_expired");
    }

    async fn usr14_an_identity_provider_has_the_password(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let provider = json!({"name": "Alpha Login", "url": "https://id.alpha.example/password"});
        let path = alpha(app, "");
        admin.change(Method::PATCH, &path, 1, &json!({"identity_provider": provider})).await.ok::<Organization>();
        let read = async || admin.get(&alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, EDITOR)))).await;
        let action = async || read().await.ok::<Member>().actions.into_iter().find(|it| it.action == MemberAction::PasswordReset);
        assert_eq!(action().await.unwrap().reason, Some(ActionRefusal::IdentityProvider));
        for send_email in [true, false] {
            assert_eq!(reset(app, &admin, EDITOR, send_email).await.summary(), "409 password_elsewhere");
        }
        assert_eq!(mails(app).await.len(), 0);
        let none = json!({"identity_provider": {"name": "", "url": ""}});
        admin.change(Method::PATCH, &path, 2, &none).await.ok::<Organization>();
        assert!(action().await.unwrap().allowed);
        assert_eq!(reset(app, &admin, EDITOR, true).await.status, 204);
    }

    async fn i5_no_other_answer_has_the_token(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = handed_over(app, &admin, EDITOR).await;
        let editor = app.world.member(app.world.alpha, EDITOR);
        for path in ["/members".to_owned(), format!("/members/{editor}"), format!("/members/{editor}/activity")] {
            let answer = admin.get(&alpha(app, &path)).await;
            assert!(answer.status.is_success() && !answer.text().contains(&token), "{path}");
        }
        let events = format!("SELECT COUNT(*) FROM audit_events WHERE details LIKE '%{token}%'");
        assert_eq!(app.count(&events).await, 0);
    }

    async fn a_link_is_sent_and_the_caller_does_not_see_it(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let answer = reset(app, &admin, EDITOR, true).await;
        assert_eq!((answer.status.as_u16(), answer.body.len()), (204, 0));
        let mail = mails(app).await.remove(0);
        assert_eq!(mail.to, EDITOR);
        let token = token(&mail.content.link);
        app.clock.advance(SignedDuration::from_mins(59));
        assert_eq!(confirm(&app.anonymous(), &token, NEW).await.status, 204);
    }

    async fn the_audit_log_says_who_helped_whom(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        reset(app, &admin, EDITOR, true).await;
        reset(app, &admin, EDITOR, false).await;
        for action in ["member.password_reset_sent", "member.password_link_created"] {
            let about = format!(
                "SELECT COUNT(*) FROM audit_events JOIN members ON members.id = subject_id \
                 WHERE action = '{action}' AND members.email_key = '{EDITOR}'"
            );
            assert_eq!((events(app, action).await, app.count(&about).await), (1, 1), "{action}");
        }
    }

    async fn a_newer_link_of_either_kind_ends_the_earlier_ones(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let first = handed_over(app, &admin, EDITOR).await;
        let second = mailed_token(app, EDITOR).await;
        assert_eq!(lookup(&app.anonymous(), &first).await.summary(), "410 reset_replaced");
        let third = handed_over(app, &admin, EDITOR).await;
        assert_eq!(lookup(&app.anonymous(), &second).await.summary(), "410 reset_replaced");
        reset(app, &admin, EDITOR, true).await;
        assert_eq!(lookup(&app.anonymous(), &third).await.summary(), "410 reset_replaced");
        let last = handed_over(app, &admin, EDITOR).await;
        assert_eq!(mails(app).await.len(), 0, "the mail that waited is not sent any more");
        assert_eq!(confirm(&app.anonymous(), &last, NEW).await.status, 204);
    }

    async fn an_account_of_several_organizations_is_its_owners(app: &TestApp) {
        app.sql("UPDATE members SET status = 0 WHERE email_key = 'divided@alpha.example'").await;
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(reset(app, &admin, DIVIDED, false).await.summary(), "409 reset_by_mail_only");
        assert_eq!(reset(app, &admin, DIVIDED, true).await.status, 204);
        assert_eq!(mails(app).await[0].to, DIVIDED);
    }

    async fn a_link_ends_when_the_account_joins_another_organization(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let handed = handed_over(app, &admin, EDITOR).await;
        app.signed_in(EDITOR).await.post("/organizations", &json!({"name": "Mine"})).await.ok::<Organization>();
        assert_eq!(lookup(&app.anonymous(), &handed).await.summary(), "410 reset_expired");
        assert_eq!(confirm(&app.anonymous(), &handed, NEW).await.summary(), "410 reset_expired");
        let mailed = mailed_token(app, EDITOR).await;
        assert_eq!(confirm(&app.anonymous(), &mailed, NEW).await.status, 204);
    }

    async fn ones_own_password_is_not_changed_without_knowing_it(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(reset(app, &admin, ADMIN, false).await.summary(), "409 reset_by_mail_only");
        assert_eq!(reset(app, &admin, ADMIN, true).await.status, 204);
    }

    async fn t3_nobody_helps_above_themselves(app: &TestApp) {
        editors_manage_members(app).await;
        let editor = app.signed_in(EDITOR).await;
        for send_email in [true, false] {
            assert_eq!(reset(app, &editor, CAUTIOUS, send_email).await.summary(), "403 above_yourself");
        }
        assert_eq!(reset(app, &editor, VIEWER, false).await.status, 200);
        assert_eq!(mails(app).await.len(), 0);
    }

    async fn s3_only_active_members_with_an_account_have_a_password_to_reset(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for send_email in [true, false] {
            assert_eq!(reset(app, &admin, INVITED, send_email).await.summary(), "409 no_account");
            assert_eq!(reset(app, &admin, GONE, send_email).await.summary(), "409 not_active");
            assert_eq!(reset(app, &admin, DIVIDED, send_email).await.summary(), "409 not_active");
        }
        assert_eq!(mails(app).await.len(), 0);
    }

    async fn t1_another_organization_is_not_there(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        assert_eq!(reset(app, &outsider, EDITOR, true).await.summary(), "404 not_found");
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, &format!("/members/{}/password-reset", app.world.member(app.world.beta, OUTSIDER)));
        assert_eq!(admin.post(&path, &json!({"send_email": true})).await.summary(), "404 not_found");
        assert_eq!(mails(app).await.len(), 0);
    }

    async fn a_handed_over_link_verifies_no_address(app: &TestApp) {
        app.sql("UPDATE accounts SET email_unverified = TRUE").await;
        let admin = app.signed_in(ADMIN).await;
        let token = handed_over(app, &admin, EDITOR).await;
        assert_eq!(confirm(&app.anonymous(), &token, NEW).await.status, 204);
        assert_eq!(app.count("SELECT COUNT(*) FROM accounts WHERE NOT email_unverified").await, 0);
    }
}

#[tokio::test]
async fn without_mail_a_link_can_only_be_handed_over() {
    let app = TestApp::start(Engine::Sqlite, Settings { mail: MailService::None, ..Settings::default() }).await;
    let admin = app.signed_in(ADMIN).await;
    let refused = reset(&app, &admin, EDITOR, true).await;
    assert_eq!(refused.field_errors(), [("/send_email".to_owned(), "no_mail".to_owned())]);
    let token = handed_over(&app, &admin, EDITOR).await;
    assert_eq!(confirm(&app.anonymous(), &token, NEW).await.status, 204);
    assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 0, "nobody can be told");
}
