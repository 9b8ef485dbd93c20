//! `/access/v1`: questions of the portal's services, by AuthZEN

mod evaluation;
mod evaluations;
mod oracle;
mod search;

use api_types::{AccessAction, ApiScope, Decision, Device, Resource, Subject};
use serde_json::{Value, json};

use crate::support::{
    Answer, Client, TestApp,
    invitations::{alpha, let_role},
};

/// A service of Alpha's portal.
async fn service(app: &TestApp) -> Client {
    let (_, key) = app.api_key_with("1001", vec![ApiScope::AccessEvaluate], None).await;
    app.anonymous().into_program(&key)
}

fn user(id: impl ToString) -> Value {
    json!({"type": "user", "id": id.to_string()})
}

fn device(id: impl ToString) -> Value {
    json!({"type": "device", "id": id.to_string()})
}

async fn ask(service: &Client, user: &Value, action: &str, resource: &Value) -> Answer {
    let body = json!({"subject": user, "action": {"name": action}, "resource": resource});
    service.post("/access/v1/evaluation", &body).await
}

/// Whether it is allowed, and why.
async fn decision(service: &Client, user: &Value, action: &str, resource: &Value) -> (bool, String) {
    let Decision { decision, context } = ask(service, user, action, resource).await.ok();
    (decision, context.reason_admin.en)
}

async fn new_device(app: &TestApp, client: &Client, name: &str, group: Option<&str>) -> Device {
    let body = json!({"name": name, "external_id": format!("id-{name}"), "group": group});
    client.post(&alpha(app, "/devices"), &body).await.ok()
}

fn ids(subjects: &[Subject]) -> Vec<&str> {
    subjects.iter().map(|subject| subject.id.as_str()).collect()
}

fn resource_ids(resources: &[Resource]) -> Vec<&str> {
    resources.iter().map(|resource| resource.id.as_str()).collect()
}

fn names(actions: &[AccessAction]) -> Vec<&str> {
    actions.iter().map(|action| action.name.as_str()).collect()
}
