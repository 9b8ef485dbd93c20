//! `POST /password-reset`

use api_types::{MailService, PasswordResetPreview, SignIn};
use jiff::SignedDuration;
use roster_server::state::Settings;
use serde_json::json;
use sqlx::{Connection, Executor, SqliteConnection};

use crate::support::{
    Engine, TestApp, both_engines,
    invitations::events,
    password_resets::{NEW, ask, confirm, lookup, mailed_token, mails, sign_in, token},
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, INVITED, OUTSIDER, PASSWORD, VIEWER},
};

both_engines! {
    async fn whoever_forgot_the_password_gets_a_link_by_mail(app: &TestApp) {
        assert_eq!(ask(&app.anonymous(), " Editor@ALPHA.example ").await.status, 202);
        let mut sent = mails(app).await;
        let mail = sent.pop().unwrap();
        assert_eq!((sent.len(), mail.to.as_str()), (0, EDITOR));
        assert_eq!(mail.content.subject, "Choose a new password for Roster");
        assert!(mail.content.text.contains("Valid until: 21 November 2026, 10:30 UTC"), "{}", mail.content.text);
        let token = token(&mail.content.link);
        let found: PasswordResetPreview = lookup(&app.anonymous(), &token).await.ok();
        let expected = PasswordResetPreview {
            email: EDITOR.to_owned(),
            expires_at: "2026-11-21T10:30:00Z".to_owned(),
            sessions: 0,
            two_factor: false, min_password: 15 };
        assert_eq!(found, expected);
        assert_eq!(events(app, "account.password_reset_requested").await, 1);
        let of_account = "SELECT COUNT(*) FROM audit_events WHERE action = 'mail.sent' AND organization_id IS NULL";
        assert_eq!(app.count(of_account).await, 1, "no organization learns of it");
    }

    async fn s4_nobody_learns_who_has_an_account(app: &TestApp) {
        app.sql("UPDATE accounts SET disabled = TRUE WHERE email_key = 'viewer@alpha.example'").await;
        let known = ask(&app.anonymous(), EDITOR).await;
        assert_eq!((known.status.as_u16(), known.body.len()), (202, 0));
        let long = format!("{}@alpha.example", "a".repeat(2_000));
        for unknown in ["nobody@alpha.example", GONE, INVITED, VIEWER, "", "no address", "a\0b@alpha.example", &long] {
            ask(&app.anonymous(), unknown).await.assert_same_as(&known);
        }
        let sent = mails(app).await;
        assert_eq!(sent.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), [EDITOR]);
    }

    async fn s3_who_is_inactive_everywhere_gets_no_mail_and_no_way_in(app: &TestApp) {
        let token = mailed_token(app, EDITOR).await;
        app.sql("UPDATE members SET status = 3 WHERE email_key = 'editor@alpha.example'").await;
        assert_eq!(confirm(&app.anonymous(), &token, NEW).await.status, 204);
        for (password, refusal) in [(NEW, "403 access_paused"), (PASSWORD, "401 wrong_credentials")] {
            assert_eq!(sign_in(&app.anonymous(), EDITOR, password).await.summary(), refusal);
        }
        mails(app).await;
        app.clock.advance(SignedDuration::from_mins(5));
        assert_eq!(ask(&app.anonymous(), EDITOR).await.status, 202);
        assert_eq!(mails(app).await.len(), 0);
        app.sql("UPDATE members SET status = 0 WHERE email_key = 'editor@alpha.example'").await;
        sign_in(&app.anonymous(), EDITOR, NEW).await.ok::<SignIn>();
    }

    async fn s3_a_mail_that_waits_is_not_sent_to_who_has_become_inactive(app: &TestApp) {
        ask(&app.anonymous(), EDITOR).await;
        app.state.after_response.finished().await;
        app.sql("UPDATE members SET status = 3 WHERE email_key = 'editor@alpha.example'").await;
        assert_eq!(mails(app).await.len(), 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE state = 4").await, 1);
    }

    async fn one_active_membership_is_enough_for_a_mail(app: &TestApp) {
        mailed_token(app, DIVIDED).await;
    }

    async fn a_newer_request_ends_the_earlier_link(app: &TestApp) {
        let first = mailed_token(app, EDITOR).await;
        app.clock.advance(SignedDuration::from_mins(3));
        let second = mailed_token(app, EDITOR).await;
        assert_eq!(lookup(&app.anonymous(), &first).await.summary(), "410 reset_replaced");
        assert_eq!(confirm(&app.anonymous(), &first, NEW).await.summary(), "410 reset_replaced");
        assert_eq!(confirm(&app.anonymous(), &second, NEW).await.status, 204);
    }

    async fn a_mail_that_waits_is_not_sent_once_there_is_a_newer_one(app: &TestApp) {
        for _ in 0..2 {
            ask(&app.anonymous(), EDITOR).await;
            app.state.after_response.finished().await;
            app.clock.advance(SignedDuration::from_mins(3));
        }
        assert_eq!(mails(app).await.len(), 1);
        ask(&app.anonymous(), EDITOR).await;
        app.state.after_response.finished().await;
        app.clock.advance(SignedDuration::from_hours(1));
        assert_eq!(mails(app).await.len(), 0, "an hour later nobody waits for it");
    }

    async fn x4_a_stranger_cannot_fill_a_mailbox_or_end_a_link_at_once(app: &TestApp) {
        let token = mailed_token(app, EDITOR).await;
        for _ in 0..5 {
            assert_eq!(ask(&app.anonymous(), EDITOR).await.status, 202);
        }
        assert_eq!(mails(app).await.len(), 0);
        assert_eq!(lookup(&app.anonymous(), &token).await.status, 200);
    }

    async fn x7_too_many_requests_for_an_address_do_not_keep_anybody_from_signing_in(app: &TestApp) {
        for unknown in ["nobody@alpha.example", CAUTIOUS] {
            for _ in 0..10 {
                assert_eq!(ask(&app.anonymous(), unknown).await.status, 202);
            }
            assert_eq!(ask(&app.anonymous(), unknown).await.summary(), "429 too_many_requests");
        }
        for _ in 0..10 {
            ask(&app.anonymous(), ADMIN).await;
        }
        sign_in(&app.anonymous(), ADMIN, PASSWORD).await.ok::<SignIn>();
        // And the other way round.
        for _ in 0..11 {
            sign_in(&app.anonymous(), OUTSIDER, "wrong").await;
        }
        assert_eq!(sign_in(&app.anonymous(), OUTSIDER, PASSWORD).await.summary(), "429 too_many_requests");
        assert_eq!(ask(&app.anonymous(), OUTSIDER).await.status, 202);
    }

    async fn the_mail_is_in_the_language_of_the_owner_or_else_of_the_page(app: &TestApp) {
        let subject = async |email: &str| {
            let body = json!({"email": email, "language": "de"});
            assert_eq!(app.anonymous().post("/password-reset", &body).await.status, 202);
            mails(app).await.remove(0).content.subject
        };
        app.sql("UPDATE members SET language = 'en' WHERE email_key = 'editor@alpha.example'").await;
        assert_eq!(subject(EDITOR).await, "Choose a new password for Roster");
        assert_eq!(subject(VIEWER).await, "Neues Passwort für Roster wählen");
    }
}

