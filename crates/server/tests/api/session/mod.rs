//! `/session`

mod cookies;
mod end;
mod limits;
mod second_factor;
mod sign_in;

use api_types::Credentials;

use crate::support::{Answer, Client};

/// Signs in as a person would.
pub async fn sign_in(client: &Client, email: &str, password: &str) -> Answer {
    let credentials = Credentials { email: email.to_owned(), password: password.to_owned() };
    client.post("/session", &credentials).await
}
