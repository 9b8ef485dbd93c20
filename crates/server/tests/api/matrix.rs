//! Who may ask for what: every route × everybody, against the committed table. A route that is described but has no
//! row here fails.

use std::collections::BTreeSet;

use api_types::{ApiScope, AuditEvent, Credentials, List};
use axum::http::Method;
use serde_json::json;

use crate::support::{
    Client, TestApp, both_engines,
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, OUTSIDER, PASSWORD, VIEWER},
};

const EVERYBODY: [&str; 13] = [
    "anonymous",
    "pending",
    "outsider",
    "inactive",
    "viewer",
    "editor",
    "custom role",
    "devices",
    "administrator",
    "disabled",
    "deleted",
    "api key",
    "access key",
];

/// A route as OpenAPI names it, and the body that it is asked with.
fn rows() -> Vec<(&'static str, Option<serde_json::Value>)> {
    vec![
        ("GET /api/v1/server", None),
        ("GET /api/v1/start", None),
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
        ("GET /api/v1/organizations/recent", None),
        ("GET /api/v1/organizations/{organization}", None),
        ("PUT /api/v1/organizations/{organization}/visit", Some(json!({}))),
        ("PUT /api/v1/organizations/{organization}/pin", Some(json!({}))),
        ("DELETE /api/v1/organizations/{organization}/pin", None),
        ("PATCH /api/v1/organizations/{organization}", Some(json!({"time_zone": "Europe/Berlin"}))),
        // With another name, so that it stays for the rest of the table.
        ("DELETE /api/v1/organizations/{organization}", Some(json!({"name": "Other"}))),
        ("POST /api/v1/organizations/{organization}/restore", Some(json!({}))),
        ("GET /api/v1/organizations/{organization}/contents", None),
        ("GET /api/v1/organizations/{organization}/export", None),
        ("GET /api/v1/organizations/{organization}/logo", None),
        ("PUT /api/v1/organizations/{organization}/logo", Some(json!({"data": "AAAA"}))),
        ("DELETE /api/v1/organizations/{organization}/logo", None),
        ("GET /api/v1/organizations/{organization}/membership", None),
        ("GET /api/v1/organizations/{organization}/events", None),
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
        (
            "POST /api/v1/organizations/{organization}/members/imports/read",
            Some(json!({"text": "email,roles\nnew@alpha.example,Viewer\n"})),
        ),
        (
            "POST /api/v1/organizations/{organization}/members/imports",
            Some(json!({"text": "email,roles\nnew@alpha.example,Viewer\n", "new_people": "inactive"})),
        ),
        ("GET /api/v1/organizations/{organization}/members/imports/{job}", None),
        ("GET /api/v1/organizations/{organization}/members/imports/{job}/rows", None),
        ("GET /api/v1/organizations/{organization}/members/imports/{job}/rejects", None),
        ("POST /api/v1/organizations/{organization}/members/imports/{job}/links", Some(json!({}))),
        (
            "POST /api/v1/organizations/{organization}/members/jobs",
            Some(json!({"change": {"action": "deactivate"}, "view": ""})),
        ),
        ("GET /api/v1/organizations/{organization}/jobs", None),
        ("GET /api/v1/organizations/{organization}/jobs/{job}", None),
        ("GET /api/v1/organizations/{organization}/jobs/{job}/rows", None),
        ("POST /api/v1/organizations/{organization}/jobs/{job}/start", Some(json!({"version": 3}))),
        ("POST /api/v1/organizations/{organization}/jobs/{job}/stop", Some(json!({}))),
        ("POST /api/v1/organizations/{organization}/jobs/{job}/undo", Some(json!({}))),
        ("GET /api/v1/organizations/{organization}/jobs/{job}/results", None),
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
        ("GET /api/v1/organizations/{organization}/members/{member}/access", None),
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
        ("GET /api/v1/organizations/{organization}/access-requests", None),
        ("GET /api/v1/organizations/{organization}/access-requests/options", None),
        ("GET /api/v1/organizations/{organization}/access-requests/export", None),
        (
            "POST /api/v1/organizations/{organization}/access-requests",
            Some(json!({"device": "{device}", "level": "manage", "until": "2026-12-31", "reason": "Night shift"})),
        ),
        ("GET /api/v1/organizations/{organization}/access-requests/{request}", None),
        (
            "POST /api/v1/organizations/{organization}/access-requests/{request}/approve",
            Some(json!({"level": "operate", "until": "", "note": "Welcome"})),
        ),
        (
            "POST /api/v1/organizations/{organization}/access-requests/{request}/decline",
            Some(json!({"note": "Not now"})),
        ),
        ("POST /api/v1/organizations/{organization}/access-requests/{request}/cancel", Some(json!({}))),
        ("GET /api/v1/organizations/{organization}/membership/access-requests", None),
        ("GET /api/v1/organizations/{organization}/contacts", None),
        ("GET /api/v1/organizations/{organization}/contacts/options", None),
        ("GET /api/v1/organizations/{organization}/contacts/export", None),
        ("POST /api/v1/organizations/{organization}/contacts", Some(json!({"given_name": "Ada", "phone": "112"}))),
        (
            "POST /api/v1/organizations/{organization}/contacts/bulk",
            Some(json!({"action": "restore", "contacts": ["{contact}"]})),
        ),
        (
            "POST /api/v1/organizations/{organization}/contacts/import",
            Some(json!({"text": "name,phone\nAda,112\n", "dry_run": true})),
        ),
        ("GET /api/v1/organizations/{organization}/contacts/{contact}", None),
        ("PATCH /api/v1/organizations/{organization}/contacts/{contact}", Some(json!({"given_name": "Other"}))),
        ("DELETE /api/v1/organizations/{organization}/contacts/{contact}", None),
        ("GET /api/v1/organizations/{organization}/devices", None),
        ("GET /api/v1/organizations/{organization}/devices/options", None),
        ("GET /api/v1/organizations/{organization}/devices/export", None),
        (
            "POST /api/v1/organizations/{organization}/devices",
            Some(json!({"name": "Pump", "external_id": "D-2", "kind": "Pump", "group": "{group}"})),
        ),
        (
            "POST /api/v1/organizations/{organization}/devices/bulk",
            Some(json!({"action": "move", "devices": ["{device}"], "group": "{group}"})),
        ),
        (
            "POST /api/v1/organizations/{organization}/devices/import",
            Some(json!({"text": "external_id,name\nD-1,Pump\n", "dry_run": true})),
        ),
        ("GET /api/v1/organizations/{organization}/devices/{device}", None),
        ("PATCH /api/v1/organizations/{organization}/devices/{device}", Some(json!({"name": "Other"}))),
        ("GET /api/v1/organizations/{organization}/devices/{device}/access", None),
        ("DELETE /api/v1/organizations/{organization}/devices/{device}", None),
        ("GET /api/v1/organizations/{organization}/device-groups", None),
        ("POST /api/v1/organizations/{organization}/device-groups", Some(json!({"name": "Nord"}))),
        ("GET /api/v1/organizations/{organization}/device-groups/{group}", None),
        ("PATCH /api/v1/organizations/{organization}/device-groups/{group}", Some(json!({"name": "Other"}))),
        ("DELETE /api/v1/organizations/{organization}/device-groups/{group}", Some(json!({}))),
        ("GET /api/v1/organizations/{organization}/members/{member}/grants", None),
        (
            "POST /api/v1/organizations/{organization}/members/{member}/grants",
            Some(json!({"group": "{group}", "level": "view", "until": "2026-12-31"})),
        ),
        (
            "PATCH /api/v1/organizations/{organization}/members/{member}/grants/{grant}",
            Some(json!({"level": "operate"})),
        ),
        ("DELETE /api/v1/organizations/{organization}/members/{member}/grants/{grant}", None),
        ("GET /api/v1/organizations/{organization}/audit-events", None),
        ("GET /api/v1/organizations/{organization}/audit-events/{event}", None),
        ("GET /api/v1/organizations/{organization}/audit-events/options", None),
        ("GET /api/v1/organizations/{organization}/audit-events/export", None),
        ("GET /api/v1/organizations/{organization}/roles", None),
        ("GET /api/v1/organizations/{organization}/roles/export", None),
        ("POST /api/v1/organizations/{organization}/roles", Some(json!({"from": "{viewer}", "name": "Night watch"}))),
        ("GET /api/v1/organizations/{organization}/roles/{role}", None),
        ("PATCH /api/v1/organizations/{organization}/roles/{role}", Some(json!({"name": "Staff"}))),
        (
            "POST /api/v1/organizations/{organization}/roles/{role}/effect",
            Some(json!({"permissions": ["devices.read"]})),
        ),
        ("DELETE /api/v1/organizations/{organization}/roles/{role}", None),
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
        ("GET /.well-known/authzen-configuration", None),
        (
            "POST /access/v1/evaluation",
            Some(json!({"subject": {"type": "user", "id": VIEWER}, "action": {"name": "view"},
                "resource": {"type": "device", "id": "{device}"}})),
        ),
        (
            "POST /access/v1/evaluations",
            Some(json!({"subject": {"type": "user", "id": VIEWER}, "action": {"name": "view"},
                "evaluations": [{"resource": {"type": "device", "id": "{device}"}}]})),
        ),
        (
            "POST /access/v1/search/subject",
            Some(json!({"subject": {"type": "user"}, "action": {"name": "view"},
                "resource": {"type": "device", "id": "{device}"}})),
        ),
        (
            "POST /access/v1/search/resource",
            Some(json!({"subject": {"type": "user", "id": VIEWER}, "action": {"name": "view"},
                "resource": {"type": "device"}})),
        ),
        (
            "POST /access/v1/search/action",
            Some(json!({"subject": {"type": "user", "id": VIEWER},
                "resource": {"type": "device", "id": "{device}"}})),
        ),
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

/// What the routes for devices and contacts are about. Each has one that is deleted, and one that stays.
struct DeviceIds {
    devices: [String; 2],
    groups: [String; 2],
    grants: [String; 2],
    /// That are approved, declined and cancelled.
    requests: [String; 3],
    contacts: [String; 2],
    /// A job of the administrator.
    job: String,
    /// An import of the administrator.
    import: String,
}

impl DeviceIds {
    async fn create(app: &TestApp) -> Self {
        let admin = app.signed_in(ADMIN).await;
        let alpha = format!("/organizations/{}", app.world.alpha);
        let created = async |path: String, body: serde_json::Value| -> String {
            let answer: serde_json::Value = admin.post(&path, &body).await.ok();
            let item = answer.get("items").map_or(&answer, |items| &items[0]);
            item["id"].as_str().unwrap().to_owned()
        };
        let device = async |number: u8| {
            let body = json!({"name": "Pump", "external_id": format!("M-{number}")});
            created(format!("{alpha}/devices"), body).await
        };
        let devices = [device(0).await, device(1).await];
        let group = async || created(format!("{alpha}/device-groups"), json!({"name": "Nord"})).await;
        let groups = [group().await, group().await];
        let grant = async |email: &str| {
            let member = app.world.member(app.world.alpha, email);
            let body = json!({"device": devices[0], "level": "view"});
            created(format!("{alpha}/members/{member}/grants"), body).await
        };
        let grants = [grant(EDITOR).await, grant(GONE).await];
        let ask = async |email: &str, group: &str| -> String {
            let body = json!({"group": group, "level": "manage", "reason": "Night shift"});
            let path = format!("{alpha}/access-requests");
            let asked: serde_json::Value = app.signed_in(email).await.post(&path, &body).await.ok();
            asked["id"].as_str().unwrap().to_owned()
        };
        let requests = [ask(VIEWER, &groups[0]).await, ask(VIEWER, &groups[1]).await, ask(EDITOR, &groups[0]).await];
        let contact = async || created(format!("{alpha}/contacts"), json!({"given_name": "Ada", "phone": "112"})).await;
        let contacts = [contact().await, contact().await];
        let job = json!({"change": {"action": "activate"}, "members": [app.world.member(app.world.alpha, ADMIN)]});
        let job = created(format!("{alpha}/members/jobs"), job).await;
        let import = json!({"text": "email,roles\nimported@alpha.example,Viewer\n", "new_people": "links"});
        let import: serde_json::Value = admin.post(&format!("{alpha}/members/imports"), &import).await.ok();
        let import = import["job"]["id"].as_str().unwrap().to_owned();
        Self { devices, groups, grants, requests, contacts, job, import }
    }

    fn request(&self, route: &str) -> String {
        let place = ["/decline", "/cancel"].iter().position(|end| route.ends_with(end));
        self.requests[place.map_or(0, |place| place + 1)].clone()
    }

    fn device(&self, route: &str) -> String {
        self.devices[usize::from(route.starts_with("DELETE"))].clone()
    }

    fn contact(&self, route: &str) -> String {
        self.contacts[usize::from(route.starts_with("DELETE"))].clone()
    }

    fn group(&self, route: &str) -> String {
        self.groups[usize::from(route.starts_with("DELETE"))].clone()
    }

    fn grant(&self, route: &str) -> String {
        self.grants[usize::from(route.starts_with("DELETE"))].clone()
    }
}

async fn browser_of(app: &TestApp, who: &str) -> Client {
    let email = match who {
        "anonymous" => return app.anonymous(),
        "api key" => return app.program().await,
        "access key" => {
            let (_, key) = app.api_key_with("1001", vec![ApiScope::AccessEvaluate], None).await;
            return app.anonymous().into_program(&key);
        }
        "pending" => {
            let client = app.anonymous();
            let credentials = Credentials { email: CAUTIOUS.into(), password: PASSWORD.into() };
            assert_eq!(client.post("/session", &credentials).await.status, 200);
            return client;
        }
        "outsider" => OUTSIDER,
        "inactive" => DIVIDED,
        "viewer" => VIEWER,
        "editor" | "custom role" | "devices" => EDITOR,
        "administrator" | "disabled" | "deleted" => ADMIN,
        other => panic!("nobody is called {other}"),
    };
    app.signed_in(email).await
}

/// What makes the database such that [`browser_of`] is somebody, and what it is before and after.
fn makes(who: &str) -> [&'static str; 2] {
    const EDITORS: &str = "UPDATE roles SET permissions = 'organization.read devices.read devices.operate' \
                           WHERE key = 'editor'";
    match who {
        // Two that no predefined role is like.
        "custom role" => [
            "UPDATE roles SET permissions = 'organization.read members.read members.invite roles.read audit.read' \
             WHERE key = 'editor'",
            EDITORS,
        ],
        "devices" => [
            "UPDATE roles SET permissions = 'organization.read members.read devices.read devices.operate \
             devices.manage devices.grant' WHERE key = 'editor'",
            EDITORS,
        ],
        "disabled" => [
            "UPDATE organizations SET disabled_at = 1 WHERE number = '1001'",
            "UPDATE organizations SET disabled_at = NULL WHERE number = '1001'",
        ],
        "deleted" => [
            // Later than the table takes.
            "UPDATE organizations SET disabled_at = 1, deleted_at = 4000000000000000 WHERE number = '1001'",
            "UPDATE organizations SET disabled_at = NULL, deleted_at = NULL WHERE number = '1001'",
        ],
        _ => ["SELECT 1", "SELECT 1"],
    }
}

both_engines! {
    async fn everybody_gets_exactly_what_the_table_says(app: &TestApp) {
        let alpha = app.world.alpha;
        let mut table = String::new();
        let url = format!("/organizations/{alpha}/audit-events");
        let events: List<AuditEvent> = app.signed_in(ADMIN).await.get(&url).await.ok();
        let event = events.items[0].id.to_string();
        let devices = DeviceIds::create(app).await;
        let (key, _) = app.api_key_until("1001", None).await;
        for (route, body) in rows() {
            let (method, path) = route.split_once(' ').unwrap();
            let path = path
                .trim_start_matches("/api/v1")
                .replace("{organization}", &alpha.to_string())
                .replace("{company}", &app.world.alpha_company.to_string())
                .replace("{source}", "work-orders")
                .replace("{device}", &devices.device(route))
                .replace("{contact}", &devices.contact(route))
                .replace("{group}", &devices.group(route))
                .replace("{grant}", &devices.grant(route))
                .replace("{request}", &devices.request(route))
                .replace("/imports/{job}", &format!("/imports/{}", devices.import))
                .replace("{job}", &devices.job)
                .replace("{session}", "ses_00000000000000000000000001")
                .replace("{passkey}", "psk_00000000000000000000000001")
                .replace("{event}", &event)
                .replace("{key}", &key.to_string())
                .replace("{role}", &app.world.alpha_roles[2].to_string())
                .replace("{view}", "viw_00000000000000000000000001")
                .replace("{member}", &app.world.member(alpha, member_of(route)).to_string());
            table.push_str(&format!("{route}\n"));
            // Half-finished sign-ins count as failures, which a minute makes good.
            app.clock.advance(jiff::SignedDuration::from_mins(1));
            for who in EVERYBODY {
                let client = browser_of(app, who).await;
                let [before, after] = makes(who);
                app.sql(before).await;
                // An address gets one mail in two minutes.
                let new_email = format!("{}@new.example", who.replace(' ', "-"));
                let viewer = app.world.alpha_roles[2].to_string();
                let body = body.as_ref().map(|body| body.to_string().replace("{viewer}", &viewer).replace("{device}", &devices.device("")).replace("{contact}", &devices.contact("")).replace("{group}", &devices.group("")).replace("{new_email}", &new_email).into_bytes());
                let path = if path == "/start" { format!("/start?path=/organizations/{alpha}/users") } else { path.clone() };
                let answer = client.send(Method::from_bytes(method.as_bytes()).unwrap(), &path, body).await;
                app.sql(after).await;
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