#[tokio::test]
async fn x7_one_client_has_a_budget_for_this_and_another_for_signing_in() {
    let settings =
        Settings { attempts_per_peer: 3.try_into().unwrap(), mail: MailService::Mailbox, ..Settings::default() };
    let app = TestApp::start(Engine::Sqlite, settings).await;
    let office = app.anonymous_at([192, 0, 2, 1]);
    assert_eq!(ask(&office, "a@alpha.example").await.status, 202);
    assert_eq!(lookup(&office, "nonsense").await.summary(), "404 reset_unknown");
    assert_eq!(confirm(&office, "nonsense", NEW).await.summary(), "404 reset_unknown");
    assert_eq!(ask(&office, "b@alpha.example").await.summary(), "429 too_many_requests");
    assert_eq!(lookup(&office, "nonsense").await.summary(), "429 too_many_requests");
    assert_eq!(confirm(&office, "nonsense", NEW).await.summary(), "429 too_many_requests");
    sign_in(&office, ADMIN, PASSWORD).await.ok::<SignIn>();
    assert_eq!(ask(&app.anonymous_at([192, 0, 2, 2]), "b@alpha.example").await.status, 202);
}

#[tokio::test]
async fn s4_the_answer_does_not_wait_for_what_only_an_account_needs() {
    let app = TestApp::start(Engine::Sqlite, Settings { mail: MailService::Mailbox, ..Settings::default() }).await;
    let mut other = SqliteConnection::connect(&app.url).await.unwrap();
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    assert_eq!(ask(&app.anonymous(), EDITOR).await.status, 202);
    other.execute("COMMIT").await.unwrap();
    other.close().await.unwrap();
    assert_eq!(mails(&app).await.len(), 1);
}

#[tokio::test]
async fn without_mail_the_answer_is_the_same_and_nothing_is_queued() {
    let app = TestApp::start(Engine::Sqlite, Settings::default()).await;
    for email in [EDITOR, "nobody@alpha.example"] {
        assert_eq!(ask(&app.anonymous(), email).await.status, 202);
    }
    app.state.after_response.finished().await;
    assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 0);
}
