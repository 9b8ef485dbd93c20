//! `POST /password-reset/lookup` and `POST /password-reset/confirm`

use api_types::{PasswordResetPreview, Session, SignIn};
use jiff::SignedDuration;
use roster_server::{authz::Token, maintenance};
use serde_json::json;

use crate::support::{
    both_engines,
    invitations::{self, accept, events, invite},
    password_resets::{NEW, confirm, lookup, mailed_token, mails, sign_in},
    world::{ADMIN, CAUTIOUS, EDITOR, PASSWORD, VIEWER},
};

both_engines! {
    async fn the_new_password_works_and_the_old_one_does_not(app: &TestApp) {
        let token = mailed_token(app, EDITOR).await;
        let client = app.anonymous();
        let changed = confirm(&client, &token, NEW).await;
        assert_eq!((changed.status.as_u16(), changed.body.len()), (204, 0));
        assert_eq!((changed.header("set-cookie"), client.cookie()), ("", None), "S12: nobody is signed in");
        assert_eq!(sign_in(&client, EDITOR, PASSWORD).await.summary(), "401 wrong_credentials");
        sign_in(&client, EDITOR, NEW).await.ok::<SignIn>();
        assert_eq!(events(app, "account.password_changed").await, 1);
    }

    async fn every_session_ends_and_those_of_others_do_not(app: &TestApp) {
        let (desk, phone, admin) = (app.signed_in(EDITOR).await, app.signed_in(EDITOR).await, app.signed_in(ADMIN).await);
        let token = mailed_token(app, EDITOR).await;
        assert_eq!(lookup(&desk, &token).await.ok::<PasswordResetPreview>().sessions, 2);
        assert_eq!(desk.get("/session").await.status, 200);
        assert_eq!(confirm(&desk, &token, NEW).await.status, 204);
        for client in [desk, phone] {
            assert_eq!(client.get("/session").await.summary(), "401 unauthenticated");
        }
        admin.get("/session").await.ok::<Session>();
    }

    async fn s12_the_second_factor_stays(app: &TestApp) {
        let pending = app.anonymous();
        sign_in(&pending, CAUTIOUS, PASSWORD).await.ok::<SignIn>();
        let token = mailed_token(app, CAUTIOUS).await;
        assert!(lookup(&app.anonymous(), &token).await.ok::<PasswordResetPreview>().two_factor);
        assert_eq!(confirm(&app.anonymous(), &token, NEW).await.status, 204);
        let code = json!({"code": "000000"});
        assert_eq!(pending.post("/session/second-factor", &code).await.summary(), "401 unauthenticated");
        let client = app.anonymous();
        let answer = sign_in(&client, CAUTIOUS, NEW).await.ok();
        assert!(matches!(answer, SignIn::SecondFactor { .. }), "{answer:?}");
        assert_eq!(client.get("/session").await.summary(), "401 unauthenticated");
    }

    async fn s12_the_owner_is_told(app: &TestApp) {
        let token = mailed_token(app, EDITOR).await;
        confirm(&app.anonymous(), &token, NEW).await;
        let sent = mails(app).await;
        let [mail] = &sent[..] else { panic!("not one mail") };
        assert_eq!((mail.to.as_str(), mail.content.subject.as_str()), (EDITOR, "Your Roster password was changed"));
        assert!(!mail.content.text.contains(NEW));
    }

    async fn a_link_works_once(app: &TestApp) {
        let token = mailed_token(app, EDITOR).await;
        assert_eq!(confirm(&app.anonymous(), &token, NEW).await.status, 204);
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "410 reset_used");
        assert_eq!(confirm(&app.anonymous(), &token, "another password").await.summary(), "410 reset_used");
        sign_in(&app.anonymous(), EDITOR, NEW).await.ok::<SignIn>();
    }

    async fn a_link_works_once_even_in_parallel(app: &TestApp) {
        let token = mailed_token(app, EDITOR).await;
        let other = app.second_process().await;
        let clients = [app.anonymous(), app.anonymous(), app.anonymous()];
        let passwords = ["first otter hums", "second otter hums", "third otter hums", "fourth otter hums"];
        let answers = tokio::join!(
            confirm(&clients[0], &token, passwords[0]),
            confirm(&clients[1], &token, passwords[1]),
            confirm(&clients[2], &token, passwords[2]),
            confirm(&other, &token, passwords[3]),
        );
        let answers = [answers.0, answers.1, answers.2, answers.3].map(|answer| answer.summary());
        let winner = answers.iter().position(|answer| answer == "204").unwrap();
        assert_eq!(answers.iter().filter(|answer| *answer == "410 reset_used").count(), 3, "{answers:?}");
        sign_in(&app.anonymous(), EDITOR, passwords[winner]).await.ok::<SignIn>();
        assert_eq!(events(app, "account.password_changed").await, 1);
    }

    async fn i8_looking_a_link_up_uses_nothing_up(app: &TestApp) {
        let token = mailed_token(app, EDITOR).await;
        for _ in 0..3 {
            lookup(&app.anonymous(), &token).await.ok::<PasswordResetPreview>();
        }
        assert_eq!(confirm(&app.anonymous(), &token, NEW).await.status, 204);
    }

    async fn a_link_in_a_mail_works_for_an_hour(app: &TestApp) {
        let token = mailed_token(app, EDITOR).await;
        app.clock.advance(SignedDuration::from_hours(1) - SignedDuration::from_micros(1));
        assert_eq!(lookup(&app.anonymous(), &token).await.status, 200);
        app.clock.advance(SignedDuration::from_micros(1));
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "410 reset_expired");
        assert_eq!(confirm(&app.anonymous(), &token, NEW).await.summary(), "410 reset_expired");
        sign_in(&app.anonymous(), EDITOR, PASSWORD).await.ok::<SignIn>();
    }

    async fn a_dead_link_says_why_for_a_while_and_is_then_forgotten(app: &TestApp) {
        let token = mailed_token(app, EDITOR).await;
        app.clock.advance(SignedDuration::from_hours(29 * 24));
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "410 reset_expired");
        app.clock.advance(SignedDuration::from_hours(2 * 24));
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "404 reset_unknown");
        assert_eq!(app.count("SELECT COUNT(*) FROM password_reset_tokens").await, 0);
    }

    async fn the_rules_are_those_of_a_new_account(app: &TestApp) {
        let token = mailed_token(app, EDITOR).await;
        let long = "a".repeat(1_025);
        for (password, code) in [("", "required"), ("fourteen wet x", "too_short"), ("123456789012345", "too_easy"), (long.as_str(), "too_long")] {
            let answer = confirm(&app.anonymous(), &token, password).await;
            assert_eq!(answer.field_errors(), [("/password".to_owned(), code.to_owned())], "{password}");
        }
        assert_eq!(confirm(&app.anonymous(), &token, NEW).await.status, 204);
    }

    async fn i11_a_token_of_another_purpose_is_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, invitation) = invite(app, &admin, "nia@new.example").await;
        let session = admin.cookie().unwrap().split_once('=').unwrap().1.to_owned();
        let nobodys = Token::new(&app.state.entropy).to_text();
        for token in [&invitation, &session, &nobodys, "nonsense", ""] {
            assert_eq!(lookup(&app.anonymous(), token).await.summary(), "404 reset_unknown", "{token}");
            assert_eq!(confirm(&app.anonymous(), token, NEW).await.summary(), "404 reset_unknown", "{token}");
        }
        let reset = mailed_token(app, EDITOR).await;
        assert_eq!(invitations::lookup(&app.anonymous(), &reset).await.summary(), "404 invitation_unknown");
        assert_eq!(accept(&app.anonymous(), &reset).await.summary(), "404 invitation_unknown");
        let thief = app.anonymous().with_cookie("roster_session", &reset);
        assert_eq!(thief.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(lookup(&app.anonymous(), &reset).await.status, 200);
    }

    async fn i5_only_a_hash_of_the_token_is_kept(app: &TestApp) {
        let token = mailed_token(app, EDITOR).await;
        let hash = Token::from_text(&token).unwrap().hash().0.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let stored = if app.url.starts_with("sqlite:") { format!("x'{hash}'") } else { format!("'\\x{hash}'::bytea") };
        let rows = format!("SELECT COUNT(*) FROM password_reset_tokens WHERE token_hash = {stored}");
        assert_eq!((app.count(&rows).await, app.count("SELECT COUNT(*) FROM password_reset_tokens").await), (1, 1));
    }

    async fn a_mailed_link_verifies_the_address(app: &TestApp) {
        app.sql("UPDATE accounts SET email_unverified = TRUE").await;
        let token = mailed_token(app, VIEWER).await;
        confirm(&app.anonymous(), &token, NEW).await;
        let verified = "SELECT COUNT(*) FROM accounts WHERE NOT email_unverified AND email_key = 'viewer@alpha.example'";
        assert_eq!(app.count(verified).await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM accounts WHERE NOT email_unverified").await, 1);
    }
}
