//! Who may ask for what: every route × everybody, against the committed table. A route that is described but has no
//! row here fails.

use std::collections::BTreeSet;

use api_types::{AuditEvent, Credentials, List};
use axum::http::Method;
use serde_json::json;

use crate::support::{
    Client, TestApp, both_engines,
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, OUTSIDER, PASSWORD, VIEWER},
};

const EVERYBODY: [&str; 8] =
    ["anonymous", "pending", "outsider", "inactive", "viewer", "editor", "administrator", "api key"];

/// A route as OpenAPI names it, and the body that it is asked with.
fn rows() -> Vec<(&'static str, Option<serde_json::Value>)> {
    vec![
        ("GET /api/v1/server", None),
        ("POST /api/v1/session", Some(json!(Credentials { email: VIEWER.into(), password: PASSWORD.into() }))),
        ("GET /api/v1/session", None),
        ("DELETE /api/v1/session", None),
        ("POST /api/v1/session/second-factor", Some(json!({"code": "wrong"}))),
        ("POST /api/v1/session/passkey/challenge", Some(json!({"purpose": "sign_in"}))),
        ("POST /api/v1/session/passkey", Some(json!({"challenge": "nonsense", "credential": "{}"}))),
        ("POST /api/v1/session/proof", Some(json!({"password": PASSWORD}))),
        ("GET /api/v1/account", None),
        ("PATCH /api/v1/account", Some(json!({"given_name": "Ada"}))),
        ("GET /api/v1/account/sessions", None),
        ("DELETE /api/v1/account/sessions", None),
        ("DELETE /api/v1/account/sessions/{session}", None),
        ("POST /api/v1/account/totp", Some(json!({}))),
        ("DELETE /api/v1/account/totp", Some(json!({"password": PASSWORD}))),
        ("POST /api/v1/account/totp/confirm", Some(json!({"code": "000000"}))),
        ("POST /api/v1/account/recovery-codes", Some(json!({"password": PASSWORD}))),
        ("POST /api/v1/account/email-change", Some(json!({"email": "{new_email}"}))),
        ("DELETE /api/v1/account/email-change", None),
        ("POST /api/v1/account/passkeys/challenge", Some(json!({}))),
        (
            "POST /api/v1/account/passkeys",
            Some(json!({"name": "Laptop", "answer": {"challenge": "nonsense", "credential": "{}"}})),
        ),
        ("PATCH /api/v1/account/passkeys/{passkey}", Some(json!({"name": "Phone"}))),
        ("DELETE /api/v1/account/passkeys/{passkey}", None),
        (
            "PUT /api/v1/account/password",
            Some(json!({"current_password": PASSWORD, "new_password": "three wet otters hum"})),
        ),
        ("GET /api/v1/organizations", None),
        ("POST /api/v1/organizations", Some(json!({"name": "New"}))),
        ("GET /api/v1/organizations/{organization}", None),
        ("PATCH /api/v1/organizations/{organization}", Some(json!({"time_zone": "Europe/Berlin"}))),
        ("GET /api/v1/organizations/{organization}/membership", None),
        ("GET /api/v1/organizations/{organization}/settings", None),
        ("POST /api/v1/organizations/{organization}/disable", Some(json!({}))),
        ("POST /api/v1/organizations/{organization}/enable", Some(json!({}))),
        ("GET /api/v1/organizations/{organization}/api-keys", None),
        (
            "POST /api/v1/organizations/{organization}/api-keys",
            Some(json!({"name": "Portal", "scopes": ["access.evaluate"], "addresses": ["203.0.113.0/28"]})),
        ),
        ("GET /api/v1/organizations/{organization}/api-keys/{key}", None),
        ("PATCH /api/v1/organizations/{organization}/api-keys/{key}", Some(json!({"name": "Other"}))),
        ("POST /api/v1/organizations/{organization}/api-keys/{key}/rotate", Some(json!({}))),
        ("DELETE /api/v1/organizations/{organization}/api-keys/{key}", None),
        ("GET /api/v1/organizations/{organization}/members", None),
        ("GET /api/v1/organizations/{organization}/members/export", None),
        ("GET /api/v1/organizations/{organization}/members/options", None),
        ("POST /api/v1/organizations/{organization}/members/bulk", Some(json!({"action": "withdraw", "members": []}))),
        ("GET /api/v1/organizations/{organization}/members/{member}", None),
        ("PATCH /api/v1/organizations/{organization}/members/{member}", Some(json!({"companies": []}))),
        ("GET /api/v1/organizations/{organization}/members/{member}/activity", None),
        ("PUT /api/v1/organizations/{organization}/members/{member}/roles", Some(json!({"roles": ["{viewer}"]}))),
        ("POST /api/v1/organizations/{organization}/members/{member}/resend", Some(json!({"send_email": false}))),
        ("POST /api/v1/organizations/{organization}/members/{member}/link", Some(json!({}))),
        ("POST /api/v1/organizations/{organization}/members/{member}/withdraw", Some(json!({}))),
        ("POST /api/v1/organizations/{organization}/members/{member}/activate", Some(json!({}))),
        ("DELETE /api/v1/organizations/{organization}/members/{member}/sessions", None),
        ("DELETE /api/v1/organizations/{organization}/members/{member}/second-factor", Some(json!({"reason": "Lost"}))),
        ("POST /api/v1/organizations/{organization}/members/{member}/deactivate", Some(json!({"note": "On leave"}))),
        (
            "PUT /api/v1/organizations/{organization}/members/{member}/schedule",
            Some(json!({"active_from": "2026-12-01", "active_until": "2026-12-31"})),
        ),
        ("GET /api/v1/organizations/{organization}/members/{member}/blockers", None),
        ("GET /api/v1/organizations/{organization}/members/{member}/export", None),
        ("GET /api/v1/organizations/{organization}/members/{member}/references/{source}", None),
        (
            "PUT /api/v1/organizations/{organization}/members/{member}/references/{source}",
            Some(json!({"references": []})),
        ),
        (
            "POST /api/v1/organizations/{organization}/supervisors/replace",
            Some(json!({"members": ["mem_00000000000000000000000001"]})),
        ),
        ("DELETE /api/v1/organizations/{organization}/members/{member}", None),
        ("POST /api/v1/organizations/{organization}/members/{member}/restore", Some(json!({"roles": true}))),
        (
            "POST /api/v1/organizations/{organization}/invitations",
            Some(json!({"emails": ["new@alpha.example"], "roles": ["{viewer}"], "send_email": false})),
        ),
        ("POST /api/v1/invitations/lookup", Some(json!({"token": "nonsense"}))),
        ("POST /api/v1/invitations/accept", Some(json!({"token": "nonsense"}))),
        ("POST /api/v1/invitations/decline", Some(json!({"token": "nonsense"}))),
        ("POST /api/v1/invitations/stop-mails", Some(json!({"token": "nonsense", "stop": true}))),
        ("POST /api/v1/invitations/request", Some(json!({"token": "nonsense"}))),
        ("GET /api/v1/organizations/{organization}/companies", None),
        ("GET /api/v1/organizations/{organization}/companies/options", None),
        ("GET /api/v1/organizations/{organization}/companies/export", None),
        ("POST /api/v1/organizations/{organization}/companies", Some(json!({"name": "New"}))),
        ("GET /api/v1/organizations/{organization}/companies/{company}", None),
        ("PATCH /api/v1/organizations/{organization}/companies/{company}", Some(json!({"name": "Other"}))),
        ("GET /api/v1/organizations/{organization}/audit-events", None),
        ("GET /api/v1/organizations/{organization}/audit-events/{event}", None),
        ("GET /api/v1/organizations/{organization}/audit-events/options", None),
        ("GET /api/v1/organizations/{organization}/audit-events/export", None),
        ("GET /api/v1/organizations/{organization}/roles", None),
        ("GET /api/v1/organizations/{organization}/roles/export", None),
        ("GET /api/v1/organizations/{organization}/saved-views", None),
        (
            "PUT /api/v1/organizations/{organization}/saved-views",
            Some(json!({"list": "members", "name": "Mine", "query": "q=a"})),
        ),
        ("PATCH /api/v1/organizations/{organization}/saved-views/{view}", Some(json!({"name": "Mine"}))),
        ("DELETE /api/v1/organizations/{organization}/saved-views/{view}", None),
        ("POST /api/v1/password-reset", Some(json!({"email": VIEWER}))),
        ("POST /api/v1/password-reset/lookup", Some(json!({"token": "nonsense"}))),
        (
            "POST /api/v1/password-reset/confirm",
            Some(json!({"token": "nonsense", "password": "correct horse battery"})),
        ),
        (
            "POST /api/v1/organizations/{organization}/members/{member}/password-reset",
            Some(json!({"send_email": true})),
        ),
        (
            "POST /api/v1/organizations/{organization}/members/{member}/email-change",
            Some(json!({"email": "renamed@alpha.example"})),
        ),
        ("DELETE /api/v1/organizations/{organization}/members/{member}/email-change", None),
        ("POST /api/v1/email-changes/lookup", Some(json!({"token": "nonsense"}))),
        ("POST /api/v1/email-changes/confirm", Some(json!({"token": "nonsense"}))),
        // The last, because they are gone then.
        ("POST /api/v1/organizations/{organization}/leave", Some(json!({}))),
    ]
}

