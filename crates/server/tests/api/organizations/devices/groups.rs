//! `…/device-groups`

use api_types::{DeviceGroup, DeviceGroups, MAX_DEVICE_GROUP_DEPTH};
use axum::http::Method;
use serde_json::{Value, json};

use super::{assert_devices_counted, device, give, group, of_group};
use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, events},
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

async fn tree(app: &TestApp, client: &Client) -> Vec<(String, u64, u64)> {
    let groups: DeviceGroups = client.get(&alpha(app, "/device-groups")).await.ok();
    groups.items.into_iter().map(|group| (group.name, group.devices, group.own_devices)).collect()
}

fn named(name: &str, devices: u64, own: u64) -> (String, u64, u64) {
    (name.to_owned(), devices, own)
}

async fn patch(app: &TestApp, client: &Client, group: &DeviceGroup, body: Value) -> Answer {
    client.change(Method::PATCH, &of_group(app, group.id), group.version, &body).await
}

async fn delete(app: &TestApp, client: &Client, group: &DeviceGroup, body: Value) -> Answer {
    client.send(Method::DELETE, &of_group(app, group.id), Some(serde_json::to_vec(&body).unwrap())).await
}

fn parent(code: &str) -> [(String, String); 1] {
    [("/parent".to_owned(), code.to_owned())]
}

