//! Random roles, groups and grants: every way of asking agrees with an oracle that knows nothing of the database.

use std::collections::BTreeMap;

use api_types::{AccessRequest, DeviceAccess, DeviceLevel, List, MemberAccess, ResourceResults, SubjectResults};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{decision, device, ids, let_role, names, resource_ids, service, user};
use crate::support::{
    Client, TestApp, both_engines,
    invitations::alpha,
    world::{ADMIN, EDITOR, GONE, VIEWER},
};

/// A small generator, so that each run is the same (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((word ^ (word >> 31)) % end as u64).unwrap()
    }
}

const LEVELS: [DeviceLevel; 3] = [DeviceLevel::View, DeviceLevel::Operate, DeviceLevel::Manage];
const USERS: [&str; 3] = [EDITOR, VIEWER, GONE];

/// What was set up, as the test itself knows it.
struct Model {
    /// Each group's parent by its place.
    parents: Vec<Option<usize>>,
    /// Each device's group.
    groups: Vec<Option<usize>>,
    /// By user: the level of the role, and the grants on devices (false) and groups (true).
    roles: BTreeMap<&'static str, Option<DeviceLevel>>,
    grants: Vec<(&'static str, bool, usize, DeviceLevel, bool)>,
}

impl Model {
    fn is_in(&self, device: usize, group: usize) -> bool {
        let mut at = self.groups[device];
        while let Some(place) = at {
            if place == group {
                return true;
            }
            at = self.parents[place];
        }
        false
    }

