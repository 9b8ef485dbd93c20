//! `POST /session/second-factor`

use api_types::{SecondFactor, SecondFactorAnswer, Session, SignIn};
use jiff::SignedDuration;
use totp_rs::{Builder, Secret};

use super::sign_in;
use crate::support::{
    Answer, Client, TestApp, both_engines,
    world::{ADMIN, CAUTIOUS, PASSWORD, TOTP_SECRET},
};

/// The code that the authenticator shows now.
fn code(app: &TestApp) -> String {
    let secret = Secret::try_from_base32(TOTP_SECRET).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    totp.generate(app.now().as_second().unsigned_abs()).to_string()
}

async fn pending(app: &TestApp) -> Client {
    let client = app.anonymous();
    let answer = sign_in(&client, CAUTIOUS, PASSWORD).await;
    assert_eq!(answer.ok::<SignIn>(), SignIn::SecondFactor { second_factor: vec![SecondFactor::Totp] });
    client
}

async fn confirm(client: &Client, code: &str) -> Answer {
    client.post("/session/second-factor", &SecondFactorAnswer { code: code.to_owned(), passkey: None }).await
}

both_engines! {
    async fn password_and_code_together_sign_in(app: &TestApp) {
        let client = pending(app).await;
        let before = client.cookie().unwrap();
        let code = code(app);
        let session: Session = confirm(&client, &format!("{} {}", &code[..3], &code[3..])).await.ok();
        assert_eq!(session.account.email, CAUTIOUS);
        assert!(session.account.two_factor);
        assert_eq!(client.get("/session").await.ok::<Session>(), session);

        let (name, token) = before.split_once('=').unwrap();
        let old = app.anonymous().with_cookie(name, token);
        assert_eq!(old.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(confirm(&old, &code).await.summary(), "401 unauthenticated");
    }

    async fn f8_a_code_in_other_digits_signs_in(app: &TestApp) {
        let full_width: String =
            code(app).chars().map(|digit| char::from_u32(u32::from(digit) - 0x30 + 0xff10).unwrap()).collect();
        confirm(&pending(app).await, &full_width).await.ok::<Session>();
        app.clock.advance(SignedDuration::from_secs(30));
        let arabic: String =
            code(app).chars().map(|digit| char::from_u32(u32::from(digit) - 0x30 + 0x660).unwrap()).collect();
        confirm(&pending(app).await, &arabic).await.ok::<Session>();
    }

    async fn s5_one_code_works_once_even_in_parallel(app: &TestApp) {
        let code = code(app);
        let mut clients = Vec::new();
        for _ in 0..4 {
            clients.push(pending(app).await);
        }
        let [a, b, c, d] = &clients[..] else { panic!("four") };
        let answers =
            tokio::join!(confirm(a, &code), confirm(b, &code), confirm(c, &code), confirm(d, &code));
        let mut summaries = [answers.0, answers.1, answers.2, answers.3].map(|answer| answer.summary());
        summaries.sort();
        assert_eq!(summaries, ["200", "401 wrong_code", "401 wrong_code", "401 wrong_code"]);
        assert_eq!(confirm(&pending(app).await, &code).await.summary(), "401 wrong_code");

        app.clock.advance(SignedDuration::from_secs(30));
        let next = self::code(app);
        confirm(&pending(app).await, &next).await.ok::<Session>();
    }

    async fn s6_before_the_second_factor_nothing_works(app: &TestApp) {
        let client = pending(app).await;
        let alpha = app.world.alpha;
        for path in [
            "/session".to_owned(),
            "/organizations".to_owned(),
            format!("/organizations/{alpha}"),
            format!("/organizations/{alpha}/members"),
            format!("/organizations/{alpha}/members/{}", app.world.member(alpha, ADMIN)),
            format!("/organizations/{alpha}/roles"),
        ] {
            assert_eq!(client.get(&path).await.summary(), "401 unauthenticated", "{path}");
        }
        let create = client.post("/organizations", &serde_json::json!({"name": "Mine"})).await;
        assert_eq!(create.summary(), "401 unauthenticated");
    }

    async fn a_wrong_code_leaves_another_try_and_too_many_do_not(app: &TestApp) {
        let client = pending(app).await;
        for wrong in ["", "000", "abcdef", "²³¹²³¹", "1234567", "0000000000000000000000"] {
            assert_eq!(confirm(&client, wrong).await.summary(), "401 wrong_code", "{wrong}");
        }
        for _ in 0..4 {
            confirm(&client, "x").await;
        }
        assert_eq!(confirm(&client, &code(app)).await.summary(), "429 too_many_requests");
        app.clock.advance(SignedDuration::from_secs(30));
        confirm(&client, &code(app)).await.ok::<Session>();
    }

    async fn a_code_without_a_password_is_worth_nothing(app: &TestApp) {
        let code = code(app);
        assert_eq!(confirm(&app.anonymous(), &code).await.summary(), "401 unauthenticated");
        let signed_in = app.signed_in(CAUTIOUS).await;
        assert_eq!(confirm(&signed_in, &code).await.summary(), "401 unauthenticated");
    }

    async fn a_pending_sign_in_ends_after_five_minutes(app: &TestApp) {
        let client = pending(app).await;
        app.clock.advance(SignedDuration::from_secs(300));
        assert_eq!(confirm(&client, &code(app)).await.summary(), "401 unauthenticated");
    }
}