both_engines! {
    async fn dev1_groups_are_a_tree_with_numbers(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let wien = group(app, &admin, "Wien", None).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let station = group(app, &admin, "Ostkreuz", Some(berlin.id)).await;
        device(app, &admin, "A", Some(station.id)).await;
        device(app, &admin, "B", Some(berlin.id)).await;
        device(app, &admin, "C", None).await;
        assert_eq!(tree(app, &admin).await, [named("Berlin", 2, 1), named("Ostkreuz", 1, 1), named("Wien", 0, 0)]);
        let all: DeviceGroups = admin.get(&alpha(app, "/device-groups")).await.ok();
        assert_eq!((all.devices, all.ungrouped), (3, 1));
        let moved: DeviceGroup = patch(app, &admin, &station, json!({"parent": wien.id, "name": "Mitte"})).await.ok();
        assert_eq!((moved.parent, moved.name.as_str()), (Some(wien.id), "Mitte"));
        assert_eq!(tree(app, &admin).await, [named("Berlin", 1, 1), named("Wien", 1, 0), named("Mitte", 1, 1)]);
        assert_devices_counted(app).await;
        let top: DeviceGroup = patch(app, &admin, &moved, json!({"parent": ""})).await.ok();
        assert_eq!(top.parent, None);
        assert_devices_counted(app).await;
        assert_eq!((events(app, "device_group.created").await, events(app, "device_group.changed").await), (3, 2));
        assert_eq!(patch(app, &admin, &station, json!({"name": "Old"})).await.summary(), "412 stale");
    }

    async fn dev1_a_group_is_never_in_itself_nor_too_deep(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let mut chain = vec![group(app, &admin, "1", None).await];
        for level in 2..=MAX_DEVICE_GROUP_DEPTH {
            let above = chain.last().map(|group| group.id);
            chain.push(group(app, &admin, &level.to_string(), above).await);
        }
        for (moved, into) in [(0, 0), (0, 1), (0, 9), (4, 7)] {
            let answer = patch(app, &admin, &chain[moved], json!({"parent": chain[into].id})).await;
            assert_eq!(answer.field_errors(), parent("cycle"), "{moved} into {into}");
        }
        let deepest = json!({"name": "11", "parent": chain[9].id});
        let deep = admin.post(&alpha(app, "/device-groups"), &deepest).await;
        assert_eq!(deep.field_errors(), parent("too_deep"));
        let other = group(app, &admin, "Other", None).await;
        group(app, &admin, "Below", Some(other.id)).await;
        assert_eq!(patch(app, &admin, &other, json!({"parent": chain[8].id})).await.field_errors(), parent("too_deep"));
        patch(app, &admin, &other, json!({"parent": chain[7].id})).await.ok::<DeviceGroup>();
        let unknown = json!({"parent": "grp_00000000000000000000000001"});
        assert_eq!(patch(app, &admin, &chain[0], unknown).await.field_errors(), parent("unknown"));
    }

    async fn of_two_moves_at_once_that_make_a_circle_one_fails(app: &TestApp) {
        let admin = std::sync::Arc::new(app.signed_in(ADMIN).await);
        let (a, b) = (group(app, &admin, "A", None).await, group(app, &admin, "B", None).await);
        let send = |moved: &DeviceGroup, into: &DeviceGroup| {
            let (client, path, body) = (admin.clone(), of_group(app, moved.id), json!({"parent": into.id}));
            async move { client.change(Method::PATCH, &path, 1, &body).await.summary() }
        };
        let (one, other) = tokio::join!(tokio::spawn(send(&a, &b)), tokio::spawn(send(&b, &a)));
        let mut answers = [one.unwrap(), other.unwrap()];
        answers.sort_unstable();
        assert_eq!(answers, ["200", "422 invalid"]);
    }

    async fn dev1_a_group_is_deleted_when_its_numbers_are_confirmed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let wien = group(app, &admin, "Wien", None).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let station = group(app, &admin, "Ostkreuz", Some(berlin.id)).await;
        device(app, &admin, "A", Some(station.id)).await;
        device(app, &admin, "B", Some(berlin.id)).await;
        give(app, &admin, EDITOR, json!({"group": berlin.id, "level": "operate"})).await.ok::<Value>();
        let unconfirmed = [(String::new(), "not_confirmed".to_owned())];
        for body in [json!({}), json!({"own_devices": 1, "subgroups": 1}), json!({"own_devices": 2, "subgroups": 1, "grants": 1})] {
            let answer = delete(app, &admin, &berlin, body).await;
            assert_eq!(answer.field_errors(), unconfirmed);
            assert!(answer.problem().errors[0].detail.contains("1 devices, 1 subgroups and 1 grants"));
        }
        let numbers = |to: Value| json!({"own_devices": 1, "subgroups": 1, "grants": 1, "move_to": to});
        let inside = delete(app, &admin, &berlin, numbers(json!(station.id))).await;
        assert_eq!(inside.field_errors(), [("/move_to".to_owned(), "cycle".to_owned())]);
        assert_eq!(delete(app, &admin, &berlin, numbers(json!(wien.id))).await.status, 204);
        assert_eq!(tree(app, &admin).await, [named("Wien", 2, 1), named("Ostkreuz", 1, 1)]);
        assert_eq!(app.count("SELECT COUNT(*) FROM grants").await, 0);
        assert_eq!(admin.get(&of_group(app, berlin.id)).await.summary(), "404 not_found");
        assert_devices_counted(app).await;
        let wien: DeviceGroup = admin.get(&of_group(app, wien.id)).await.ok();
        assert_eq!(delete(app, &admin, &wien, json!({"own_devices": 1, "subgroups": 1})).await.status, 204);
        assert_eq!(tree(app, &admin).await, [named("Ostkreuz", 1, 1)]);
        assert_eq!(events(app, "device_group.deleted").await, 2);
        assert_devices_counted(app).await;
    }

    async fn t1_groups_of_another_organization_are_like_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let outsider = app.signed_in(OUTSIDER).await;
        let beta = format!("/organizations/{}/device-groups", app.world.beta);
        let nothing = outsider.get(&format!("{beta}/grp_00000000000000000000000007")).await;
        let path = format!("{beta}/{}", berlin.id);
        nothing.assert_same_as(&outsider.get(&path).await);
        nothing.assert_same_as(&outsider.change(Method::PATCH, &path, 1, &json!({"name": "Mine"})).await);
        nothing.assert_same_as(&outsider.send(Method::DELETE, &path, None).await);
        let own = json!({"name": "Mine", "parent": berlin.id});
        assert_eq!(outsider.post(&beta, &own).await.field_errors(), parent("unknown"));
        for email in [VIEWER, EDITOR] {
            let client = app.signed_in(email).await;
            assert_eq!(client.get(&of_group(app, berlin.id)).await.status, 200);
            assert_eq!(patch(app, &client, &berlin, json!({"name": "Mine"})).await.summary(), "403 forbidden");
            assert_eq!(delete(app, &client, &berlin, json!({})).await.summary(), "403 forbidden");
        }
    }

    async fn o5_invalid_fields_are_named(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, "/device-groups");
        for (name, code) in [(" ", "required"), (&*"x".repeat(50_000), "too_long"), ("a\nb", "invalid")] {
            let answer = admin.post(&path, &json!({"name": name})).await;
            assert_eq!(answer.field_errors(), [("/name".to_owned(), code.to_owned())]);
        }
        for body in [json!({}), json!({"name": 5}), json!({"name": "a", "parent": "dev_00000000000000000000000001"})] {
            assert_eq!(admin.post(&path, &body).await.summary(), "400 malformed", "{body}");
        }
    }
}