    fn level(&self, user: &str, device: usize) -> Option<DeviceLevel> {
        // Inactive.
        if user == GONE {
            return None;
        }
        let by_grant = self.grants.iter().filter(|(who, is_group, target, _, has_ended)| {
            *who == user && !has_ended && if *is_group { self.is_in(device, *target) } else { *target == device }
        });
        by_grant.map(|grant| grant.3).chain(self.roles[user]).max()
    }
}

async fn created(client: &Client, path: &str, body: Value) -> String {
    client.post(path, &body).await.ok::<Value>()["id"].as_str().unwrap().to_owned()
}

/// Whether somebody got what they asked for: not if they had it. What is declined gives nothing.
async fn ask_and_approve(app: &TestApp, admin: &Client, email: &str, mut body: Value) -> bool {
    body["reason"] = json!("Night shift");
    let client = app.signed_in(email).await;
    let asked = client.post(&alpha(app, "/access-requests"), &body).await;
    if asked.summary() == "409 access_held" {
        return false;
    }
    let first: AccessRequest = asked.ok();
    let answer = |request: &AccessRequest, verb: &str| alpha(app, &format!("/access-requests/{}/{verb}", request.id));
    assert_eq!(admin.post(&answer(&first, "decline"), &json!({"note": "Not yet"})).await.status, 200);
    let second: AccessRequest = client.post(&alpha(app, "/access-requests"), &body).await.ok();
    assert_eq!(admin.post(&answer(&second, "approve"), &json!({})).await.status, 200);
    true
}

both_engines! {
    async fn rol5_dev3_every_answer_agrees_with_an_oracle(app: &TestApp) {
        let (admin, service) = (app.signed_in(ADMIN).await, service(app).await);
        let mut random = Random(24);
        let (mut parents, mut group_ids) = (Vec::new(), Vec::<String>::new());
        for place in 0..6 {
            let parent = (place > 0 && random.below(4) > 0).then(|| random.below(place));
            let body = json!({"name": format!("G{place}"), "parent": parent.map(|parent| group_ids[parent].clone())});
            group_ids.push(created(&admin, &alpha(app, "/device-groups"), body).await);
            parents.push(parent);
        }
        let (mut groups, mut device_ids) = (Vec::new(), Vec::<String>::new());
        for place in 0..8 {
            let group = (random.below(5) > 0).then(|| random.below(6));
            let body = json!({"name": format!("D{place}"), "external_id": format!("e{place}"),
                "group": group.map(|group| group_ids[group].clone())});
            device_ids.push(created(&admin, &alpha(app, "/devices"), body).await);
            groups.push(group);
        }
        for round in 0..4 {
            let mut roles = BTreeMap::new();
            let permissions = [None, Some(DeviceLevel::View), Some(DeviceLevel::Operate), None];
            for (key, email) in [("editor", EDITOR), ("viewer", VIEWER)] {
                let level = permissions[random.below(4)];
                let names = match level {
                    None => "organization.read",
                    Some(DeviceLevel::View) => "organization.read devices.read",
                    Some(_) => "organization.read devices.read devices.operate",
                };
                let_role(app, key, names).await;
                roles.insert(email, level);
            }
            let admin = app.signed_in(ADMIN).await;
            app.sql("DELETE FROM grants").await;
            app.sql("DELETE FROM list_counts WHERE list = 'grants'").await;
            let mut grants: Vec<(&'static str, bool, usize, DeviceLevel, bool)> = Vec::new();
            let today = app.now().to_string()[..10].to_owned();
            for _ in 0..7 {
                let (email, is_group) = (USERS[random.below(3)], random.below(2) == 0);
                let target = random.below(if is_group { 6 } else { 8 });
                let (level, ends) = (LEVELS[random.below(3)], random.below(3) == 0);
                if grants.iter().any(|(who, group, at, ..)| (*who, *group, *at) == (email, is_group, target)) {
                    continue;
                }
                let id = if is_group { &group_ids[target] } else { &device_ids[target] };
                let body = json!({(if is_group { "group" } else { "device" }): id, "level": level,
                    "until": ends.then(|| today.clone())});
                // Half of what active people have they asked for, if they did not have it already.
                if email != GONE && random.below(2) == 0 {
                    if ask_and_approve(app, &admin, email, body).await {
                        grants.push((email, is_group, target, level, ends));
                    }
                    continue;
                }
                let path = alpha(app, &format!("/members/{}/grants", app.world.member(app.world.alpha, email)));
                assert_eq!(admin.post(&path, &body).await.status, 201);
                grants.push((email, is_group, target, level, ends));
            }
            app.clock.advance(SignedDuration::from_hours(24));
            let model = Model { parents: parents.clone(), groups: groups.clone(), roles, grants };
            let admin = app.signed_in(ADMIN).await;
            compare(app, &admin, &service, &model, &device_ids, round).await;
            for email in [EDITOR, VIEWER] {
                explained(app, &admin, &model, (&device_ids, &group_ids), email).await;
                // Without everything that the explanation names, no access is left.
                let member = app.world.member(app.world.alpha, email);
                let access: MemberAccess = admin.get(&alpha(app, &format!("/members/{member}/access"))).await.ok();
                for grant in access.sources.iter().filter_map(|source| source.grant.as_ref()) {
                    let path = alpha(app, &format!("/members/{member}/grants/{}", grant.id));
                    assert_eq!(admin.delete(&path).await.status, 204);
                }
                let key = if email == EDITOR { "editor" } else { "viewer" };
                let_role(app, key, "organization.read").await;
                let body = json!({"subject": user(email), "action": {"name": "view"}, "resource": {"type": "device"}});
                let left: ResourceResults = service.post("/access/v1/search/resource", &body).await.ok();
                assert!(left.results.is_empty(), "{email}");
            }
        }
    }
}

impl Model {
    /// The same without one grant, by its place, or without the role.
    fn without(&self, email: &str, grant: Option<usize>) -> Self {
        let mut roles = self.roles.clone();
        let mut grants = self.grants.clone();
        match grant {
            Some(place) => drop(grants.remove(place)),
            None => roles.iter_mut().filter(|(who, _)| **who == email).for_each(|(_, level)| *level = None),
        }
        Self { parents: self.parents.clone(), groups: self.groups.clone(), roles, grants }
    }

    /// On how many devices access ends, and on how many it sinks, if this comes in place of `self`.
    fn effect(&self, other: &Self, email: &str) -> (u64, u64) {
        let levels = |place| (self.level(email, place), other.level(email, place));
        let changed: Vec<_> = (0..self.groups.len()).map(levels).filter(|(before, after)| after < before).collect();
        let lost = changed.iter().filter(|(_, after)| after.is_none()).count();
        (lost as u64, (changed.len() - lost) as u64)
    }
}

/// What an explanation says of each source is what the oracle sees when that source is gone.
async fn explained(
    app: &TestApp,
    admin: &Client,
    model: &Model,
    (devices, groups): (&[String], &[String]),
    email: &str,
) {
    let path = alpha(app, &format!("/members/{}/access", app.world.member(app.world.alpha, email)));
    let access: MemberAccess = admin.get(&path).await.ok();
    let in_force = model.grants.iter().enumerate().filter(|(_, grant)| grant.0 == email && !grant.4).count();
    assert_eq!(access.sources.iter().filter(|source| source.grant.is_some()).count(), in_force, "{email}");
    for source in &access.sources {
        let place = source.grant.as_ref().map(|grant| {
            let id =
                grant.device.as_ref().map(|it| it.id.to_string()).or(grant.group.as_ref().map(|it| it.id.to_string()));
            let ids = if grant.group.is_some() { groups } else { devices };
            let target = ids.iter().position(|it| Some(it) == id.as_ref()).unwrap();
            let is_it = |it: &(&str, bool, usize, DeviceLevel, bool)| {
                (it.0, it.1, it.2) == (email, grant.group.is_some(), target)
            };
            model.grants.iter().position(is_it).unwrap()
        });
        let expected = model.effect(&model.without(email, place), email);
        assert_eq!((source.lost_devices, source.lowered_devices), expected, "{email}: {source:?}");
    }
}

async fn compare(app: &TestApp, admin: &Client, service: &Client, model: &Model, devices: &[String], round: usize) {
    let member = |email: &str| app.world.member(app.world.alpha, email).to_string();
    for email in USERS {
        for level in LEVELS {
            let action = level.as_str();
            let body = json!({"subject": user(email), "action": {"name": action}, "resource": {"type": "device"}});
            let found: ResourceResults = service.post("/access/v1/search/resource", &body).await.ok();
            for (place, id) in devices.iter().enumerate() {
                let can = model.level(email, place).is_some_and(|held| held >= level);
                let case = format!("round {round}: {email} {action} D{place}");
                assert_eq!(decision(service, &user(email), action, &device(id)).await.0, can, "{case}");
                assert_eq!(resource_ids(&found.results).contains(&id.as_str()), can, "{case}: resources");
                let body = json!({"subject": {"type": "user"}, "action": {"name": action}, "resource": device(id)});
                let people: SubjectResults = service.post("/access/v1/search/subject", &body).await.ok();
                assert_eq!(ids(&people.results).contains(&member(email).as_str()), can, "{case}: subjects");
            }
        }
        for (place, id) in devices.iter().enumerate() {
            let body = json!({"subject": user(email), "resource": device(id)});
            let found: api_types::ActionResults = service.post("/access/v1/search/action", &body).await.ok();
            assert_eq!(names(&found.results).len(), model.level(email, place).map_or(0, |level| level as usize + 1));
            let page: List<DeviceAccess> = admin.get(&alpha(app, &format!("/devices/{id}/access"))).await.ok();
            let shown = page.items.iter().find(|access| access.member.id.to_string() == member(email));
            assert_eq!(shown.map(|access| access.level), model.level(email, place), "{email} D{place}: page");
        }
    }
}
