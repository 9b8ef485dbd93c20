//! `POST …/devices/bulk`

use api_types::{Device, DeviceBulkResults, DeviceLevel, MAX_DEVICE_BULK};
use serde_json::json;

use super::{assert_devices_counted, device, grant, group, of_device};
use crate::support::{
    both_engines,
    invitations::{alpha, events},
    world::{ADMIN, EDITOR, VIEWER},
};

both_engines! {
    async fn dev1_many_devices_are_moved_and_deleted(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let [a, b, c] = [
            device(app, &admin, "A", None).await,
            device(app, &admin, "B", Some(berlin.id)).await,
            device(app, &admin, "C", None).await,
        ];
        grant(app, &admin, EDITOR, a.id, DeviceLevel::View).await;
        let path = alpha(app, "/devices/bulk");
        let unknown = "dev_00000000000000000000000007";
        let body = json!({"action": "move", "devices": [a.id, b.id, unknown, a.id], "group": berlin.id});
        let results: DeviceBulkResults = admin.post(&path, &body).await.ok();
        let done: Vec<_> = results.results.iter().map(|result| result.done).collect();
        assert_eq!(done, [true, true, false]);
        // The second is there already.
        assert_eq!(events(app, "device.changed").await, 1);
        let moved: Device = admin.get(&of_device(app, a.id, "")).await.ok();
        assert_eq!(moved.group.map(|group| group.id), Some(berlin.id));
        assert_devices_counted(app).await;
        let body = json!({"action": "delete", "devices": [a.id, c.id]});
        admin.post(&path, &body).await.ok::<DeviceBulkResults>();
        assert_eq!(events(app, "device.deleted").await, 2);
        assert_eq!(app.count("SELECT COUNT(*) FROM devices").await, 1);
        assert_devices_counted(app).await;
    }

    async fn invalid_and_forbidden_requests_change_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "A", None).await;
        let path = alpha(app, "/devices/bulk");
        let many = vec![pump.id; MAX_DEVICE_BULK + 1];
        for (body, pointer, code) in [
            (json!({"action": "delete", "devices": []}), "/devices", "required"),
            (json!({"action": "delete", "devices": many}), "/devices", "too_many"),
            (
                json!({"action": "move", "devices": [pump.id], "group": "grp_00000000000000000000000001"}),
                "/group",
                "unknown",
            ),
        ] {
            assert_eq!(admin.post(&path, &body).await.field_errors(), [(pointer.to_owned(), code.to_owned())]);
        }
        assert_eq!(admin.post(&path, &json!({"action": "burn", "devices": [pump.id]})).await.summary(), "400 malformed");
        let viewer = app.signed_in(VIEWER).await;
        let body = json!({"action": "delete", "devices": [pump.id]});
        assert_eq!(viewer.post(&path, &body).await.summary(), "403 forbidden");
        assert_eq!(app.count("SELECT COUNT(*) FROM devices").await, 1);
    }
}
