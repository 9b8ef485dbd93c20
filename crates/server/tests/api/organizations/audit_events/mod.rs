//! `/organizations/{organization}/audit-events`

mod chain;
mod export;
mod list;
mod sign_ins;

use api_types::{AuditEvent, List};

use crate::support::{Client, TestApp};

/// A page of the log of Alpha.
async fn log(app: &TestApp, client: &Client, query: &str) -> List<AuditEvent> {
    client.get(&format!("/organizations/{}/audit-events?{query}", app.world.alpha)).await.ok()
}

/// The actions of the events that a query finds.
async fn actions(app: &TestApp, client: &Client, query: &str) -> Vec<String> {
    log(app, client, query).await.items.into_iter().map(|event| event.action).collect()
}
