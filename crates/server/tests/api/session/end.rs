//! `DELETE /session`, and sessions that end by themselves

use api_types::{Organization, Session, SignIn};
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::json;

use super::sign_in;
use crate::support::{
    both_engines,
    world::{ADMIN, OUTSIDER, PASSWORD},
};

both_engines! {
    async fn s9_after_signing_out_the_old_token_is_dead(app: &TestApp) {
        let client = app.anonymous();
        sign_in(&client, ADMIN, PASSWORD).await.ok::<SignIn>();
        let old = client.cookie().unwrap();
        let answer = client.delete("/session").await;
        assert_eq!(answer.status, 204);
        assert!(answer.header("set-cookie").contains("Max-Age=0"), "{}", answer.header("set-cookie"));
        assert_eq!(answer.header("clear-site-data"), "\"cache\"");
        assert_eq!(client.cookie(), None);

        let (name, token) = old.split_once('=').unwrap();
        let revived = app.anonymous().with_cookie(name, token);
        assert_eq!(revived.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_events WHERE action = 'session.ended'").await, 1);
    }

    async fn s9_the_next_person_in_the_same_browser_gets_only_their_own(app: &TestApp) {
        let client = app.anonymous();
        let alpha = format!("/organizations/{}", app.world.alpha);
        sign_in(&client, ADMIN, PASSWORD).await.ok::<SignIn>();
        client.get(&alpha).await.ok::<Organization>();
        client.delete("/session").await;
        sign_in(&client, OUTSIDER, PASSWORD).await.ok::<SignIn>();
        assert_eq!(client.get(&alpha).await.summary(), "404 not_found");
        assert_eq!(client.get("/session").await.ok::<Session>().account.email, OUTSIDER);
    }

    async fn f2_nothing_is_done_for_another_account_than_the_page_names(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let alpha = format!("/organizations/{}", app.world.alpha);
        let version = admin.get(&alpha).await.ok::<Organization>().version;
        let change = json!({"time_zone": "Europe/Berlin"});
        let events = "SELECT COUNT(*) FROM audit_events";
        let before = app.count(events).await;
        for named in [&app.world.account(OUTSIDER).to_string(), "", "acc_none", "é"] {
            let named = [("x-roster-account", named), ("if-match", &*format!("\"{version}\""))];
            let body = Some(serde_json::to_vec(&change).unwrap());
            let answer = admin.send_with(Method::PATCH, &alpha, body, &named).await;
            assert_eq!(answer.summary(), "409 account_changed");
            assert_eq!(admin.send_with(Method::GET, "/session", None, &named[..1]).await.summary(), "409 account_changed");
        }
        assert_eq!(app.count(events).await, before);
        let own = app.world.account(ADMIN).to_string();
        let answer = admin.send_with(Method::GET, &alpha, None, &[("x-roster-account", &own)]).await;
        assert_eq!(answer.ok::<Organization>().version, version);
        // Whether anybody is signed in comes first.
        let nobody = app.anonymous().send_with(Method::GET, &alpha, None, &[("x-roster-account", &own)]).await;
        assert_eq!(nobody.summary(), "401 unauthenticated");
    }

    async fn signing_out_twice_or_without_a_session_is_no_error(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        assert_eq!(client.delete("/session").await.status, 204);
        assert_eq!(client.delete("/session").await.status, 204);
        assert_eq!(app.anonymous().with_cookie("roster_session", "junk").delete("/session").await.status, 204);
    }

    async fn a_session_that_is_used_lives_on_and_an_idle_one_ends(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        for _ in 0..3 {
            app.clock.advance(SignedDuration::from_hours(11));
            let session: Session = client.get("/session").await.ok();
            assert_eq!(session.expires_at, (app.now() + SignedDuration::from_hours(12)).to_string());
        }
        app.clock.advance(SignedDuration::from_hours(12));
        assert_eq!(client.get("/session").await.summary(), "401 unauthenticated");
    }

    async fn a_page_that_was_left_open_does_not_keep_its_session_alive(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        let cookie = client.cookie().unwrap();
        let token = cookie.split_once('=').unwrap().1.to_owned();
        let left_open = app.anonymous().with_cookie("roster_session", &token).with_header("x-roster-unattended", "1");
        let ends: Session = client.get("/session").await.ok();
        for _ in 0..11 {
            app.clock.advance(SignedDuration::from_hours(1));
            let session: Session = left_open.get("/session").await.ok();
            assert_eq!(session.expires_at, ends.expires_at);
        }
        app.clock.advance(SignedDuration::from_hours(1));
        assert_eq!(left_open.get("/session").await.summary(), "401 unauthenticated");
    }

    async fn no_session_outlives_its_lifetime(app: &TestApp) {
        let client = app.signed_in(ADMIN).await;
        for _ in 0..71 {
            app.clock.advance(SignedDuration::from_hours(10));
            client.get("/session").await.ok::<Session>();
        }
        app.clock.advance(SignedDuration::from_hours(10));
        assert_eq!(client.get("/session").await.summary(), "401 unauthenticated");
    }

    async fn ended_sessions_are_cleared_away(app: &TestApp) {
        app.signed_in(ADMIN).await;
        app.clock.advance(SignedDuration::from_hours(13));
        app.signed_in(OUTSIDER).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM sessions").await, 1);
    }
}
