//! Changes of e-mail addresses, as the tests make them.

use api_types::{EmailChange, Member};
use roster_server::mail::StoredMail;
use serde_json::json;

use super::{Answer, Client, TestApp, invitations::alpha, password_resets::mails};

/// The address that the tests choose.
pub const NEW_ADDRESS: &str = "renamed@alpha.example";

/// The path of a member of Alpha, and what stands below it.
pub fn of(app: &TestApp, email: &str, below: &str) -> String {
    alpha(app, &format!("/members/{}{below}", app.world.member(app.world.alpha, email)))
}

/// Asks for another address of the member of Alpha that began with `email`.
pub async fn request(app: &TestApp, client: &Client, email: &str, new: &str) -> Answer {
    client.post(&of(app, email, "/email-change"), &json!({"email": new})).await
}

pub async fn cancel(app: &TestApp, client: &Client, email: &str) -> Answer {
    client.delete(&of(app, email, "/email-change")).await
}

/// Asks for another address, and sends the mails: the token of the link.
pub async fn requested(app: &TestApp, client: &Client, email: &str, new: &str) -> String {
    request(app, client, email, new).await.ok::<Member>();
    let mails = mails(app).await;
    token(mails.iter().find(|mail| mail.to == new).expect("a mail to the new address"))
}

/// What stands behind the `#`.
pub fn token(mail: &StoredMail) -> String {
    let (address, token) = mail.content.link.split_once('#').unwrap();
    assert_eq!(address, "http://localhost:8080/email-change");
    assert_eq!(token.len(), 43);
    token.to_owned()
}

pub async fn lookup(client: &Client, token: &str) -> Answer {
    client.post("/email-changes/lookup", &json!({"token": token})).await
}

pub async fn confirm(client: &Client, token: &str) -> Answer {
    client.post("/email-changes/confirm", &json!({"token": token})).await
}

pub async fn member(app: &TestApp, client: &Client, email: &str) -> Member {
    client.get(&of(app, email, "")).await.ok()
}

/// The change that the member shows.
pub async fn pending(app: &TestApp, client: &Client, email: &str) -> Option<EmailChange> {
    member(app, client, email).await.email_change
}
