//! `GET …/devices/{device}/access`, and the decision that reads the same

use api_types::{DeviceAccess, DeviceLevel, List, MemberGrants};
use jiff::SignedDuration;
use serde_json::json;

use super::{device, give, grant, group, no_device_by_role, of_device};
use crate::support::{
    Client, TestApp, both_engines,
    invitations::alpha,
    world::{ADMIN, CAUTIOUS, EDITOR, VIEWER},
};

async fn access(app: &TestApp, client: &Client, device: api_types::DeviceId, query: &str) -> List<DeviceAccess> {
    client.get(&of_device(app, device, &format!("/access?{query}"))).await.ok()
}

fn who(list: &List<DeviceAccess>) -> Vec<(String, DeviceLevel)> {
    list.items.iter().map(|one| (one.email.clone(), one.level)).collect()
}

both_engines! {
    async fn dev1_everybody_who_reaches_a_device_is_listed_with_every_way(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let station = group(app, &admin, "Ostkreuz", Some(berlin.id)).await;
        let pump = device(app, &admin, "Pump", Some(station.id)).await;
        give(app, &admin, EDITOR, json!({"group": berlin.id, "level": "manage", "until": "2026-12-31"})).await.ok::<MemberGrants>();
        grant(app, &admin, EDITOR, pump.id, DeviceLevel::View).await;
        let all = access(app, &admin, pump.id, "").await;
        let expected = [
            (ADMIN.to_owned(), DeviceLevel::Manage),
            (CAUTIOUS.to_owned(), DeviceLevel::Manage),
            (EDITOR.to_owned(), DeviceLevel::Manage),
            (VIEWER.to_owned(), DeviceLevel::View),
        ];
        assert_eq!((who(&all), all.total.count), (expected.to_vec(), 4));
        let editor = &all.items[2];
        assert_eq!((editor.until.as_deref(), editor.then), (Some("2026-12-31"), Some(DeviceLevel::Operate)));
        let ways: Vec<_> = editor.ways.iter().map(|way| (way.level, way.role.is_some())).collect();
        assert_eq!(ways, [(DeviceLevel::Manage, false), (DeviceLevel::Operate, true), (DeviceLevel::View, false)]);
        let named = |way: usize| editor.ways[way].grant.as_ref().unwrap();
        assert_eq!(named(0).group.as_ref().unwrap().name, "Berlin");
        assert_eq!(named(2).device.as_ref().unwrap().id, pump.id);
        assert_eq!(who(&access(app, &admin, pump.id, "by=grant").await), [(EDITOR.to_owned(), DeviceLevel::Manage)]);
        assert_eq!(who(&access(app, &admin, pump.id, "q=view").await), [(VIEWER.to_owned(), DeviceLevel::View)]);
        let first = access(app, &admin, pump.id, "limit=3").await;
        let cursor = first.next_cursor.clone().unwrap();
        let rest = access(app, &admin, pump.id, &format!("limit=3&cursor={cursor}")).await;
        assert_eq!((who(&rest), rest.next_cursor), (vec![(VIEWER.to_owned(), DeviceLevel::View)], None));
        for query in ["by=luck", "sort=name", "limit=0", "cursor=x"] {
            let answer = admin.get(&of_device(app, pump.id, &format!("/access?{query}"))).await;
            assert_eq!(answer.summary(), "422 invalid", "{query}");
        }
    }

    async fn dev1_access_follows_roles_grants_groups_days_and_status(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let station = group(app, &admin, "Ostkreuz", Some(berlin.id)).await;
        let pump = device(app, &admin, "Pump", Some(station.id)).await;
        no_device_by_role(app).await;
        let by_grant = async || who(&access(app, &app.signed_in(ADMIN).await, pump.id, "by=grant").await);
        assert_eq!(by_grant().await, []);
        give(app, &admin, VIEWER, json!({"group": berlin.id, "level": "operate", "until": "2026-11-22"})).await.ok::<MemberGrants>();
        assert_eq!(by_grant().await, [(VIEWER.to_owned(), DeviceLevel::Operate)]);
        // Another group does not have the grant.
        let path = alpha(app, &format!("/device-groups/{}", station.id));
        admin.change(axum::http::Method::PATCH, &path, 1, &json!({"parent": ""})).await.ok::<serde_json::Value>();
        assert_eq!(by_grant().await, []);
        admin.change(axum::http::Method::PATCH, &path, 2, &json!({"parent": berlin.id})).await.ok::<serde_json::Value>();
        assert_eq!(by_grant().await.len(), 1);
        let member = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, VIEWER)));
        admin.post(&format!("{member}/deactivate"), &json!({})).await.ok::<serde_json::Value>();
        assert_eq!(by_grant().await, []);
        admin.post(&format!("{member}/activate"), &json!({})).await.ok::<serde_json::Value>();
        assert_eq!(by_grant().await.len(), 1);
        app.clock.advance(SignedDuration::from_hours(40));
        assert_eq!(by_grant().await, []);
    }
}
