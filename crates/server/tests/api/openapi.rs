//! The API document. It is committed, so that every change is visible.

use axum::http::Method;
use serde_json::Value;

use crate::support::{both_engines, world::ADMIN};

#[test]
fn the_committed_document_is_current() {
    let current = roster_server::routes::openapi::document_text();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, &current).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(committed == current, "openapi.json is out of date: run the tests once with UPDATE_SNAPSHOTS=1");
}

#[test]
fn x17_schemas_have_plain_names() {
    let is_plain = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.chars().all(|letter| letter.is_ascii_alphanumeric())
    };
    for name in document()["components"]["schemas"].as_object().unwrap().keys() {
        assert!(is_plain(name), "{name}");
        assert_ne!(name, "String");
    }
}

#[test]
fn x17_operations_document_their_errors() {
    let document = document();
    for operation in operations(&document) {
        let expected: &[&str] = match (operation.has_body(), operation.has_query()) {
            (true, _) => &["400", "413", "415"],
            (false, true) => &["400", "422"],
            (false, false) => &[],
        };
        for status in expected {
            let problem = &operation.value["responses"][status]["content"]["application/problem+json"];
            assert_eq!(problem["schema"]["$ref"], "#/components/schemas/Problem", "{}: {status}", operation.name);
        }
    }
}

#[test]
fn x17_requests_document_their_limits() {
    let document = document();
    let mut bodies = 0;
    for operation in operations(&document) {
        for parameter in operation.parameters().filter(|parameter| parameter["in"] != "path") {
            let place = format!("{}: {}", operation.name, parameter["name"]);
            check_limits(&document, &parameter["schema"], &["maxLength", "enum", "pattern"], &place);
        }
        if operation.has_body() {
            bodies += 1;
            let schema = &operation.value["requestBody"]["content"]["application/json"]["schema"];
            check_limits(&document, schema, &["maxLength", "enum"], &operation.name);
        }
    }
    assert!(bodies > 10);
}

both_engines! {
    async fn the_document_is_public(app: &TestApp) {
        let answer = app.anonymous().get("/openapi.json").await;
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.text(), roster_server::routes::openapi::document_text());
    }

    async fn x17_unreadable_requests_get_the_documented_errors(app: &TestApp) {
        let (browser, program) = (app.signed_in(ADMIN).await, app.program().await);
        let world = &app.world;
        let document = document();
        for operation in operations(&document) {
            let path = operation.path.strip_prefix("/api/v1").unwrap_or(operation.path);
            let path = path
                .replace("{organization}", &world.alpha.to_string())
                .replace("{request}", "req_00000000000000000000000001")
                .replace("{job}", "job_00000000000000000000000001")
                .replace("{company}", &world.alpha_company.to_string())
                .replace("{source}", "work-orders")
                .replace("{role}", &world.alpha_roles[2].to_string())
                .replace("{key}", "key_00000000000000000000000001")
                .replace("{passkey}", "psk_00000000000000000000000001")
                .replace("{view}", "viw_00000000000000000000000001")
                .replace("{contact}", "con_00000000000000000000000001")
                .replace("{device}", "dev_00000000000000000000000001")
                .replace("{group}", "grp_00000000000000000000000001")
                .replace("{grant}", "gra_00000000000000000000000001")
                .replace("{member}", &world.member(world.alpha, ADMIN).to_string());
            let name = &operation.name;
            let client = if operation.is_for_programs() { &program } else { &browser };
            if operation.has_body() {
                let send = async |body: Vec<u8>, kind| {
                    client.send_with(operation.method.clone(), &path, Some(body), &[("content-type", kind)]).await.summary()
                };
                assert_eq!(send(b"{".to_vec(), "application/json").await, "400 malformed", "{name}");
                assert_eq!(send(b"{}".to_vec(), "text/plain").await, "415 unsupported_media_type", "{name}");
                let most = match path.rsplit_once("/members/imports") {
                    Some((_, "" | "/read")) => 56,
                    _ if path.ends_with("/import") => 8,
                    _ => 1,
                };
                let large = vec![b' '; most * 1024 * 1024 + 1];
                assert_eq!(send(large, "application/json").await, "413 too_large", "{name}");
            }
            if operation.has_query() {
                let answer = client.send(operation.method.clone(), &format!("{path}?q=%FF"), None).await;
                assert_eq!(answer.summary(), "400 malformed", "{name}");
            }
        }
    }
}

fn document() -> Value {
    serde_json::to_value(roster_server::routes::openapi::document()).unwrap()
}

struct Operation<'a> {
    /// Method and path.
    name: String,
    method: Method,
    path: &'a str,
    value: &'a Value,
}

impl<'a> Operation<'a> {
    fn has_body(&self) -> bool {
        !self.value["requestBody"].is_null()
    }

    fn is_for_programs(&self) -> bool {
        self.value["security"][0].get("api_key").is_some()
    }

    fn has_query(&self) -> bool {
        self.parameters().any(|parameter| parameter["in"] == "query")
    }

    fn parameters(&self) -> impl Iterator<Item = &'a Value> {
        self.value["parameters"].as_array().into_iter().flatten()
    }
}

fn operations(document: &Value) -> Vec<Operation<'_>> {
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, value) in methods.as_object().unwrap() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            operations.push(Operation { name: format!("{method} {path}"), method, path, value });
        }
    }
    operations
}

/// Fails if a part of the schema has no limit. A text needs one of `limits_of_text`.
fn check_limits(document: &Value, schema: &Value, limits_of_text: &[&str], place: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.strip_prefix('#').unwrap()).unwrap();
        return check_limits(document, target, limits_of_text, place);
    }
    for part in ["oneOf", "allOf", "anyOf"].into_iter().flat_map(|name| schema[name].as_array().into_iter().flatten()) {
        check_limits(document, part, limits_of_text, place);
    }
    let has = |limit: &str| !schema[limit].is_null();
    let is =
        |name: &str| schema["type"] == name || schema["type"].as_array().is_some_and(|all| all.contains(&name.into()));
    if is("string") {
        assert!(limits_of_text.iter().any(|limit| has(limit)), "{place} has none of {limits_of_text:?}");
    }
    if is("integer") {
        assert!(has("minimum") && has("maximum"), "{place} has no minimum or maximum");
    }
    if is("array") {
        assert!(has("maxItems"), "{place} has no maxItems");
        check_limits(document, &schema["items"], limits_of_text, &format!("{place}[]"));
    }
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        check_limits(document, field, limits_of_text, &format!("{place}/{name}"));
    }
}
