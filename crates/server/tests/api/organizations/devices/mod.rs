//! `/organizations/{organization}/devices`, `…/device-groups` and the grants on both

mod access;
mod bulk;
mod change;
mod grants;
mod groups;
mod import;
mod list;
mod requests;

use api_types::{Device, DeviceGroup, DeviceGroupId, DeviceId, DeviceLevel, Grant, MemberGrants};
use serde_json::{Value, json};

use crate::support::{
    Answer, Client, TestApp,
    invitations::{alpha, let_role},
};

/// Creates a device of Alpha.
async fn device(app: &TestApp, client: &Client, name: &str, group: Option<DeviceGroupId>) -> Device {
    let body = json!({"name": name, "external_id": format!("id-{name}"), "kind": "Pump", "group": group});
    client.post(&alpha(app, "/devices"), &body).await.ok()
}

/// Creates a group of Alpha.
async fn group(app: &TestApp, client: &Client, name: &str, parent: Option<DeviceGroupId>) -> DeviceGroup {
    client.post(&alpha(app, "/device-groups"), &json!({"name": name, "parent": parent})).await.ok()
}

/// The path of one of Alpha's devices, and what stands below it.
fn of_device(app: &TestApp, device: DeviceId, below: &str) -> String {
    alpha(app, &format!("/devices/{device}{below}"))
}

fn of_group(app: &TestApp, group: DeviceGroupId) -> String {
    alpha(app, &format!("/device-groups/{group}"))
}

/// The path of the grants of somebody in Alpha.
fn grants_of(app: &TestApp, email: &str) -> String {
    alpha(app, &format!("/members/{}/grants", app.world.member(app.world.alpha, email)))
}

async fn give(app: &TestApp, client: &Client, email: &str, body: Value) -> Answer {
    client.post(&grants_of(app, email), &body).await
}

/// Gives somebody a grant on a device.
async fn grant(app: &TestApp, client: &Client, email: &str, device: DeviceId, level: DeviceLevel) -> Grant {
    let answer = give(app, client, email, json!({"device": device, "level": level})).await;
    let grants: MemberGrants = answer.ok();
    let is_on = |grant: &Grant| grant.device.as_ref().is_some_and(|it| it.id == device);
    grants.items.into_iter().find(is_on).unwrap()
}

/// Takes every permission for devices from Alpha's editors and viewers.
async fn no_device_by_role(app: &TestApp) {
    for key in ["editor", "viewer"] {
        let_role(app, key, "organization.read").await;
    }
}

/// Whether all counters of devices and grants are as if they were counted now.
async fn assert_devices_counted(app: &TestApp) {
    crate::support::invitations::assert_counted(app).await;
    let empty = if app.url.starts_with("sqlite:") { "x''" } else { "''::bytea" };
    for (list, facet, value, from) in [
        ("devices", 1, "group_id", "devices LEFT JOIN device_group_links ON device_id = devices.id"),
        ("devices", 2, "kind_id", "devices"),
        ("devices", 3, "location_id", "devices"),
        (
            "grants",
            1,
            "device_id",
            "grants JOIN members ON members.id = member_id AND NOT hidden AND device_id IS NOT NULL",
        ),
        (
            "grants",
            2,
            "group_id",
            "grants JOIN members ON members.id = member_id AND NOT hidden AND group_id IS NOT NULL",
        ),
    ] {
        let table = if list == "devices" { "devices" } else { "grants" };
        let value = if facet == 1 && list == "devices" {
            "device_group_links.group_id".to_owned()
        } else {
            format!("{table}.{value}")
        };
        let present = format!(
            "SELECT {table}.organization_id, COALESCE({value}, {empty}) AS value, COUNT(*) AS number FROM {from} GROUP BY 1, 2"
        );
        let counted = format!(
            "SELECT organization_id, value, rows FROM list_counts WHERE list = '{list}' AND facet = {facet} AND rows <> 0"
        );
        let wrong = format!(
            "SELECT COUNT(*) FROM ({counted}) counted FULL JOIN ({present}) present \
               ON present.organization_id = counted.organization_id AND present.value = counted.value \
             WHERE COALESCE(rows, 0) <> COALESCE(number, 0)"
        );
        assert_eq!(app.count(&wrong).await, 0, "{list} {facet}");
    }
    let direct = "SELECT COUNT(*) FROM devices WHERE group_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM device_group_links \
                  WHERE device_id = devices.id AND device_group_links.group_id = devices.group_id)";
    assert_eq!(app.count(direct).await, 0);
}
