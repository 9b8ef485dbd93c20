//! `POST /session` and `GET /session`

use api_types::{Member, Session, SignIn};
use jiff::SignedDuration;
use roster_server::state::Settings;

use super::sign_in;
use crate::support::{
    Engine, TestApp, both_engines,
    world::{ADMIN, DIVIDED, EDITOR, GONE, INVITED, OUTSIDER, PASSWORD},
};

both_engines! {
    async fn the_right_password_opens_a_session(app: &TestApp) {
        let client = app.anonymous();
        let answer = sign_in(&client, " Admin@ALPHA.example ", PASSWORD).await;
        let SignIn::Done(session) = answer.ok() else { panic!("{}", answer.text()) };
        assert_eq!(session.account.email, ADMIN);
        assert_eq!(session.default_organization, Some(app.world.alpha));
        assert_eq!(session.expires_at, (app.now() + SignedDuration::from_hours(12)).to_string());
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("roster_session_8080="), "{cookie}");
        assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");

        assert_eq!(client.get("/session").await.ok::<Session>(), session);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_events WHERE action = 'session.created'").await, 1);
    }

    async fn nothing_but_the_hash_of_the_token_is_stored(app: &TestApp) {
        let client = app.anonymous();
        sign_in(&client, ADMIN, PASSWORD).await.ok::<SignIn>();
        let token = client.cookie().unwrap().split_once('=').unwrap().1.to_owned();
        let hash = roster_server::authz::Token::from_text(&token).unwrap().hash();
        let hex: String = hash.0.iter().map(|byte| format!("{byte:02X}")).collect();
        let equals = if app.url.starts_with("sqlite:") { format!("X'{hex}'") } else { format!("'\\x{hex}'") };
        let by_hash = format!("SELECT COUNT(*) FROM sessions WHERE token_hash = {equals}");
        assert_eq!(app.count(&by_hash).await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM sessions").await, 1);
    }

    async fn s4_known_unknown_and_barred_accounts_look_alike(app: &TestApp) {
        let client = app.anonymous();
        let wrong = sign_in(&client, ADMIN, "not the password").await;
        assert_eq!(wrong.problem().code, "wrong_credentials");
        let before = app.state.passwords.comparisons();
        let others = [
            ("nobody@alpha.example", PASSWORD),
            (GONE, "not the password"),
            (INVITED, PASSWORD),
            ("", ""),
            ("admin@alpha.example\0", PASSWORD),
            (ADMIN, &*"x".repeat(5000)),
            (&*"x".repeat(5000), PASSWORD),
        ];
        for (email, password) in others {
            wrong.assert_same_as(&sign_in(&client, email, password).await);
        }
        assert_eq!(app.state.passwords.comparisons() - before, others.len() as u64);
        assert_eq!(client.cookie(), None);
    }

    async fn u23_whose_access_is_paused_is_told_so_with_the_right_password_only(app: &TestApp) {
        let client = app.anonymous();
        let before = app.state.passwords.comparisons();
        let right = sign_in(&client, GONE, PASSWORD).await;
        assert_eq!(right.summary(), "403 access_paused");
        assert_eq!(client.cookie(), None);
        assert_eq!(app.count("SELECT COUNT(*) FROM sessions").await, 0);
        let wrong = sign_in(&client, GONE, "not the password").await;
        wrong.assert_same_as(&sign_in(&client, "nobody@alpha.example", PASSWORD).await);
        assert_eq!(app.state.passwords.comparisons() - before, 3, "the same work for each");
        app.sql("UPDATE accounts SET disabled = TRUE WHERE email_key = 'gone@alpha.example'").await;
        assert_eq!(sign_in(&client, GONE, PASSWORD).await.summary(), "401 wrong_credentials");
    }

    async fn a_disabled_account_cannot_sign_in_and_its_sessions_are_dead(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        client.get("/session").await.ok::<Session>();
        app.sql("UPDATE accounts SET disabled = TRUE WHERE email_key = 'admin@alpha.example'").await;
        assert_eq!(client.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(sign_in(&app.anonymous(), ADMIN, PASSWORD).await.summary(), "401 wrong_credentials");
    }

    async fn whoever_is_active_nowhere_any_more_loses_the_session(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        client.get("/session").await.ok::<Session>();
        app.sql("UPDATE members SET status = 3 WHERE email_key = 'editor@alpha.example'").await;
        assert_eq!(client.get("/session").await.summary(), "401 unauthenticated");
    }

    async fn one_active_membership_is_enough(app: &TestApp) {
        let answer = sign_in(&app.anonymous(), DIVIDED, PASSWORD).await;
        let SignIn::Done(session) = answer.ok() else { panic!("{}", answer.text()) };
        assert_eq!(session.default_organization, Some(app.world.beta));
    }

    async fn each_sign_in_has_a_new_token_and_ends_the_browsers_old_one(app: &TestApp) {
        let client = app.anonymous();
        sign_in(&client, ADMIN, PASSWORD).await.ok::<SignIn>();
        let first = client.cookie().unwrap();
        sign_in(&client, OUTSIDER, PASSWORD).await.ok::<SignIn>();
        assert_ne!(client.cookie().unwrap(), first);
        assert_eq!(client.get("/session").await.ok::<Session>().account.email, OUTSIDER);

        let (name, token) = first.split_once('=').unwrap();
        let thief = app.anonymous().with_cookie(name, token);
        assert_eq!(thief.get("/session").await.summary(), "401 unauthenticated");
    }

    async fn a_token_of_someone_elses_making_opens_nothing(app: &TestApp) {
        for token in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' OR 1=1 --"] {
            let client = app.anonymous().with_cookie("roster_session", token);
            assert_eq!(client.get("/session").await.summary(), "401 unauthenticated", "{token}");
        }
    }

    async fn the_last_sign_in_shows_in_every_active_membership(app: &TestApp) {
        app.clock.advance(SignedDuration::from_secs(5));
        sign_in(&app.anonymous(), EDITOR, PASSWORD).await.ok::<SignIn>();
        let (alpha, editor) = (app.world.alpha, app.world.member(app.world.alpha, EDITOR));
        let admin = app.signed_in(ADMIN).await;
        let member: Member = admin.get(&format!("/organizations/{alpha}/members/{editor}")).await.ok();
        assert_eq!(member.last_sign_in, Some(app.now().to_string()));
    }

    async fn too_many_wrong_passwords_lock_one_account_for_a_moment(app: &TestApp) {
        let client = app.anonymous();
        for _ in 0..10 {
            assert_eq!(sign_in(&client, ADMIN, "wrong").await.summary(), "401 wrong_credentials");
        }
        let locked = sign_in(&client, ADMIN, PASSWORD).await;
        assert_eq!(locked.summary(), "429 too_many_requests");
        assert_eq!(locked.header("retry-after"), "6");
        sign_in(&client, EDITOR, PASSWORD).await.ok::<SignIn>();
        app.clock.advance(SignedDuration::from_secs(6));
        sign_in(&client, ADMIN, PASSWORD).await.ok::<SignIn>();
    }

    async fn right_passwords_are_never_too_many(app: &TestApp) {
        for _ in 0..12 {
            sign_in(&app.anonymous(), ADMIN, PASSWORD).await.ok::<SignIn>();
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM sessions").await, 12);
    }
}

#[tokio::test]
async fn one_address_may_not_try_one_account_after_another() {
    let settings = Settings { attempts_per_peer: 3.try_into().unwrap(), ..Settings::default() };
    let app = TestApp::start(Engine::Sqlite, settings).await;
    let attacker = app.anonymous_at([192, 0, 2, 1]);
    for email in [ADMIN, EDITOR, OUTSIDER] {
        assert_eq!(sign_in(&attacker, email, "password123").await.summary(), "401 wrong_credentials");
    }
    assert_eq!(sign_in(&attacker, GONE, "password123").await.summary(), "429 too_many_requests");
    sign_in(&app.anonymous_at([192, 0, 2, 2]), ADMIN, PASSWORD).await.ok::<SignIn>();
    let from = "SELECT COUNT(*) FROM audit_events WHERE action = 'session.created' AND peer = '192.0.2.2'";
    assert_eq!(app.count(from).await, 1);
}

#[tokio::test]
async fn over_tls_the_cookie_has_the_host_prefix() {
    let settings = Settings { public_base_url: "https://roster.example".to_owned(), ..Settings::default() };
    let app = TestApp::start(Engine::Sqlite, settings).await;
    let client = app.anonymous();
    let answer = sign_in(&client, ADMIN, PASSWORD).await;
    assert!(answer.header("set-cookie").starts_with("__Host-roster_session="));
    assert!(answer.header("set-cookie").ends_with("; Secure"));
    client.get("/session").await.ok::<Session>();
}
