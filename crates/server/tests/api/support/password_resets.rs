//! Password resets, as the tests make them.

use roster_server::mail::{Mailbox, StoredMail, Transport};
use serde_json::json;

use super::{Answer, Client, TestApp};

/// The password that the tests choose.
pub const NEW: &str = "three wet otters hum";

/// Sends every mail that waits, the oldest first.
pub async fn mails(app: &TestApp) -> Vec<StoredMail> {
    app.state.after_response.finished().await;
    let mailbox = Mailbox::default();
    app.state.mail_worker(Transport::Mailbox(mailbox.clone())).work_off().await.unwrap();
    let mut mails = mailbox.all();
    mails.reverse();
    mails
}

pub async fn ask(client: &Client, email: &str) -> Answer {
    client.post("/password-reset", &json!({"email": email})).await
}

/// Asks for a link by mail, as a stranger; the token in it.
pub async fn mailed_token(app: &TestApp, email: &str) -> String {
    assert_eq!(ask(&app.anonymous(), email).await.status, 202);
    let mut mails = mails(app).await;
    let mail = mails.pop().expect("a mail");
    assert!(mails.is_empty());
    assert_eq!(mail.to, email);
    token(&mail.content.link)
}

/// What stands behind the `#`.
pub fn token(link: &str) -> String {
    let (address, token) = link.split_once('#').unwrap();
    assert_eq!(address, "http://localhost:8080/password-reset");
    assert_eq!(token.len(), 43);
    token.to_owned()
}

pub async fn lookup(client: &Client, token: &str) -> Answer {
    client.post("/password-reset/lookup", &json!({"token": token})).await
}

pub async fn confirm(client: &Client, token: &str, password: &str) -> Answer {
    client.post("/password-reset/confirm", &json!({"token": token, "password": password})).await
}

pub async fn sign_in(client: &Client, email: &str, password: &str) -> Answer {
    client.post("/session", &json!({"email": email, "password": password})).await
}
