//! `PATCH` and `DELETE …/devices/{device}`

use api_types::{Device, DeviceLevel, MemberGrants};
use axum::http::Method;
use serde_json::json;

use super::{assert_devices_counted, device, grant, grants_of, group, of_device};
use crate::support::{
    both_engines,
    invitations::events,
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

both_engines! {
    async fn dev1_a_device_is_changed_and_moved(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let station = group(app, &admin, "Ostkreuz", Some(berlin.id)).await;
        let pump = device(app, &admin, "A", Some(berlin.id)).await;
        let path = of_device(app, pump.id, "");
        let body = json!({"name": " B ", "kind": "", "location": "Roof", "group": station.id});
        let answer = admin.change(Method::PATCH, &path, 1, &body).await;
        let changed: Device = answer.ok();
        assert_eq!((changed.name.as_str(), changed.kind.clone(), changed.location.as_deref()), ("B", None, Some("Roof")));
        assert_eq!(changed.group.as_ref().map(|group| group.id), Some(station.id));
        assert!(changed.version > 1 && answer.header("etag") == format!("\"{}\"", changed.version));
        assert_devices_counted(app).await;
        let none: Device = admin.change(Method::PATCH, &path, changed.version, &json!({"group": ""})).await.ok();
        assert_eq!(none.group, None);
        let same: Device = admin.change(Method::PATCH, &path, none.version, &json!({"name": "B"})).await.ok();
        assert_eq!((same.version, events(app, "device.changed").await), (none.version, 2));
        assert_devices_counted(app).await;
    }

    async fn c6_without_a_version_or_with_an_old_one_nothing_is_changed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "A", None).await;
        let path = of_device(app, pump.id, "");
        let body = serde_json::to_vec(&json!({"name": "B"})).unwrap();
        assert_eq!(admin.send(Method::PATCH, &path, Some(body)).await.summary(), "428 precondition_required");
        for version in [0, 2] {
            let stale = admin.change(Method::PATCH, &path, version, &json!({"name": "B"})).await;
            assert_eq!(stale.summary(), "412 stale");
        }
        assert_eq!(events(app, "device.changed").await, 0);
    }

    async fn dev1_grants_end_with_their_device(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let pump = device(app, &admin, "A", Some(berlin.id)).await;
        grant(app, &admin, EDITOR, pump.id, DeviceLevel::Operate).await;
        grant(app, &admin, VIEWER, pump.id, DeviceLevel::View).await;
        let path = of_device(app, pump.id, "");
        assert_eq!(admin.get(&path).await.ok::<Device>().people.unwrap().grants, 2);
        assert_eq!(admin.delete(&path).await.status, 204);
        assert_eq!(admin.delete(&path).await.summary(), "404 not_found");
        assert_eq!(admin.get(&grants_of(app, EDITOR)).await.ok::<MemberGrants>().items, []);
        let details = "SELECT COUNT(*) FROM audit_events WHERE action = 'device.deleted' AND details LIKE '%\"grants\":2%'";
        assert_eq!(app.count(details).await, 1);
        assert_devices_counted(app).await;
    }

    async fn t1_a_device_of_another_organization_is_like_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "A", None).await;
        let outsider = app.signed_in(OUTSIDER).await;
        let beta = format!("/organizations/{}/devices", app.world.beta);
        let nothing = outsider.get(&format!("{beta}/dev_00000000000000000000000007")).await;
        assert_eq!(nothing.summary(), "404 not_found");
        let path = format!("{beta}/{}", pump.id);
        nothing.assert_same_as(&outsider.get(&path).await);
        nothing.assert_same_as(&outsider.get(&format!("{path}/access")).await);
        nothing.assert_same_as(&outsider.change(Method::PATCH, &path, 1, &json!({"name": "Mine"})).await);
        nothing.assert_same_as(&outsider.delete(&path).await);
        // Nor does its own address tell anything.
        nothing.assert_same_as(&outsider.get(&of_device(app, pump.id, "")).await);
        let bulk = json!({"action": "delete", "devices": [pump.id]});
        let results: serde_json::Value = outsider.post(&format!("{beta}/bulk"), &bulk).await.ok();
        assert_eq!(results["results"][0]["done"], false);
        assert_eq!(admin.get(&of_device(app, pump.id, "")).await.status, 200);
    }

    async fn t4_only_who_manages_devices_changes_them(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "A", None).await;
        // A grant lets somebody work with the device, not change what Roster knows of it.
        grant(app, &admin, EDITOR, pump.id, DeviceLevel::Manage).await;
        for email in [VIEWER, EDITOR] {
            let client = app.signed_in(email).await;
            let path = of_device(app, pump.id, "");
            let change = client.change(Method::PATCH, &path, 1, &json!({"name": "Mine"})).await;
            assert_eq!(change.summary(), "403 forbidden", "{email}");
            assert_eq!(client.delete(&path).await.summary(), "403 forbidden", "{email}");
        }
        assert_eq!(events(app, "device.changed").await + events(app, "device.deleted").await, 0);
    }
}
