//! Mails over a real connection to a small mail server, and what becomes of them.

mod access_end;
mod access_request;
mod claiming;
mod content;
mod delivery;
mod email_change;
mod faults;
mod logs;
mod organizations;
mod password_reset;
mod security;
mod smtp_server;
mod working;

use std::{collections::HashMap, sync::Arc};

use api_types::{Delivery, InvitationResults, MailService, Member, MemberId};
use roster_server::{
    clock::Entropy,
    config::{self, Sources},
    mail::{Smtp, Transport, Worker},
    state::{AppState, Settings},
    store::Database,
};
use serde_json::{Value, json};

use crate::support::{Client, Engine, TestApp, world::ADMIN};
use smtp_server::SmtpServer;

/// Declares tests that run on both engines against a server that sends mail.
macro_rules! with_mail {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: &TestApp) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports, reason = "not every test needs everything around it")]
            use super::*;

            $(#[$meta])*
            async fn check($app: &crate::support::TestApp) $body

            #[tokio::test]
            async fn sqlite() {
                crate::mail::run(crate::support::Engine::Sqlite, async |app| check(app).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                crate::mail::run(crate::support::Engine::Postgres, async |app| check(app).await).await;
            }
        }
    )*};
}
use with_mail;

/// Where the links of mails lead.
const BASE: &str = "http://roster.example";

async fn run(engine: Engine, test: impl AsyncFnOnce(&TestApp)) {
    let settings = Settings { public_base_url: BASE.to_owned(), mail: MailService::Smtp, ..Settings::default() };
    let app = TestApp::start(engine, settings).await;
    test(&app).await;
    app.close(engine).await;
}

/// The settings of a worker that sends to `server`, with more lines of the environment.
fn settings(server: &SmtpServer, more: &[(&str, &str)]) -> config::SmtpSettings {
    let mut variables = HashMap::from([
        ("ROSTER_MAIL__HOST", "localhost".to_owned()),
        ("ROSTER_MAIL__PORT", server.port().to_string()),
        ("ROSTER_MAIL__TLS", "none".to_owned()),
        ("ROSTER_MAIL__FROM", "Roster <roster@roster.example>".to_owned()),
    ]);
    variables.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
    let sources = Sources { file: None, environment: &|name| variables.get(name).cloned(), flags: Vec::new() };
    config::Settings::load(&sources).unwrap().mail.smtp().unwrap().unwrap()
}

/// A worker of the app that sends to `server`.
fn worker(app: &TestApp, server: &SmtpServer) -> Arc<Worker> {
    worker_with(&app.state, &settings(server, &[]))
}

fn worker_with(state: &AppState, settings: &config::SmtpSettings) -> Arc<Worker> {
    let server = Smtp::new(settings, Some("roster.example")).unwrap();
    let (from, first_retry) = (settings.from.clone(), settings.first_retry);
    state.mail_worker(Transport::Smtp { server: Box::new(server), from, first_retry })
}

/// Another process over the same database and the same time.
async fn other_process(app: &TestApp) -> AppState {
    let database = Database::connect(&app.url).await.unwrap();
    AppState::new(database, app.state.settings.clone(), app.clock.clone(), Entropy::seeded(7)).await.unwrap()
}

/// Invites these addresses by mail and gives their members.
async fn invite(app: &TestApp, client: &Client, emails: &[&str], more: Value) -> Vec<Member> {
    let mut body = json!({"emails": emails, "roles": [app.world.alpha_roles[2]], "send_email": true});
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    let answer = client.post(&format!("/organizations/{}/invitations", app.world.alpha), &body).await;
    let results: InvitationResults = answer.ok();
    results.results.into_iter().map(|result| result.member.unwrap()).collect()
}

/// Invites one address by mail, as the administrator.
async fn invite_one(app: &TestApp, email: &str) -> (Client, Member) {
    let admin = app.signed_in(ADMIN).await;
    let member = invite(app, &admin, &[email], json!({})).await.remove(0);
    (admin, member)
}

async fn member(app: &TestApp, client: &Client, member: MemberId) -> Member {
    client.get(&format!("/organizations/{}/members/{member}", app.world.alpha)).await.ok()
}

/// What the API says of the newest mail to a member.
async fn delivery(app: &TestApp, client: &Client, id: MemberId) -> Delivery {
    member(app, client, id).await.invitation.unwrap().delivery.unwrap()
}
