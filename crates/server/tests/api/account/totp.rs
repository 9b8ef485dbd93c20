//! `/account/totp`, `/account/recovery-codes`, and signing in with them

use api_types::{Member, NewTotp, OwnAccount, RecoveryCodes, SecondFactor, Session, SignIn};
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::json;

use super::{code, enrol, events, own, pending, second_factor, sign_in};
use crate::support::{
    Client, both_engines,
    email_changes::of,
    password_resets::mails,
    world::{ADMIN, CAUTIOUS, EDITOR, PASSWORD, VIEWER},
};

async fn remove(client: &Client, password: &str) -> String {
    let body = json!({"password": password}).to_string().into_bytes();
    client.send(Method::DELETE, "/account/totp", Some(body)).await.summary()
}

both_engines! {
    async fn an_authenticator_app_is_set_up_and_asked_for(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let new: NewTotp = client.post("/account/totp", &json!({})).await.ok();
        assert!(new.uri.contains(&new.secret) && new.qr.path.starts_with("M0 0h7"));
        assert!(own(&client).await.totp.is_none(), "nothing has changed yet");
        let wrong = client.post("/account/totp/confirm", &json!({"code": "000000"})).await;
        assert_eq!(wrong.summary(), "401 wrong_code");
        let confirmed = client.post("/account/totp/confirm", &json!({"code": code(app, &new.secret)})).await;
        let codes = confirmed.ok::<RecoveryCodes>().recovery_codes;
        assert_eq!(confirmed.header("cache-control"), "no-store");
        assert_eq!((codes.len(), codes[0].len()), (10, 30));

        let account: OwnAccount = own(&client).await;
        assert_eq!(account.totp.unwrap().since.as_deref(), Some("2026-11-21T09:30:00Z"));
        assert_eq!(account.recovery_codes.map(|codes| (codes.left, codes.total)), Some((10, 10)));
        let member: Member = app.signed_in(ADMIN).await.get(&of(app, EDITOR, "")).await.ok();
        assert_eq!(member.two_factor, Some(true));
        let answer: SignIn = sign_in(&app.anonymous(), EDITOR, PASSWORD).await.ok();
        let second_factors = vec![SecondFactor::Totp, SecondFactor::RecoveryCode];
        assert_eq!(answer, SignIn::SecondFactor { second_factor: second_factors });
        let mails = mails(app).await;
        assert_eq!(mails[0].content.subject, "Two-factor sign-in is on");
        assert_eq!((mails.len(), events(app, "account.totp_enabled").await), (1, 1));
    }

    async fn s5_the_code_that_confirms_does_not_sign_in(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let (secret, _) = enrol(app, &client).await;
        let now = code(app, &secret);
        assert_eq!(second_factor(&pending(app, EDITOR).await, &now).await.summary(), "401 wrong_code");
        app.clock.advance(SignedDuration::from_secs(30));
        second_factor(&pending(app, EDITOR).await, &code(app, &secret)).await.ok::<Session>();
    }

    async fn s6_half_signed_in_nobody_enrols(app: &TestApp) {
        let client = pending(app, CAUTIOUS).await;
        assert_eq!(client.post("/account/totp", &json!({})).await.summary(), "401 unauthenticated");
        let body = json!({"password": PASSWORD});
        assert_eq!(client.post("/session/proof", &body).await.summary(), "401 unauthenticated");
        assert_eq!(client.post("/account/recovery-codes", &body).await.summary(), "401 unauthenticated");
        assert_eq!(remove(&client, PASSWORD).await, "401 unauthenticated");
    }

    async fn a_secret_waits_a_quarter_of_an_hour_for_its_owner_only(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let new: NewTotp = client.post("/account/totp", &json!({})).await.ok();
        let other = app.signed_in(VIEWER).await;
        let foreign = other.post("/account/totp/confirm", &json!({"code": code(app, &new.secret)})).await;
        assert_eq!(foreign.summary(), "409 no_totp");
        app.clock.advance(SignedDuration::from_mins(9));
        client.post("/session/proof", &json!({"password": PASSWORD})).await.ok::<Session>();
        app.clock.advance(SignedDuration::from_mins(6));
        let late = client.post("/account/totp/confirm", &json!({"code": code(app, &new.secret)})).await;
        assert_eq!(late.summary(), "409 no_totp");
    }

    async fn s5_a_recovery_code_signs_in_once_even_in_parallel(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let (_, codes) = enrol(app, &client).await;
        let clients = [pending(app, EDITOR).await, pending(app, EDITOR).await, pending(app, EDITOR).await];
        let [a, b, c] = &clients;
        let typed = codes[0].to_lowercase().replace('-', " ");
        let answers = tokio::join!(second_factor(a, &typed), second_factor(b, &typed), second_factor(c, &typed));
        let mut summaries = [answers.0, answers.1, answers.2].map(|answer| answer.summary());
        summaries.sort();
        assert_eq!(summaries, ["200", "401 wrong_code", "401 wrong_code"]);
        assert_eq!(own(&client).await.recovery_codes.map(|codes| codes.left), Some(9));
        let subjects: Vec<String> = mails(app).await.into_iter().map(|mail| mail.content.subject).collect();
        assert_eq!(subjects[1..], ["A recovery code was used to sign in"]);
        assert_eq!(events(app, "account.recovery_code_used").await, 1);
    }

    async fn a_recovery_code_is_of_its_account(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let (_, codes) = enrol(app, &client).await;
        assert_eq!(second_factor(&pending(app, CAUTIOUS).await, &codes[0]).await.summary(), "401 wrong_code");
        second_factor(&pending(app, EDITOR).await, &codes[0]).await.ok::<Session>();
    }

    async fn new_recovery_codes_end_the_old_ones(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let without = client.post("/account/recovery-codes", &json!({"password": PASSWORD})).await;
        assert_eq!(without.summary(), "409 no_second_factor");
        let (_, old) = enrol(app, &client).await;
        let wrong = client.post("/account/recovery-codes", &json!({"password": "wrong"})).await;
        assert_eq!(wrong.summary(), "401 wrong_password");
        let new = client.post("/account/recovery-codes", &json!({"password": PASSWORD})).await;
        let new = new.ok::<RecoveryCodes>().recovery_codes;
        assert_eq!(second_factor(&pending(app, EDITOR).await, &old[0]).await.summary(), "401 wrong_code");
        second_factor(&pending(app, EDITOR).await, &new[0]).await.ok::<Session>();
    }

    async fn turning_it_off_needs_the_password_and_ends_the_codes(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        assert_eq!(remove(&client, PASSWORD).await, "409 no_totp");
        enrol(app, &client).await;
        assert_eq!(remove(&client, "wrong").await, "401 wrong_password");
        assert_eq!(remove(&client, PASSWORD).await, "204");
        let account = own(&client).await;
        assert_eq!((account.totp, account.recovery_codes), (None, None));
        let answer: SignIn = sign_in(&app.anonymous(), EDITOR, PASSWORD).await.ok();
        assert!(matches!(answer, SignIn::Done(_)));
        let member: Member = app.signed_in(ADMIN).await.get(&of(app, EDITOR, "")).await.ok();
        assert_eq!(member.two_factor, Some(false));
    }

    async fn a_code_proves_who_it_is_once(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let (secret, _) = enrol(app, &client).await;
        app.clock.advance(SignedDuration::from_mins(11));
        let proof = json!({"code": code(app, &secret)});
        client.post("/session/proof", &proof).await.ok::<Session>();
        assert_eq!(client.post("/session/proof", &proof).await.summary(), "401 wrong_code");
        assert_eq!(client.post("/account/totp", &json!({})).await.status, 200);
    }
}
