//! How often somebody can try to sign in

use std::net::SocketAddr;

use api_types::{SecondFactorAnswer, SignIn};
use axum::{Extension, extract::ConnectInfo};
use jiff::SignedDuration;
use roster_server::state::Settings;

use super::sign_in;
use crate::support::{
    Client, Engine, TestApp, both_engines,
    world::{ADMIN, CAUTIOUS, EDITOR, PASSWORD},
};

/// Tries wrong passwords until there are too many.
async fn exhaust(client: &Client, email: &str) {
    for _ in 0..10 {
        assert_eq!(sign_in(client, email, "wrong").await.summary(), "401 wrong_credentials");
    }
    assert_eq!(sign_in(client, email, "wrong").await.summary(), "429 too_many_requests");
}

both_engines! {
    async fn f14_a_stranger_does_not_lock_the_owner_out(app: &TestApp) {
        let stranger = app.anonymous_at([192, 0, 2, 1]);
        for second in 0..40 {
            assert_ne!(sign_in(&stranger, ADMIN, "wrong").await.status, 200);
            if second % 8 == 7 {
                sign_in(&app.anonymous_at([198, 51, 100, 1]), ADMIN, PASSWORD).await.ok::<SignIn>();
            }
            app.clock.advance(SignedDuration::from_secs(1));
        }
    }

    async fn x7_a_known_browser_gets_in_however_many_strangers_try(app: &TestApp) {
        let owner = app.anonymous_at([198, 51, 100, 1]);
        sign_in(&owner, ADMIN, PASSWORD).await.ok::<SignIn>();
        for stranger in 1..=9 {
            exhaust(&app.anonymous_at([192, 0, 2, stranger]), ADMIN).await;
        }
        for _ in 0..10 {
            sign_in(&app.anonymous_at([192, 0, 2, 98]), ADMIN, "wrong").await;
        }
        let unknown = sign_in(&app.anonymous_at([192, 0, 2, 99]), ADMIN, PASSWORD).await;
        assert_eq!(unknown.summary(), "429 too_many_requests", "all strangers together have a limit");
        owner.forget_session();
        sign_in(&owner, ADMIN, PASSWORD).await.ok::<SignIn>();
        // A new token each time; the one before means nothing.
        assert_eq!(app.count("SELECT COUNT(*) FROM known_browsers").await, 1);
    }

    async fn x7_a_known_browser_has_a_limit_too_and_is_known_for_its_account_only(app: &TestApp) {
        let owner = app.anonymous();
        sign_in(&owner, ADMIN, PASSWORD).await.ok::<SignIn>();
        sign_in(&owner, EDITOR, PASSWORD).await.ok::<SignIn>();
        assert_eq!(app.count("SELECT COUNT(*) FROM known_browsers").await, 2);
        exhaust(&owner, ADMIN).await;
        exhaust(&app.anonymous(), EDITOR).await;
        sign_in(&owner, EDITOR, PASSWORD).await.ok::<SignIn>();
    }

    async fn x7_servers_and_restarts_share_the_limits(app: &TestApp) {
        exhaust(&app.anonymous(), ADMIN).await;
        let other = app.second_process().await;
        let answer = sign_in(&other, ADMIN, PASSWORD).await;
        assert_eq!((answer.summary().as_str(), answer.header("retry-after")), ("429 too_many_requests", "6"));
    }

    async fn x7_nonsense_elsewhere_stops_no_sign_in(app: &TestApp) {
        let office = app.anonymous_at([192, 0, 2, 1]);
        for path in ["/invitations/lookup", "/password-reset/lookup", "/email-changes/lookup"] {
            for _ in 0..301 {
                office.post(path, &serde_json::json!({"token": "nonsense"})).await;
            }
            let answer = office.post(path, &serde_json::json!({"token": "nonsense"})).await;
            assert_eq!(answer.summary(), "429 too_many_requests", "{path}");
        }
        sign_in(&office, ADMIN, PASSWORD).await.ok::<SignIn>();
    }

    async fn x7_codes_have_a_limit_of_their_own_for_all_clients(app: &TestApp) {
        let guess = async |last: u8| {
            let client = app.anonymous_at([192, 0, 2, last]);
            sign_in(&client, CAUTIOUS, PASSWORD).await.ok::<SignIn>();
            client.post("/session/second-factor", &SecondFactorAnswer { code: "000000".to_owned(), passkey: None }).await.summary()
        };
        for last in 1..=10 {
            assert_eq!(guess(last).await, "401 wrong_code");
        }
        assert_eq!(guess(11).await, "429 too_many_requests");
    }

    async fn x8_limits_keep_no_text_of_what_was_tried(app: &TestApp) {
        sign_in(&app.anonymous_at([192, 0, 2, 1]), &"x".repeat(1_000), "wrong").await;
        assert_eq!(app.count("SELECT COUNT(*) FROM limits").await, 2);
        assert_eq!(app.count("SELECT COUNT(*) FROM limits WHERE LENGTH(key) = 32").await, 2);
    }

    async fn x17_the_wait_is_right_when_the_clock_is_set_back(app: &TestApp) {
        app.clock.advance(SignedDuration::from_hours(2));
        exhaust(&app.anonymous(), ADMIN).await;
        app.clock.advance(SignedDuration::from_hours(-2));
        sign_in(&app.anonymous(), ADMIN, PASSWORD).await.ok::<SignIn>();
    }
}

#[tokio::test]
async fn x8_a_network_of_ipv6_is_one_client() {
    let settings = Settings { attempts_per_peer: 3.try_into().unwrap(), ..Settings::default() };
    let app = TestApp::start(Engine::Sqlite, settings).await;
    let at = |address: &str| {
        let peer: SocketAddr = format!("[{address}]:40000").parse().unwrap();
        app.anonymous_with(Extension(ConnectInfo(peer)))
    };
    for host in ["2001:db8::1", "2001:db8::2", "2001:db8::ffff:1"] {
        assert_eq!(sign_in(&at(host), ADMIN, "wrong").await.summary(), "401 wrong_credentials", "{host}");
    }
    assert_eq!(sign_in(&at("2001:db8::3"), ADMIN, PASSWORD).await.summary(), "429 too_many_requests");
    sign_in(&at("2001:db8:0:1::1"), ADMIN, PASSWORD).await.ok::<SignIn>();
}
