//! `…/members/{member}/grants`

use api_types::{DeviceLevel, Grant, MemberGrants};
use axum::http::Method;
use jiff::SignedDuration;
use roster_server::maintenance;
use serde_json::{Value, json};

use super::{assert_devices_counted, device, give, grant, grants_of, group, let_role, of_device};
use crate::support::{
    Client, TestApp, both_engines,
    invitations::{alpha, events, invitation_body, invite, one, post, with},
    world::{ADMIN, EDITOR, GONE, INVITED, OUTSIDER, VIEWER},
};

async fn grants(app: &TestApp, client: &Client, email: &str) -> Vec<Grant> {
    client.get(&grants_of(app, email)).await.ok::<MemberGrants>().items
}

/// What lets editors give access to what they have access to.
const MAY_GRANT: &str = "organization.read members.read devices.read devices.grant";

both_engines! {
    async fn dev1_a_grant_is_given_changed_and_ended(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "Pump", None).await;
        let answer = give(app, &admin, EDITOR, json!({"device": pump.id, "level": "view", "until": "2026-12-31"})).await;
        assert_eq!(answer.status, 201);
        let given = answer.ok::<MemberGrants>();
        assert_eq!(given.by_role, Some(DeviceLevel::Operate));
        let [given] = given.items.as_slice() else { panic!("{given:?}") };
        assert_eq!((given.level, given.until.as_deref()), (DeviceLevel::View, Some("2026-12-31")));
        assert_eq!(given.device.as_ref().unwrap().name, "Pump");
        assert_eq!(given.granted_by.as_ref().unwrap().name, "admin");
        let path = format!("{}/{}", grants_of(app, EDITOR), given.id);
        let body = json!({"level": "manage", "until": ""});
        let changed: MemberGrants = admin.change(Method::PATCH, &path, given.version, &body).await.ok();
        assert_eq!((changed.items[0].level, changed.items[0].until.clone()), (DeviceLevel::Manage, None));
        assert_eq!(admin.change(Method::PATCH, &path, given.version, &body).await.summary(), "412 stale");
        let without = admin.send(Method::PATCH, &path, Some(b"{}".to_vec())).await;
        assert_eq!(without.summary(), "428 precondition_required");
        assert_eq!(admin.delete(&path).await.status, 204);
        assert_eq!(admin.delete(&path).await.summary(), "404 not_found");
        assert_eq!(grants(app, &admin, EDITOR).await, []);
        for action in ["member.device_granted", "member.device_grant_changed", "member.device_grant_ended"] {
            assert_eq!(events(app, action).await, 1, "{action}");
        }
        assert_devices_counted(app).await;
    }

    async fn dev1_one_grant_on_each_target(app: &TestApp) {
        let admin = std::sync::Arc::new(app.signed_in(ADMIN).await);
        let pump = device(app, &admin, "Pump", None).await;
        let mut giving = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let (client, path) = (admin.clone(), grants_of(app, EDITOR));
            let body = json!({"device": pump.id, "level": "view"});
            giving.spawn(async move { client.post(&path, &body).await.summary() });
        }
        let mut answers = giving.join_all().await;
        answers.sort_unstable();
        assert_eq!((answers[0].as_str(), answers[1].as_str(), answers[5].as_str()), ("201", "422 invalid", "422 invalid"));
        assert_devices_counted(app).await;
    }

    async fn o5_invalid_grants_are_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "Pump", None).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        for (body, pointer, code) in [
            (json!({"level": "view"}), "/device", "required"),
            (json!({"level": "view", "device": pump.id, "group": berlin.id}), "/group", "invalid"),
            (json!({"level": "view", "device": "dev_00000000000000000000000007"}), "/device", "unknown"),
            (json!({"level": "view", "group": "grp_00000000000000000000000007"}), "/device", "unknown"),
            (json!({"level": "view", "device": pump.id, "until": "2026-11-20"}), "/until", "past"),
            (json!({"level": "view", "device": pump.id, "until": "2040-01-01"}), "/until", "too_far"),
            (json!({"level": "view", "device": pump.id, "until": "tomorrow"}), "/until", "invalid"),
        ] {
            let answer = give(app, &admin, EDITOR, body).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())]);
        }
        for body in [json!({"device": pump.id}), json!({"device": pump.id, "level": "own"})] {
            assert_eq!(give(app, &admin, EDITOR, body).await.summary(), "400 malformed");
        }
        let own = give(app, &admin, ADMIN, json!({"device": pump.id, "level": "view"})).await;
        assert_eq!(own.summary(), "409 own_account");
        assert_eq!(events(app, "member.device_granted").await, 0);
    }

    async fn t3_nobody_grants_above_their_own_level(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "Pump", None).await;
        let_role(app, "editor", MAY_GRANT).await;
        let editor = app.signed_in(EDITOR).await;
        let level = async |level: &str| give(app, &editor, VIEWER, json!({"device": pump.id, "level": level})).await;
        assert_eq!(level("operate").await.summary(), "403 above_yourself");
        let given = level("view").await.ok::<MemberGrants>().items.remove(0);
        let path = format!("{}/{}", grants_of(app, VIEWER), given.id);
        let raise = json!({"level": "operate"});
        assert_eq!(editor.change(Method::PATCH, &path, 1, &raise).await.summary(), "403 above_yourself");
        admin.change(Method::PATCH, &path, 1, &raise).await.ok::<MemberGrants>();
        // The present level counts too.
        let lower = json!({"level": "view"});
        assert_eq!(editor.change(Method::PATCH, &path, 2, &lower).await.summary(), "403 above_yourself");
        assert_eq!(editor.delete(&path).await.summary(), "403 above_yourself");
        // Nor is anybody above oneself given anything.
        let above = give(app, &editor, GONE, json!({"device": pump.id, "level": "view"})).await;
        assert_eq!(above.summary(), "403 above_yourself");
    }

    async fn t4_who_manages_one_device_does_not_manage_another(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let (one, inside) = (device(app, &admin, "1", None).await, device(app, &admin, "2", Some(berlin.id)).await);
        let_role(app, "editor", MAY_GRANT).await;
        grant(app, &admin, EDITOR, one.id, DeviceLevel::Manage).await;
        let editor = app.signed_in(EDITOR).await;
        let manage = async |target: Value| {
            let mut body = json!({"level": "manage"});
            body.as_object_mut().unwrap().extend(target.as_object().unwrap().clone());
            give(app, &editor, VIEWER, body).await.summary()
        };
        assert_eq!(manage(json!({"device": one.id})).await, "201");
        assert_eq!(manage(json!({"device": inside.id})).await, "403 above_yourself");
        assert_eq!(manage(json!({"group": berlin.id})).await, "403 above_yourself");
        give(app, &admin, EDITOR, json!({"group": berlin.id, "level": "manage"})).await.ok::<MemberGrants>();
        assert_eq!(manage(json!({"device": inside.id})).await, "201");
        assert_eq!(manage(json!({"group": berlin.id})).await, "201");
    }

    async fn s2_lost_rights_count_at_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "Pump", None).await;
        let_role(app, "editor", MAY_GRANT).await;
        let editor = app.signed_in(EDITOR).await;
        let body = json!({"device": pump.id, "level": "view"});
        let given = give(app, &editor, VIEWER, body.clone()).await.ok::<MemberGrants>().items.remove(0);
        let_role(app, "editor", "organization.read members.read devices.read").await;
        let path = format!("{}/{}", grants_of(app, VIEWER), given.id);
        assert_eq!(editor.get(&grants_of(app, VIEWER)).await.status, 200);
        assert_eq!(editor.delete(&path).await.summary(), "403 forbidden");
        assert_eq!(give(app, &editor, INVITED, body).await.summary(), "403 forbidden");
    }

    async fn t1_t2_members_and_devices_of_others_are_like_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "Pump", None).await;
        let given = grant(app, &admin, EDITOR, pump.id, DeviceLevel::View).await;
        let outsider = app.signed_in(OUTSIDER).await;
        let beta = format!("/organizations/{}", app.world.beta);
        let of_beta = app.world.member(app.world.beta, crate::support::world::DIVIDED);
        let of_alpha = app.world.member(app.world.alpha, EDITOR);
        let body = json!({"device": pump.id, "level": "view"});
        let unknown = outsider.post(&format!("{beta}/members/{of_beta}/grants"), &body).await;
        assert_eq!(unknown.field_errors(), [("/device".to_owned(), "unknown".to_owned())]);
        let nothing = outsider.get(&format!("{beta}/members/mem_00000000000000000000000007/grants")).await;
        assert_eq!(nothing.summary(), "404 not_found");
        let path = format!("{beta}/members/{of_alpha}/grants");
        nothing.assert_same_as(&outsider.get(&path).await);
        nothing.assert_same_as(&outsider.post(&path, &body).await);
        nothing.assert_same_as(&outsider.delete(&format!("{path}/{}", given.id)).await);
        // A grant of somebody else, under a member of one's own organization.
        nothing.assert_same_as(&outsider.delete(&format!("{beta}/members/{of_beta}/grants/{}", given.id)).await);
        let other = app.world.member(app.world.alpha, VIEWER);
        nothing.assert_same_as(&admin.delete(&alpha(app, &format!("/members/{other}/grants/{}", given.id))).await);
        for email in [VIEWER, EDITOR] {
            let client = app.signed_in(email).await;
            nothing.assert_same_as(&client.get(&grants_of(app, EDITOR)).await);
            nothing.assert_same_as(&give(app, &client, VIEWER, body.clone()).await);
        }
        assert_eq!(grants(app, &admin, EDITOR).await.len(), 1);
    }

    async fn dev1_grants_end_by_themselves_and_are_taken_away_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "Pump", None).await;
        let body = json!({"device": pump.id, "level": "view", "until": "2026-11-22"});
        give(app, &admin, EDITOR, body.clone()).await.ok::<MemberGrants>();
        // The day ends at midnight in UTC.
        app.clock.advance(SignedDuration::from_hours(38) + SignedDuration::from_mins(30) - SignedDuration::from_micros(1));
        maintenance::once(&app.state).await.unwrap();
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(grants(app, &admin, EDITOR).await.len(), 1);
        app.clock.advance(SignedDuration::from_micros(1));
        assert_eq!(grants(app, &admin, EDITOR).await, []);
        assert_eq!(events(app, "member.device_grant_expired").await, 0);
        let (one, other) = tokio::join!(maintenance::once(&app.state), maintenance::once(&app.state));
        one.and(other).unwrap();
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(events(app, "member.device_grant_expired").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM grants").await, 0);
        assert_devices_counted(app).await;
    }

    async fn dev1_a_grant_that_is_over_makes_room_before_the_job_comes(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "Pump", None).await;
        give(app, &admin, EDITOR, json!({"device": pump.id, "level": "view", "until": "2026-11-21"})).await.ok::<Value>();
        app.clock.advance(SignedDuration::from_hours(24));
        let admin = app.signed_in(ADMIN).await;
        let again = grant(app, &admin, EDITOR, pump.id, DeviceLevel::Manage).await;
        assert_eq!((again.level, events(app, "member.device_grant_expired").await), (DeviceLevel::Manage, 1));
        assert_devices_counted(app).await;
    }

    async fn dev1_days_follow_the_zone_of_the_organization(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "Pump", None).await;
        give(app, &admin, EDITOR, json!({"device": pump.id, "level": "view", "until": "2026-11-22"})).await.ok::<Value>();
        let ends = async || app.count("SELECT ends_at FROM grants").await;
        let before = ends().await;
        let zone = json!({"time_zone": "Europe/Berlin"});
        admin.change(Method::PATCH, &alpha(app, ""), 1, &zone).await.ok::<Value>();
        assert_eq!(before - ends().await, 3_600_000_000);
    }

    async fn dev1_invited_members_have_grants_before_they_accept(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "Pump", None).await;
        let berlin = group(app, &admin, "Berlin", None).await;
        let wanted = json!({"grants": [{"device": pump.id, "level": "manage"}, {"group": berlin.id, "level": "view"}]});
        let body = with(invitation_body(app, &["nia@new.example", "bo@new.example"]), wanted);
        post(app, &admin, &body).await.ok::<Value>();
        assert_eq!(app.count("SELECT COUNT(*) FROM grants").await, 4);
        assert_eq!(events(app, "member.device_granted").await, 4);
        assert_devices_counted(app).await;
        let (nia, _) = invite(app, &admin, "eva@new.example").await;
        let path = alpha(app, &format!("/members/{}/grants", nia.id));
        admin.post(&path, &json!({"device": pump.id, "level": "view"})).await.ok::<MemberGrants>();
        assert_devices_counted(app).await;
    }

    async fn t3_an_invitation_carries_no_more_than_the_inviter_has(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "Pump", None).await;
        let inviter = "organization.read members.read members.invite roles.assign devices.read";
        let_role(app, "editor", inviter).await;
        let editor = app.signed_in(EDITOR).await;
        let with_level = |level: &str| {
            with(invitation_body(app, &["nia@new.example"]), json!({"grants": [{"device": pump.id, "level": level}]}))
        };
        assert_eq!(post(app, &editor, &with_level("view")).await.summary(), "403 forbidden");
        let_role(app, "editor", &format!("{inviter} devices.grant")).await;
        assert_eq!(post(app, &editor, &with_level("operate")).await.summary(), "403 above_yourself");
        one(&post(app, &editor, &with_level("view")).await);
        let twice = json!({"device": pump.id, "level": "view"});
        let body = with(invitation_body(app, &["bo@new.example"]), json!({"grants": [twice.clone(), twice]}));
        assert_eq!(post(app, &admin, &body).await.field_errors(), [("/grants".to_owned(), "taken".to_owned())]);
        let unknown = json!({"grants": [{"device": "dev_00000000000000000000000007", "level": "view"}]});
        let body = with(invitation_body(app, &["bo@new.example"]), unknown);
        assert_eq!(post(app, &admin, &body).await.field_errors(), [("/grants/0/device".to_owned(), "unknown".to_owned())]);
        assert_eq!(app.count("SELECT COUNT(*) FROM members WHERE email = 'bo@new.example'").await, 0);
    }

    async fn dev1_a_removed_member_loses_grants_until_restored(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let pump = device(app, &admin, "Pump", None).await;
        grant(app, &admin, EDITOR, pump.id, DeviceLevel::Manage).await;
        let people = async || {
            let read: api_types::Device = admin.get(&of_device(app, pump.id, "")).await.ok();
            read.people.unwrap()
        };
        let member = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, EDITOR)));
        assert_eq!(admin.delete(&member).await.status, 204);
        assert_eq!((people().await.by_grant, people().await.grants, people().await.total), (0, 0, 3));
        assert_devices_counted(app).await;
        let gone = give(app, &admin, EDITOR, json!({"device": pump.id, "level": "view"})).await;
        assert_eq!(gone.summary(), "410 member_removed");
        admin.post(&format!("{member}/restore"), &json!({})).await.ok::<Value>();
        assert_eq!((people().await.by_grant, people().await.grants), (1, 1));
        assert_devices_counted(app).await;
        admin.delete(&member).await;
        admin.post(&format!("{member}/restore"), &json!({"roles": false})).await.ok::<Value>();
        assert_eq!((people().await.grants, grants(app, &admin, EDITOR).await), (0, Vec::new()));
        assert_devices_counted(app).await;
        grant(app, &admin, EDITOR, pump.id, DeviceLevel::View).await;
        admin.delete(&member).await;
        app.clock.advance(SignedDuration::from_hours(31 * 24));
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM grants").await, 0);
        assert_devices_counted(app).await;
    }
}
