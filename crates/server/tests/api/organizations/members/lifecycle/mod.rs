//! From joining to being erased: deactivating, removing and restoring members.

mod bulk;
mod deactivate;
mod erase;
mod model;
mod remove;
mod replace_supervisor;
mod restore;
mod schedule;
mod second_factor;
mod sessions;
mod successor;

use api_types::{List, Member, MemberId};
use axum::http::Method;
use serde_json::Value;

use crate::support::{Answer, Client, TestApp, invitations::alpha};

/// A member of Alpha.
fn id(app: &TestApp, email: &str) -> MemberId {
    app.world.member(app.world.alpha, email)
}

/// The path of a member of Alpha, and what stands below it.
fn of(app: &TestApp, email: &str, below: &str) -> String {
    alpha(app, &format!("/members/{}{below}", id(app, email)))
}

async fn read(app: &TestApp, client: &Client, email: &str) -> Member {
    client.get(&of(app, email, "")).await.ok()
}

/// Changes a member whatever its version is.
async fn change(app: &TestApp, client: &Client, method: Method, email: &str, below: &str, body: &Value) -> Answer {
    let version = read(app, client, email).await.version;
    client.change(method, &of(app, email, below), version, body).await
}

/// Emails of a list; its total is their number.
async fn emails(app: &TestApp, client: &Client, query: &str) -> Vec<String> {
    let list: List<Member> = client.get(&alpha(app, &format!("/members?{query}"))).await.ok();
    assert_eq!(list.total.count, list.items.len() as u64, "{query}");
    list.items.into_iter().map(|member| member.email).collect()
}

/// How many audit events of this kind have this text in their details.
async fn events_with(app: &TestApp, action: &str, text: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM audit_events WHERE action LIKE '{action}' AND details LIKE '%{text}%'");
    app.count(&sql).await
}
