//! `/account`

mod email_change;
mod organization;
mod passkeys;
mod password;
mod profile;
mod secrets;
mod sessions;
mod totp;

use api_types::{NewTotp, OwnAccount, RecoveryCodes, SignIn};
use serde_json::json;
use totp_rs::{Builder, Secret};

use crate::support::{Answer, Client, TestApp, world::PASSWORD};

async fn sign_in(client: &Client, email: &str, password: &str) -> Answer {
    client.post("/session", &json!({"email": email, "password": password})).await
}

async fn own(client: &Client) -> OwnAccount {
    client.get("/account").await.ok()
}

/// The code that an authenticator with this secret shows now.
fn code(app: &TestApp, secret: &str) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    totp.generate(app.now().as_second().unsigned_abs()).to_string()
}

/// Sets an authenticator app up: its secret, and the recovery codes.
async fn enrol(app: &TestApp, client: &Client) -> (String, Vec<String>) {
    let new: NewTotp = client.post("/account/totp", &json!({})).await.ok();
    let confirm = client.post("/account/totp/confirm", &json!({"code": code(app, &new.secret)})).await;
    (new.secret, confirm.ok::<RecoveryCodes>().recovery_codes)
}

/// A browser in which the password of `email` was right and a second factor is asked for.
async fn pending(app: &TestApp, email: &str) -> Client {
    let client = app.anonymous();
    let answer: SignIn = sign_in(&client, email, PASSWORD).await.ok();
    assert!(matches!(answer, SignIn::SecondFactor { .. }));
    client
}

async fn second_factor(client: &Client, code: &str) -> Answer {
    client.post("/session/second-factor", &json!({"code": code})).await
}

async fn events(app: &TestApp, action: &str) -> i64 {
    app.count(&format!("SELECT COUNT(*) FROM audit_events WHERE action = '{action}'")).await
}
