//! `GET …/devices`, `…/options`, `…/export` and `POST …/devices`

use api_types::{Device, DeviceLevel, FilterOptions, List, MAX_EXTERNAL_ID, Organization};
use axum::http::Method;
use serde_json::json;

use super::{assert_devices_counted, device, give, grant, group, let_role, no_device_by_role, of_device};
use crate::support::{
    Client, TestApp, both_engines,
    invitations::{alpha, events},
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

async fn names(app: &TestApp, client: &Client, query: &str) -> Vec<String> {
    let list: List<Device> = client.get(&alpha(app, &format!("/devices?{query}"))).await.ok();
    assert_eq!(list.total.count, list.items.len() as u64, "{query}");
    list.items.into_iter().map(|device| device.name).collect()
}

both_engines! {
    async fn dev1_a_device_is_created_and_listed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let before = admin.get(&alpha(app, "/devices")).await;
        let body = json!({
            "name": " Pump 1 ", "external_id": " D-1 ", "kind": "Pump", "location": "Roof", "group": berlin.id,
        });
        let answer = admin.post(&alpha(app, "/devices"), &body).await;
        let created: Device = answer.ok();
        assert_eq!((answer.status.as_u16(), answer.header("etag")), (201, "\"1\""));
        assert_eq!((created.name.as_str(), created.external_id.as_str()), ("Pump 1", "D-1"));
        assert_eq!((created.kind.as_deref(), created.location.as_deref()), (Some("Pump"), Some("Roof")));
        assert_eq!(created.group.as_ref().map(|group| group.name.as_str()), Some("Berlin"));
        let location = answer.header("location").strip_prefix("/api/v1").unwrap();
        let read: Device = admin.get(location).await.ok();
        assert_eq!(read.people.unwrap().total, 4);
        assert_eq!(Device { people: None, ..read.clone() }, created);
        let after = admin.get(&alpha(app, "/devices")).await;
        assert_ne!(after.header("etag"), before.header("etag"));
        assert_eq!(after.ok::<List<Device>>().items, [read]);
        assert_eq!(admin.get(&alpha(app, "")).await.ok::<Organization>().devices, Some(1));
        assert_eq!(events(app, "device.created").await, 1);
        assert_devices_counted(app).await;
    }

    async fn dev1_devices_are_searched_filtered_and_sorted(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let station = group(app, &admin, "Ostkreuz", Some(berlin.id)).await;
        let first = device(app, &admin, "A", Some(station.id)).await;
        device(app, &admin, "B", Some(berlin.id)).await;
        let body = json!({"name": "C", "external_id": "D-10", "kind": "gateway", "location": "Wien"});
        let last: Device = admin.post(&alpha(app, "/devices"), &body).await.ok();
        let body = json!({"name": "D", "external_id": "D-9", "kind": "Gateway"});
        let other: Device = admin.post(&alpha(app, "/devices"), &body).await.ok();
        assert_eq!(other.kind.as_deref(), Some("gateway"));
        assert_eq!(names(app, &admin, "").await, ["A", "B", "C", "D"]);
        assert_eq!(names(app, &admin, "sort=-name").await, ["D", "C", "B", "A"]);
        assert_eq!(names(app, &admin, "sort=external_id&q=d-").await, ["D", "C"]);
        assert_eq!(names(app, &admin, "sort=group").await[..2], ["B", "A"]);
        assert_eq!(names(app, &admin, "sort=location").await[..1], ["C"]);
        assert_eq!(names(app, &admin, "q=wien").await, ["C"]);
        assert_eq!(names(app, &admin, "q=pump").await, ["A", "B"]);
        // A group contains its subgroups.
        assert_eq!(names(app, &admin, &format!("group={}", berlin.id)).await, ["A", "B"]);
        assert_eq!(names(app, &admin, &format!("group={}", station.id)).await, ["A"]);
        assert_eq!(names(app, &admin, "group=none").await, ["C", "D"]);
        let kinds: FilterOptions = admin.get(&alpha(app, "/devices/options?filter=kind")).await.ok();
        let gateway = kinds.items.iter().find(|kind| kind.name.as_deref() == Some("gateway")).unwrap();
        assert_eq!(gateway.rows.count, 2);
        assert_eq!(names(app, &admin, &format!("kind={}", gateway.value)).await, ["C", "D"]);
        grant(app, &admin, EDITOR, first.id, DeviceLevel::View).await;
        give(app, &admin, VIEWER, json!({"group": berlin.id, "level": "view"})).await.ok::<serde_json::Value>();
        assert_eq!(names(app, &admin, "grants=none").await, ["B", "C", "D"]);
        let export = admin.get(&alpha(app, "/devices/export?columns=name,people&q=wien")).await.text();
        let line = export.lines().nth(1).unwrap();
        assert!(line.contains(&last.id.to_string()) && line.ends_with("C,4"), "{line}");
        for query in ["group=grp_00000000000000000000000001", "kind=knd_00000000000000000000000001"] {
            assert_eq!(admin.get(&alpha(app, &format!("/devices?{query}"))).await.summary(), "422 invalid", "{query}");
        }
        assert_eq!(admin.get(&alpha(app, "/devices?sort=people")).await.summary(), "422 invalid");
    }

    async fn dev1_people_are_counted_by_role_and_by_grant(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "A", None).await;
        grant(app, &admin, EDITOR, pump.id, DeviceLevel::Manage).await;
        let people = async || admin.get(&of_device(app, pump.id, "")).await.ok::<Device>().people.unwrap();
        assert_eq!((people().await.total, people().await.by_grant, people().await.grants), (4, 1, 1));
        no_device_by_role(app).await;
        // Two administrators, and the editor by the grant.
        assert_eq!((people().await.total, people().await.by_grant), (3, 1));
    }

    async fn org5_viewers_and_editors_see_devices_and_no_people(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let pump = device(app, &admin, "A", Some(berlin.id)).await;
        for email in [VIEWER, EDITOR] {
            let client = app.signed_in(email).await;
            let list: List<Device> = client.get(&alpha(app, "/devices")).await.ok();
            assert_eq!((list.items.len(), list.items[0].people), (1, None));
            assert_eq!(client.get(&of_device(app, pump.id, "")).await.ok::<Device>().people, None);
            let groups: api_types::DeviceGroups = client.get(&alpha(app, "/device-groups")).await.ok();
            assert_eq!((groups.items[0].devices, groups.items[0].grants), (1, None));
            assert_eq!(client.get(&of_device(app, pump.id, "/access")).await.summary(), "404 not_found");
            let body = json!({"name": "B", "external_id": "B"});
            assert_eq!(client.post(&alpha(app, "/devices"), &body).await.summary(), "403 forbidden");
            let export = client.get(&alpha(app, "/devices/export?columns=name,people")).await.text();
            assert!(export.lines().nth(1).unwrap().ends_with("A,"), "{export}");
        }
    }

    async fn s2_lost_rights_count_at_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "A", None).await;
        let viewer = app.signed_in(VIEWER).await;
        assert_eq!(viewer.get(&of_device(app, pump.id, "")).await.status, 200);
        let_role(app, "viewer", "organization.read").await;
        for path in ["/devices", "/devices/options?filter=kind", "/devices/export", "/device-groups"] {
            assert_eq!(viewer.get(&alpha(app, path)).await.summary(), "403 forbidden", "{path}");
        }
        assert_eq!(viewer.get(&of_device(app, pump.id, "")).await.summary(), "403 forbidden");
        assert_eq!(viewer.get(&alpha(app, "")).await.ok::<Organization>().devices, None);
    }

    async fn a_retry_creates_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let send = async |body: serde_json::Value| {
            let body = Some(serde_json::to_vec(&body).unwrap());
            admin.send_with(Method::POST, &alpha(app, "/devices"), body, &[("idempotency-key", "k1")]).await
        };
        let first: Device = send(json!({"name": "A", "external_id": "7"})).await.ok();
        assert_eq!(send(json!({"name": "A", "external_id": "7"})).await.ok::<Device>(), first);
        let reused = [("/headers/idempotency-key".to_owned(), "invalid".to_owned())];
        assert_eq!(send(json!({"name": "B", "external_id": "7"})).await.field_errors(), reused);
        assert_eq!(events(app, "device.created").await, 1);
    }

    async fn dev1_an_external_id_is_unique_in_its_organization(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let body = json!({"name": "Nord", "external_id": "D-1"});
        admin.post(&alpha(app, "/devices"), &body).await.ok::<Device>();
        let taken = admin.post(&alpha(app, "/devices"), &json!({"name": "Other", "external_id": "D-1"})).await;
        assert_eq!(taken.field_errors(), [("/external_id".to_owned(), "taken".to_owned())]);
        assert!(taken.problem().errors[0].detail.contains("Nord"), "{}", taken.text());
        let beta = format!("/organizations/{}/devices", app.world.beta);
        app.signed_in(OUTSIDER).await.post(&beta, &body).await.ok::<Device>();
        // To a portal, these are two.
        admin.post(&alpha(app, "/devices"), &json!({"name": "Small", "external_id": "d-1"})).await.ok::<Device>();
    }

    async fn of_two_at_once_one_gets_the_external_id(app: &TestApp) {
        let client = std::sync::Arc::new(app.signed_in(ADMIN).await);
        let mut creating = tokio::task::JoinSet::new();
        for place in 0..8 {
            let (client, path) = (client.clone(), alpha(app, "/devices"));
            let body = json!({"name": format!("Pump {place}"), "external_id": "7", "kind": "Pump"});
            creating.spawn(async move { client.post(&path, &body).await.summary() });
        }
        let mut answers = creating.join_all().await;
        answers.sort_unstable();
        assert_eq!((answers[0].as_str(), answers[1].as_str(), answers[7].as_str()), ("201", "422 invalid", "422 invalid"));
        assert_devices_counted(app).await;
    }

    async fn o5_invalid_fields_are_named(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let long = "x".repeat(100_000);
        for (body, pointer, code) in [
            (json!({"name": " ", "external_id": "1"}), "/name", "required"),
            (json!({"name": long, "external_id": "1"}), "/name", "too_long"),
            (json!({"name": "a", "external_id": ""}), "/external_id", "required"),
            (json!({"name": "a", "external_id": "1".repeat(MAX_EXTERNAL_ID + 1)}), "/external_id", "too_long"),
            (json!({"name": "a", "external_id": "a\u{0}b"}), "/external_id", "invalid"),
            (json!({"name": "a", "external_id": "1", "kind": long}), "/kind", "too_long"),
            (json!({"name": "a", "external_id": "1", "location": "a\nb"}), "/location", "invalid"),
            (
                json!({"name": "a", "external_id": "1", "group": "grp_00000000000000000000000001"}),
                "/group",
                "unknown",
            ),
        ] {
            let answer = admin.post(&alpha(app, "/devices"), &body).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())], "{pointer}");
        }
        for body in [json!({}), json!({"name": "a"}), json!({"name": "a", "external_id": "1", "version": 1})] {
            assert_eq!(admin.post(&alpha(app, "/devices"), &body).await.summary(), "400 malformed", "{body}");
        }
        let huge = json!({"name": "x".repeat(2 * 1024 * 1024), "external_id": "1"});
        assert_eq!(admin.post(&alpha(app, "/devices"), &huge).await.status, 413);
        assert_eq!(events(app, "device.created").await, 0);
    }
}
