//! What is left of an organization 30 days after it was deleted

use axum::http::Method;
use jiff::SignedDuration;
use roster_server::{maintenance, store::audit};
use serde_json::{Value, json};

use crate::support::{
    Client, TestApp, both_engines,
    invitations::{alpha, events, invitation_body, post, with},
    world::{ADMIN, OUTSIDER, VIEWER},
};

const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Adds a row to as many tables as the API can.
async fn fill(app: &TestApp, admin: &Client) {
    let created = async |path: &str, body: Value| -> Value {
        let answer = admin.post(&alpha(app, path), &body).await;
        assert_eq!(answer.status.as_u16() / 100, 2, "{path}: {}", answer.text());
        answer.ok()
    };
    let outer = created("/device-groups", json!({"name": "Nord"})).await["id"].clone();
    let inner = created("/device-groups", json!({"name": "Oslo", "parent": outer})).await["id"].clone();
    let pump = json!({"name": "Pump", "external_id": "D-1", "kind": "Pump", "location": "Hall", "group": inner});
    let device = created("/devices", pump).await["id"].clone();
    let member = app.world.member(app.world.alpha, VIEWER);
    created(&format!("/members/{member}/grants"), json!({"device": device, "level": "view"})).await;
    created(&format!("/members/{member}/grants"), json!({"group": outer, "level": "view"})).await;
    let request = json!({"device": device, "level": "manage", "reason": "Night shift"});
    assert_eq!(app.signed_in(VIEWER).await.post(&alpha(app, "/access-requests"), &request).await.status, 201);
    for _ in 0..2 {
        created("/contacts", json!({"given_name": "Ada", "phone": "112"})).await;
    }
    let contacts: Value = admin.get(&alpha(app, "/contacts")).await.ok();
    let gone = json!({"action": "delete", "contacts": [contacts["items"][0]["id"]]});
    created("/contacts/bulk", gone).await;
    assert_eq!(admin.put(&alpha(app, "/visit"), &json!({})).await.status, 204);
    let role = created("/roles", json!({"from": app.world.alpha_roles[2], "name": "Night watch"})).await["id"].clone();
    let gone = created("/roles", json!({"from": role, "name": "Gone"})).await["id"].as_str().unwrap().to_owned();
    let path = alpha(app, &format!("/roles/{gone}"));
    assert_eq!(admin.change(Method::DELETE, &path, 1, &json!({})).await.status.as_u16() / 100, 2);
    created("/companies", json!({"name": "New"})).await;
    created("/api-keys", json!({"name": "Portal", "scopes": ["access.evaluate"]})).await;
    let view = json!({"list": "members", "name": "Mine", "query": "q=a"});
    assert_eq!(admin.put(&alpha(app, "/saved-views"), &view).await.status.as_u16() / 100, 2);
    post(app, admin, &with(invitation_body(app, &["nia@new.example"]), json!({"send_email": true}))).await;
    created("/members/jobs", json!({"change": {"action": "deactivate"}, "view": ""})).await;
    let change = json!({"email": "renamed@alpha.example"});
    created(&format!("/members/{member}/email-change"), change).await;
    let references = alpha(app, &format!("/members/{member}/references/portal"));
    let reference = json!({"references": [{"id": "1", "kind": "Order", "title": "Order 1"}]});
    assert_eq!(app.program().await.put(&references, &reference).await.status.as_u16() / 100, 2);
    let version = admin.get(&alpha(app, "")).await.ok::<api_types::Organization>().version;
    let logo = json!({"data": super::logo::png(8, 8)});
    assert_eq!(admin.change(Method::PUT, &alpha(app, "/logo"), version, &logo).await.status, 200);
    let default = json!({"default_role": role});
    let changed = admin.change(Method::PATCH, &alpha(app, ""), version + 1, &default).await;
    assert_eq!(changed.status, 200, "{}", changed.text());
}

