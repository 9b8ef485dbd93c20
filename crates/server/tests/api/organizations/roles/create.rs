//! `POST /organizations/{organization}/roles`

use api_types::{List, MAX_ROLES_OF_ORGANIZATION, Permission, Role};
use axum::http::Method;
use serde_json::json;

use super::{MANAGER, custom, editors_have, give, member, path};
use crate::support::{
    both_engines,
    invitations::{alpha, assert_counted, events, invitation_body, post, with},
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

both_engines! {
    async fn rol4_a_role_is_made_from_another_one(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let before = admin.get(&alpha(app, "/roles")).await;
        let [_, editor, _] = app.world.alpha_roles;
        let body = json!({
            "from": editor, "name": " Site lead ", "description": " Runs one site. ",
            "permissions": ["devices.manage", "members.invite"],
        });
        let answer = admin.post(&alpha(app, "/roles"), &body).await;
        let role: Role = answer.ok();
        assert_eq!((answer.status.as_u16(), answer.header("etag")), (201, "\"1\""));
        assert_eq!((role.name.as_str(), role.description.as_str()), ("Site lead", "Runs one site."));
        assert_eq!((role.key.clone(), role.holders, role.version), (role.id.to_string(), 0, 1));
        assert_eq!(role.made_from.as_ref().map(|from| from.id), Some(editor));
        assert!(role.assignable && role.within_reach && role.changed_at.is_some());
        use Permission::*;
        let closed = [OrganizationRead, MembersRead, MembersInvite, RolesRead, DevicesRead, DevicesManage];
        assert_eq!(role.permissions, closed);
        let location = answer.header("location").strip_prefix("/api/v1").unwrap();
        assert_eq!(admin.get(location).await.ok::<Role>(), role);
        let after = admin.get(&alpha(app, "/roles")).await;
        assert_ne!(after.header("etag"), before.header("etag"));
        let list: List<Role> = after.ok();
        assert_eq!((list.total.count, list.items.last()), (4, Some(&role)));
        assert_eq!(events(app, "role.created").await, 1);
        assert_counted(app).await;
    }

    async fn rol4_without_permissions_it_has_those_of_the_other_one(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let [_, editor, _] = app.world.alpha_roles;
        let role: Role = admin.post(&alpha(app, "/roles"), &json!({"from": editor, "name": "Copy"})).await.ok();
        use Permission::*;
        assert_eq!(role.permissions, [OrganizationRead, DevicesRead, DevicesOperate]);
    }

    async fn rol4_a_custom_role_is_given_filtered_by_exported_and_takes_effect(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let role = custom(app, &admin, "User manager", &["members.read"]).await;
        assert_eq!(app.signed_in(VIEWER).await.get(&alpha(app, "/members")).await.summary(), "403 forbidden");
        assert_eq!(give(app, &admin, VIEWER, &[app.world.alpha_roles[2], role.id]).await.status, 200);
        // S2: from the next request on.
        let viewer = app.signed_in(VIEWER).await;
        assert_eq!(viewer.get(&alpha(app, "/members")).await.status, 200);
        let held = member(app, &admin, VIEWER).await.roles;
        assert_eq!(held.iter().map(|role| role.name.as_str()).collect::<Vec<_>>(), ["Viewer", "User manager"]);
        let list: List<api_types::Member> = admin.get(&alpha(app, &format!("/members?role={}", role.id))).await.ok();
        assert_eq!(list.items.iter().map(|member| member.email.as_str()).collect::<Vec<_>>(), [VIEWER]);
        let options = admin.get(&alpha(app, "/members/options?filter=role")).await.text();
        assert!(options.contains("User manager"), "{options}");
        let file = admin.get(&alpha(app, &format!("/members/export?role={}&columns=roles", role.id))).await.text();
        assert!(file.contains("Viewer; User manager"), "{file}");
        assert_eq!(admin.get(&path(app, role.id, "")).await.ok::<Role>().holders, 1);
        assert_counted(app).await;
    }

    async fn rol4_names_are_unique_in_whatever_letters(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        custom(app, &admin, "Élan", &["devices.read"]).await;
        for name in ["elan", "ÉLAN", "viewer", " Administrator "] {
            let body = json!({"from": app.world.alpha_roles[2], "name": name});
            let answer = admin.post(&alpha(app, "/roles"), &body).await;
            assert_eq!(answer.field_errors(), [("/name".to_owned(), "taken".to_owned())], "{name}");
        }
        let beta = format!("/organizations/{}/roles", app.world.beta);
        let outsider = app.signed_in(OUTSIDER).await;
        let own: List<Role> = outsider.get(&beta).await.ok();
        outsider.post(&beta, &json!({"from": own.items[2].id, "name": "Élan"})).await.ok::<Role>();
    }

    async fn rol4_of_two_at_once_one_gets_the_name(app: &TestApp) {
        let client = std::sync::Arc::new(app.signed_in(ADMIN).await);
        let mut creating = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let (client, path) = (client.clone(), alpha(app, "/roles"));
            let body = json!({"from": app.world.alpha_roles[2], "name": "Night watch"});
            creating.spawn(async move { client.post(&path, &body).await.summary() });
        }
        let mut answers = creating.join_all().await;
        answers.sort_unstable();
        assert_eq!((answers[0].as_str(), answers[1].as_str(), answers[5].as_str()), ("201", "422 invalid", "422 invalid"));
        assert_counted(app).await;
    }

    async fn rol4_a_retry_creates_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let send = async |name: &str| {
            let body = json!({"from": app.world.alpha_roles[2], "name": name});
            let body = Some(serde_json::to_vec(&body).unwrap());
            admin.send_with(Method::POST, &alpha(app, "/roles"), body, &[("idempotency-key", "k1")]).await
        };
        let first: Role = send("Night watch").await.ok();
        assert_eq!(send("Night watch").await.ok::<Role>(), first);
        assert_eq!(send("Other").await.field_errors(), [("/headers/idempotency-key".to_owned(), "invalid".to_owned())]);
        assert_eq!(events(app, "role.created").await, 1);
    }

    async fn rol4_an_organization_has_at_most_200_roles(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for number in 3..MAX_ROLES_OF_ORGANIZATION {
            custom(app, &admin, &format!("Role {number}"), &["devices.read"]).await;
        }
        let body = json!({"from": app.world.alpha_roles[2], "name": "One more"});
        assert_eq!(admin.post(&alpha(app, "/roles"), &body).await.summary(), "409 too_many_roles");
        let list: List<Role> = admin.get(&alpha(app, "/roles?limit=200")).await.ok();
        let last = list.items.last().unwrap().id;
        assert_eq!(admin.delete(&path(app, last, "")).await.status, 204);
        assert_eq!(admin.post(&alpha(app, "/roles"), &body).await.status, 201);
        assert_counted(app).await;
    }

    async fn rol4_invalid_fields_are_named(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let from = app.world.alpha_roles[2];
        for (body, pointer, code) in [
            (json!({"from": from, "name": " "}), "/name", "required"),
            (json!({"from": from, "name": "x".repeat(61)}), "/name", "too_long"),
            (json!({"from": from, "name": "a\u{0}b"}), "/name", "invalid"),
            (json!({"from": from, "name": "a", "description": "x".repeat(301)}), "/description", "too_long"),
            (json!({"from": from, "name": "a", "description": "a\nb"}), "/description", "invalid"),
            (json!({"from": from, "name": "a", "permissions": []}), "/permissions", "required"),
            (json!({"from": from, "name": "a", "permissions": ["tea.brew"]}), "/permissions", "unknown"),
            (json!({"from": "rol_00000000000000000000000001", "name": "a"}), "/from", "unknown"),
        ] {
            let answer = admin.post(&alpha(app, "/roles"), &body).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())], "{body}");
        }
        for body in [json!({}), json!({"name": "a"}), json!({"from": "org_1", "name": "a"}), json!({"from": from, "name": "a", "key": "administrator"})] {
            assert_eq!(admin.post(&alpha(app, "/roles"), &body).await.summary(), "400 malformed", "{body}");
        }
        let large = json!({"from": from, "name": "x".repeat(1024 * 1024)});
        assert_eq!(admin.post(&alpha(app, "/roles"), &large).await.status, 413);
        assert_eq!(events(app, "role.created").await, 0);
    }

    async fn t3_nobody_creates_a_role_above_their_own_permissions(app: &TestApp) {
        editors_have(app, MANAGER).await;
        let editor = app.signed_in(EDITOR).await;
        let [administrator, own, viewer] = app.world.alpha_roles;
        for body in [
            json!({"from": administrator, "name": "a"}),
            json!({"from": viewer, "name": "a", "permissions": ["members.manage"]}),
            // What is implied counts too.
            json!({"from": own, "name": "a", "permissions": ["contacts.manage"]}),
        ] {
            assert_eq!(editor.post(&alpha(app, "/roles"), &body).await.summary(), "403 above_yourself", "{body}");
        }
        let within = json!({"from": administrator, "name": "a", "permissions": ["members.invite"]});
        assert_eq!(editor.post(&alpha(app, "/roles"), &within).await.status, 201);
    }

    async fn t1_t2_a_role_of_another_organization_does_not_exist(app: &TestApp) {
        let (admin, outsider) = (app.signed_in(ADMIN).await, app.signed_in(OUTSIDER).await);
        let beta: List<Role> = outsider.get(&format!("/organizations/{}/roles", app.world.beta)).await.ok();
        let theirs = beta.items[2].id;
        let answer = admin.post(&alpha(app, "/roles"), &json!({"from": theirs, "name": "a"})).await;
        assert_eq!(answer.field_errors(), [("/from".to_owned(), "unknown".to_owned())]);
        admin.get(&path(app, theirs, "")).await.assert_same_as(&admin.get(&path(app, api_types::RoleId::from_u128(7), "")).await);
        let nowhere = outsider.get("/organizations/org_00000000000000000000000007/roles").await;
        for answer in [
            outsider.get(&path(app, app.world.alpha_roles[0], "")).await,
            outsider.post(&alpha(app, "/roles"), &json!({"from": app.world.alpha_roles[0], "name": "a"})).await,
            outsider.delete(&path(app, app.world.alpha_roles[0], "")).await,
        ] {
            nowhere.assert_same_as(&answer);
        }
    }

    async fn inv1_who_may_only_invite_invites_into_roles_within_reach(app: &TestApp) {
        editors_have(app, "organization.read members.read members.invite roles.read devices.read").await;
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        let lead = custom(app, &admin, "Lead", &["members.invite", "devices.operate"]).await;
        let guest = custom(app, &admin, "Guest", &["devices.read"]).await;
        let list: List<Role> = editor.get(&alpha(app, "/roles")).await.ok();
        let reach: Vec<_> = list.items.iter().map(|role| (role.name.as_str(), role.within_reach)).collect();
        assert_eq!(reach, [("Administrator", false), ("Editor", true), ("Viewer", true), ("Lead", false), ("Guest", true)]);
        assert!(list.items.iter().all(|role| !role.assignable));
        let invite = async |email: &str, role| {
            let body = with(invitation_body(app, &[email]), json!({"roles": [role]}));
            post(app, &editor, &body).await.summary()
        };
        assert_eq!(invite("a@new.example", guest.id).await, "200");
        assert_eq!(invite("b@new.example", lead.id).await, "403 above_yourself");
        assert_eq!(invite("c@new.example", app.world.alpha_roles[0]).await, "403 above_yourself");
        // The roles of others are not theirs to change.
        assert_eq!(give(app, &editor, VIEWER, &[guest.id]).await.summary(), "403 forbidden");
    }
}
