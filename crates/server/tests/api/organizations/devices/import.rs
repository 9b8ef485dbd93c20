//! `POST …/devices/import`

use api_types::{Device, FilterOptions, ImportOutcome, ImportResult};
use serde_json::json;

use super::{assert_devices_counted, device, group, of_device};
use crate::support::{
    Client, TestApp, both_engines,
    invitations::{alpha, events},
    world::{ADMIN, OUTSIDER, VIEWER},
};

async fn import(app: &TestApp, client: &Client, text: &str, is_dry_run: bool) -> ImportResult {
    client.post(&alpha(app, "/devices/import"), &json!({"text": text, "dry_run": is_dry_run})).await.ok()
}

fn counts(result: &ImportResult) -> [u64; 4] {
    let counts = result.counts;
    [counts.new, counts.changed, counts.unchanged, counts.refused]
}

fn codes(result: &ImportResult) -> Vec<String> {
    let refused = result.rows.iter().filter(|row| row.outcome == ImportOutcome::Refused);
    let code = |row: &api_types::ImportRow| {
        let problem = &row.problems[0];
        format!("{} {} {}", row.row, problem.field.as_deref().unwrap_or("-"), problem.code)
    };
    refused.map(code).collect()
}

both_engines! {
    async fn usr7_a_table_becomes_devices(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let nord = group(app, &admin, "Nord", None).await;
        group(app, &admin, "Nord", Some(berlin.id)).await;
        let pump = device(app, &admin, "A", None).await;
        device(app, &admin, "Z", None).await;
        let text = format!(
            "Externe ID\tName\tArt\tStandort\tGruppe\n\
             id-A\tA\tPUMP\tRoof\tberlin\n\
             n-1\tNew\tGateway\tRoof\t{}\n\
             n-2\tNo group\t\t\tHamburg\n\
             n-3\tWhich\t\t\tNord\n\
             n-4\t\t\t\t\n\
             n-1\tAgain\t\t\t\n\
             \tNothing\t\t\t\n",
            nord.id
        );
        let result = import(app, &admin, &text, true).await;
        assert_eq!(counts(&result), [1, 1, 0, 5]);
        assert_eq!(
            codes(&result),
            ["4 group unknown", "5 group ambiguous", "6 name required", "7 - duplicate", "8 external_id required"]
        );
        let changed = result.rows.iter().find(|row| row.outcome == ImportOutcome::Changed).unwrap();
        let fields: Vec<_> = changed.changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["location", "group"]);
        assert_eq!(counts(&import(app, &admin, &text, false).await), [1, 1, 0, 0]);
        let moved: Device = admin.get(&of_device(app, pump.id, "")).await.ok();
        assert_eq!((moved.group.map(|group| group.id), moved.kind.as_deref()), (Some(berlin.id), Some("Pump")));
        assert_eq!((events(app, "device.created").await, events(app, "device.changed").await), (3, 1));
        assert_eq!(counts(&import(app, &admin, &text, true).await), [0, 0, 2, 5]);
        // Both are at one location.
        let options: FilterOptions = admin.get(&alpha(app, "/devices/options?filter=location")).await.ok();
        let roof = options.items.iter().find(|option| option.name.as_deref() == Some("Roof")).unwrap();
        assert_eq!(roof.rows.count, 2);
        let list: api_types::List<Device> =
            admin.get(&alpha(app, &format!("/devices?location={}", roof.value))).await.ok();
        assert_eq!(list.items.len(), 2);
        let nowhere: api_types::List<Device> = admin.get(&alpha(app, "/devices?location=none")).await.ok();
        assert_eq!(nowhere.items.len(), 1);
        let unknown = admin.get(&alpha(app, "/devices?location=loc_00000000000000000000000007")).await;
        assert_eq!(unknown.summary(), "422 invalid");
        assert_devices_counted(app).await;
    }

    async fn usr7_the_export_changes_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Nord", None).await;
        group(app, &admin, "Nord", Some(berlin.id)).await;
        device(app, &admin, "=A", Some(berlin.id)).await;
        device(app, &admin, "B", None).await;
        let file = admin.get(&alpha(app, "/devices/export")).await.text();
        assert_eq!(counts(&import(app, &admin, &file, true).await), [0, 0, 2, 0], "{file}");
    }

    async fn t1_ids_and_groups_of_another_organization_are_unknown(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let pump = device(app, &admin, "A", None).await;
        let outsider = app.signed_in(OUTSIDER).await;
        let beta = format!("/organizations/{}/devices/import", app.world.beta);
        let import = async |text: &str| outsider.post(&beta, &json!({"text": text, "dry_run": true})).await.ok::<ImportResult>();
        assert_eq!(codes(&import(&format!("id,name\n{},Mine\n", pump.id)).await), ["2 id unknown"]);
        let text = format!("external_id,name,group\nid-A,Mine,{}\n", berlin.id);
        assert_eq!(codes(&import(&text).await), ["2 group unknown"]);
        assert_eq!(counts(&import("external_id,name\nid-A,Mine\n").await), [1, 0, 0, 0]);
    }

    async fn dev1_an_external_id_that_another_device_has_is_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let a = device(app, &admin, "A", None).await;
        device(app, &admin, "B", None).await;
        let result = import(app, &admin, &format!("id,external_id\n{},id-B\n", a.id), true).await;
        assert_eq!(codes(&result), ["2 external_id taken"]);
        let viewer = app.signed_in(VIEWER).await;
        let refused = viewer.post(&alpha(app, "/devices/import"), &json!({"text": "x"})).await;
        assert_eq!(refused.summary(), "403 forbidden");
    }
}