/// Every table with a column for the organization.
async fn tables(app: &TestApp) -> Vec<String> {
    let known = [
        "access_requests",
        "api_keys",
        "audit_events",
        "companies",
        "contacts",
        "deleted_contacts",
        "deleted_roles",
        "device_groups",
        "device_kinds",
        "device_locations",
        "devices",
        "grants",
        "invitation_tokens",
        "jobs",
        "list_counts",
        "list_state",
        "mails",
        "members",
        "organization_logos",
        "organization_marks",
        "roles",
        "saved_views",
    ];
    let number = if app.url.starts_with("sqlite:") {
        "SELECT COUNT(*) FROM sqlite_schema s JOIN pragma_table_info(s.name) c WHERE s.type = 'table' \
         AND c.name = 'organization_id'"
    } else {
        "SELECT COUNT(*) FROM information_schema.columns WHERE column_name = 'organization_id' \
         AND table_schema = current_schema()"
    };
    // Another table belongs into the list above, so that it is looked at here.
    assert_eq!(app.count(number).await, known.len() as i64);
    known.map(str::to_owned).to_vec()
}

fn id(app: &TestApp) -> String {
    let digits = format!("{:032x}", app.world.alpha.as_u128());
    if app.url.starts_with("sqlite:") { format!("X'{digits}'") } else { format!("'\\x{digits}'::bytea") }
}

both_engines! {
    async fn org3_after_thirty_days_nothing_is_left_but_the_audit_chain(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        fill(app, &admin).await;
        let tables = tables(app).await;
        let rows = async |table: &str| {
            app.count(&format!("SELECT COUNT(*) FROM {table} WHERE organization_id = {}", id(app))).await
        };
        for table in &tables {
            assert!(rows(table).await > 0, "{table} has nothing to erase");
        }
        let body = serde_json::to_vec(&json!({"name": "Alpha"})).unwrap();
        assert_eq!(admin.send(Method::DELETE, &alpha(app, ""), Some(body)).await.status, 204);
        app.seal().await;
        app.clock.advance(MONTH - SignedDuration::from_micros(1));
        maintenance::once(&app.state).await.unwrap();
        assert_eq!((events(app, "organization.erased").await, rows("roles").await > 0), (0, true));
        app.clock.advance(SignedDuration::from_micros(1));
        app.seal().await;
        let (one, other) = tokio::join!(maintenance::once(&app.state), maintenance::once(&app.state));
        one.and(other).unwrap();
        for table in tables.iter().filter(|table| *table != "audit_events") {
            assert_eq!(rows(table).await, 0, "{table}");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM organizations WHERE number = '1001'").await, 0);
        let told = format!("SELECT COUNT(*) FROM audit_events WHERE organization_id = {} AND details <> '{{}}'", id(app));
        assert_eq!(app.count(&told).await, 0);
        assert_eq!(events(app, "organization.erased").await, 1);
        for orphans in
            ["member_roles", "member_companies", "member_references", "email_changes", "device_group_links", "job_rows"]
        {
            let key = match orphans {
                "device_group_links" => ("device_id", "devices"),
                "job_rows" => ("job_id", "jobs"),
                _ => ("member_id", "members"),
            };
            let query = format!("SELECT COUNT(*) FROM {orphans} WHERE {} NOT IN (SELECT id FROM {})", key.0, key.1);
            assert_eq!(app.count(&query).await, 0, "{orphans}");
        }
        app.seal().await;
        audit::verify(&app.state.database, None).await.unwrap().unwrap();
        // The others' organization is as it was, and the people keep their accounts.
        let outsider = app.signed_in(OUTSIDER).await;
        assert_eq!(outsider.get(&format!("/organizations/{}/members", app.world.beta)).await.status, 200);
        assert_eq!(app.signed_in(VIEWER).await.get("/account").await.status, 200);
    }

    async fn org3_what_is_restored_in_time_is_not_erased(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let body = serde_json::to_vec(&json!({"name": "Alpha"})).unwrap();
        assert_eq!(admin.send(Method::DELETE, &alpha(app, ""), Some(body)).await.status, 204);
        assert_eq!(admin.post(&alpha(app, "/restore"), &json!({})).await.status, 204);
        app.clock.advance(MONTH);
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(app.signed_in(VIEWER).await.get(&alpha(app, "")).await.status, 200);
        assert_eq!(events(app, "organization.erased").await, 0);
    }
}