/// Whom a route is about: those that change who has access are about somebody who asks for nothing here.
fn member_of(route: &str) -> &'static str {
    let ends = ["/activate", "/sessions", "/deactivate", "/restore", "/schedule"];
    // The editor has made an organization by then, so that its address is its own to change.
    if route.starts_with("POST") && route.ends_with("/email-change") {
        return CAUTIOUS;
    }
    if route.starts_with("DELETE") || ends.iter().any(|end| route.ends_with(end)) { GONE } else { EDITOR }
}

async fn browser_of(app: &TestApp, who: &str) -> Client {
    let email = match who {
        "anonymous" => return app.anonymous(),
        "api key" => return app.program().await,
        "pending" => {
            let client = app.anonymous();
            let credentials = Credentials { email: CAUTIOUS.into(), password: PASSWORD.into() };
            assert_eq!(client.post("/session", &credentials).await.status, 200);
            return client;
        }
        "outsider" => OUTSIDER,
        "inactive" => DIVIDED,
        "viewer" => VIEWER,
        "editor" => EDITOR,
        "administrator" => ADMIN,
        other => panic!("nobody is called {other}"),
    };
    app.signed_in(email).await
}

both_engines! {
    async fn everybody_gets_exactly_what_the_table_says(app: &TestApp) {
        let alpha = app.world.alpha;
        let mut table = String::new();
        let url = format!("/organizations/{alpha}/audit-events");
        let events: List<AuditEvent> = app.signed_in(ADMIN).await.get(&url).await.ok();
        let event = events.items[0].id.to_string();
        let (key, _) = app.api_key_until("1001", None).await;
        for (route, body) in rows() {
            let (method, path) = route.split_once(" /api/v1").unwrap();
            let path = path
                .replace("{organization}", &alpha.to_string())
                .replace("{company}", &app.world.alpha_company.to_string())
                .replace("{source}", "work-orders")
                .replace("{session}", "ses_00000000000000000000000001")
                .replace("{passkey}", "psk_00000000000000000000000001")
                .replace("{event}", &event)
                .replace("{key}", &key.to_string())
                .replace("{view}", "viw_00000000000000000000000001")
                .replace("{member}", &app.world.member(alpha, member_of(route)).to_string());
            table.push_str(&format!("{route}\n"));
            // Half-finished sign-ins count as failures, which a minute makes good.
            app.clock.advance(jiff::SignedDuration::from_mins(1));
            for who in EVERYBODY {
                let client = browser_of(app, who).await;
                // An address gets one mail in two minutes.
                let new_email = format!("{}@new.example", who.replace(' ', "-"));
                let viewer = app.world.alpha_roles[2].to_string();
                let body = body.as_ref().map(|body| body.to_string().replace("{viewer}", &viewer).replace("{new_email}", &new_email).into_bytes());
                let answer = client.send(Method::from_bytes(method.as_bytes()).unwrap(), &path, body).await;
                table.push_str(&format!("  {who:<13} {}\n", answer.summary()));
            }
        }
        println!("{table}");
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/api/matrix.txt");
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            std::fs::write(path, &table).unwrap();
        }
        assert_eq!(table, std::fs::read_to_string(path).unwrap_or_default());
    }
}

#[test]
fn every_route_has_a_row() {
    let document = serde_json::to_value(roster_server::routes::openapi::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let described: BTreeSet<String> = paths
        .iter()
        .flat_map(|(path, methods)| {
            methods.as_object().unwrap().keys().map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let covered: BTreeSet<String> = rows().into_iter().map(|(route, _)| route.to_owned()).collect();
    assert_eq!(described, covered);
}
