//! `/account/passkeys` and `/session/passkey`; what an authenticator signs is tested in a browser

use api_types::{PasskeyChallenge, PasskeysUnavailable, SecondFactor, SignIn};
use axum::http::Method;
use jiff::SignedDuration;
use roster_server::state::Settings;
use serde_json::json;

use super::{own, pending, sign_in};
use crate::support::{
    Answer, Client, Engine, TestApp, both_engines,
    world::{CAUTIOUS, EDITOR, PASSWORD, VIEWER},
};

async fn ask(client: &Client) -> PasskeyChallenge {
    client.post("/account/passkeys/challenge", &json!({})).await.ok()
}

async fn add(client: &Client, challenge: &str, credential: &str) -> Answer {
    let answer = json!({"challenge": challenge, "credential": credential});
    client.post("/account/passkeys", &json!({"name": "Laptop", "answer": answer})).await
}

/// A passkey in the database, as if it had been registered.
async fn register(app: &TestApp, email: &str) -> String {
    let account = app.world.account(email).as_u128();
    let blob =
        |hex: String| if app.url.starts_with("sqlite:") { format!("x'{hex}'") } else { format!("'\\x{hex}'::bytea") };
    app.sql(&format!(
        "INSERT INTO passkeys (id, account_id, credential_id, name, credential, created_at) \
         VALUES ({}, {}, {}, 'Laptop', '{{}}', 0)",
        blob(format!("{:032x}", 7)),
        blob(format!("{account:032x}")),
        blob("0102".to_owned()),
    ))
    .await;
    api_types::PasskeyId::from_u128(7).to_string()
}

both_engines! {
    async fn a_challenge_is_answered_once_in_time_by_whom_it_was_asked(app: &TestApp) {
        let (client, other) = (app.signed_in(EDITOR).await, app.signed_in(VIEWER).await);
        let challenge = ask(&client).await.challenge;
        assert_eq!(add(&other, &challenge, "{}").await.summary(), "401 wrong_passkey");
        let still_there = "SELECT COUNT(*) FROM passkey_challenges";
        assert_eq!(app.count(still_there).await, 1, "others cannot use it up");
        assert_eq!(add(&client, &challenge, "{}").await.summary(), "401 wrong_passkey");
        assert_eq!(app.count(still_there).await, 0, "a wrong answer does");
        let late = ask(&client).await.challenge;
        app.clock.advance(SignedDuration::from_mins(5));
        assert_eq!(add(&client, &late, "{}").await.summary(), "401 wrong_passkey");
        let long = add(&client, &ask(&client).await.challenge, &"x".repeat(20_000)).await;
        assert_eq!(long.summary(), "401 wrong_passkey");
        assert!(own(&client).await.passkeys.is_empty());
    }

    async fn adding_and_deleting_asks_for_a_proof(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let id = register(app, EDITOR).await;
        app.clock.advance(SignedDuration::from_mins(11));
        let asked = client.post("/account/passkeys/challenge", &json!({})).await;
        assert_eq!(asked.summary(), "403 reauthentication_required");
        let path = format!("/account/passkeys/{id}");
        assert_eq!(client.delete(&path).await.summary(), "403 reauthentication_required");
        client.post("/session/proof", &json!({"password": PASSWORD})).await.ok::<api_types::Session>();
        assert_eq!(client.delete(&path).await.status, 200);
        assert_eq!(client.delete(&path).await.summary(), "404 not_found");
    }

    async fn a_passkey_is_its_owners_to_rename_and_delete(app: &TestApp) {
        let (client, other) = (app.signed_in(EDITOR).await, app.signed_in(VIEWER).await);
        let path = format!("/account/passkeys/{}", register(app, EDITOR).await);
        let name = |name: &str| Some(json!({"name": name}).to_string().into_bytes());
        assert_eq!(other.send(Method::PATCH, &path, name("Mine")).await.summary(), "404 not_found");
        assert_eq!(other.delete(&path).await.summary(), "404 not_found");
        assert_eq!(client.send(Method::PATCH, &path, name(" Phone ")).await.status, 200);
        assert_eq!(own(&client).await.passkeys[0].name, "Phone");
        let long = "x".repeat(61);
        for (wrong, code) in [("", "required"), ("a\nb", "invalid"), (long.as_str(), "too_long")] {
            assert_eq!(client.send(Method::PATCH, &path, name(wrong)).await.field_errors()[0].1, code);
        }
    }

    async fn s6_a_passkey_is_a_second_factor(app: &TestApp) {
        register(app, EDITOR).await;
        let client = app.anonymous();
        let answer: SignIn = sign_in(&client, EDITOR, PASSWORD).await.ok();
        assert_eq!(answer, SignIn::SecondFactor { second_factor: vec![SecondFactor::Passkey] });
        assert_eq!(client.get("/session").await.summary(), "401 unauthenticated");
        let code = client.post("/session/second-factor", &json!({"code": "123456"})).await;
        assert_eq!(code.summary(), "401 wrong_code");
        let challenge = json!({"challenge": "x".repeat(43), "credential": "{}"});
        let wrong = client.post("/session/second-factor", &json!({"passkey": challenge})).await;
        assert_eq!(wrong.summary(), "401 wrong_passkey");
    }

    async fn challenges_are_for_one_purpose(app: &TestApp) {
        let purpose = |purpose: &str| json!({"purpose": purpose});
        let anonymous = app.anonymous();
        for needs in ["second_factor", "proof"] {
            let answer = anonymous.post("/session/passkey/challenge", &purpose(needs)).await;
            assert_eq!(answer.summary(), "401 unauthenticated", "{needs}");
        }
        let without = pending(app, CAUTIOUS).await.post("/session/passkey/challenge", &purpose("second_factor")).await;
        assert_eq!(without.summary(), "409 no_second_factor");
        let asked: PasskeyChallenge = anonymous.post("/session/passkey/challenge", &purpose("sign_in")).await.ok();
        let client = app.signed_in(EDITOR).await;
        assert_eq!(add(&client, &asked.challenge, "{}").await.summary(), "401 wrong_passkey");
        assert_eq!(app.count("SELECT COUNT(*) FROM passkey_challenges").await, 1, "it was not the editor's");
    }
}

#[tokio::test]
async fn without_a_name_there_are_no_passkeys() {
    let settings = Settings { public_base_url: "http://192.0.2.7:8080".to_owned(), ..Settings::default() };
    let app = TestApp::start(Engine::Sqlite, settings).await;
    let client = app.signed_in(EDITOR).await;
    assert_eq!(own(&client).await.passkeys_unavailable, Some(PasskeysUnavailable::IpAddress));
    let asked = client.post("/account/passkeys/challenge", &json!({})).await;
    assert_eq!(asked.summary(), "409 passkeys_unavailable");
    app.close(Engine::Sqlite).await;
}
