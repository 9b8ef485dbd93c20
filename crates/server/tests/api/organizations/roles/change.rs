//! `PATCH /organizations/{organization}/roles/{role}`

use api_types::{List, Member, Permission, Role, RoleId};
use axum::http::Method;
use serde_json::{Value, json};

use super::{MANAGER, custom, editors_have, give, path};
use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, events},
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

async fn patch(app: &TestApp, client: &Client, role: RoleId, version: i64, body: Value) -> Answer {
    client.change(Method::PATCH, &path(app, role, ""), version, &body).await
}

both_engines! {
    async fn rol1_a_predefined_role_is_renamed_and_keeps_its_key(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let viewer = app.world.alpha_roles[2];
        let members = admin.get(&alpha(app, "/members")).await;
        let body = json!({"name": " Staff ", "description": "Looks at lifts."});
        let answer = patch(app, &admin, viewer, 1, body).await;
        let role: Role = answer.ok();
        assert_eq!((role.key.as_str(), role.name.as_str(), role.version), ("viewer", "Staff", 2));
        assert_eq!((role.description.as_str(), answer.header("etag")), ("Looks at lifts.", "\"2\""));
        assert_ne!(admin.get(&alpha(app, "/members")).await.header("etag"), members.header("etag"));
        let list: List<Member> = admin.get(&alpha(app, "/members?q=viewer")).await.ok();
        assert_eq!(list.items[0].roles[0].name, "Staff");
        let found: List<Role> = admin.get(&alpha(app, "/roles?q=lifts")).await.ok();
        assert_eq!(found.items.len(), 1);
        // Back to what it was: other languages translate it again.
        let reset: Role = patch(app, &admin, viewer, 2, json!({"name": "Viewer"})).await.ok();
        assert_eq!((reset.name.as_str(), reset.version), ("Viewer", 3));
        let same: Role = patch(app, &admin, viewer, 3, json!({"name": "Viewer"})).await.ok();
        assert_eq!((same.version, events(app, "role.changed").await), (3, 2));
        let details = "SELECT COUNT(*) FROM audit_events WHERE action = 'role.changed' AND \
                       details LIKE '%\"before\":{\"description\":\"Can view devices, but not change anything.\",\"name\":\"Viewer\"}%'";
        assert_eq!(app.count(details).await, 1);
    }

    async fn rol4_permissions_are_closed_and_take_effect_at_the_next_request(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let role = app.world.alpha_roles[2];
        assert_eq!(viewer.get(&alpha(app, "/roles")).await.summary(), "403 forbidden");
        let changed: Role = patch(app, &admin, role, 1, json!({"permissions": ["roles.assign"]})).await.ok();
        use Permission::*;
        assert_eq!(changed.permissions, [OrganizationRead, MembersRead, RolesRead, RolesAssign]);
        assert_eq!(viewer.get(&alpha(app, "/roles")).await.status, 200);
        // S2
        patch(app, &admin, role, 2, json!({"permissions": ["devices.read"]})).await.ok::<Role>();
        assert_eq!(viewer.get(&alpha(app, "/roles")).await.summary(), "403 forbidden");
    }

    async fn rol4_of_two_who_edit_a_role_the_second_learns_it(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let role = custom(app, &admin, "Night watch", &["devices.read"]).await;
        patch(app, &admin, role.id, 1, json!({"name": "Day watch"})).await.ok::<Role>();
        assert_eq!(patch(app, &admin, role.id, 1, json!({"name": "Watch"})).await.summary(), "412 stale");
        let body = Some(serde_json::to_vec(&json!({"name": "x"})).unwrap());
        let without = admin.send(Method::PATCH, &path(app, role.id, ""), body).await;
        assert_eq!(without.summary(), "428 precondition_required");
    }

    async fn rol4_the_administrator_keeps_every_permission(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let role = app.world.alpha_roles[0];
        let answer = patch(app, &admin, role, 1, json!({"permissions": ["devices.read"]})).await;
        assert_eq!(answer.summary(), "409 predefined_role");
        let renamed: Role = patch(app, &admin, role, 1, json!({"name": "Chief"})).await.ok();
        assert_eq!((renamed.key.as_str(), renamed.permissions.len()), ("administrator", 17));
    }

    async fn t3_nobody_edits_a_role_above_their_own_permissions(app: &TestApp) {
        editors_have(app, MANAGER).await;
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        let above = custom(app, &admin, "Above", &["members.manage"]).await;
        for (role, body) in [
            (app.world.alpha_roles[0], json!({"name": "Mine"})),
            (above.id, json!({"permissions": ["devices.read"]})),
            (app.world.alpha_roles[2], json!({"permissions": ["members.manage"]})),
            (app.world.alpha_roles[1], json!({"permissions": ["members.manage", "roles.manage"]})),
        ] {
            let answer = patch(app, &editor, role, 1, body.clone()).await;
            assert_eq!(answer.summary(), "403 above_yourself", "{body}");
        }
        let within = json!({"permissions": ["devices.read", "members.invite"]});
        assert_eq!(patch(app, &editor, app.world.alpha_roles[2], 1, within).await.status, 200);
    }

    async fn rol4_nobody_takes_the_management_of_roles_from_themselves(app: &TestApp) {
        editors_have(app, MANAGER).await;
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        let own = app.world.alpha_roles[1];
        let answer = patch(app, &editor, own, 1, json!({"permissions": ["devices.read"]})).await;
        assert_eq!(answer.summary(), "409 own_permissions");
        assert_eq!(editor.get(&path(app, own, "")).await.ok::<Role>().version, 1);
        assert_eq!(events(app, "role.changed").await, 0);
        // Another role still gives it.
        let other = custom(app, &admin, "Manager", &["roles.manage", "roles.assign", "members.invite", "devices.read"]).await;
        assert_eq!(give(app, &admin, EDITOR, &[own, other.id]).await.status, 200);
        assert_eq!(patch(app, &editor, own, 1, json!({"permissions": ["devices.read"]})).await.status, 200);
    }

    async fn t1_t2_t5_only_who_manages_the_roles_of_an_organization_edits_them(app: &TestApp) {
        let role = app.world.alpha_roles[2];
        for (email, expected) in [(VIEWER, "403 forbidden"), (EDITOR, "403 forbidden"), (OUTSIDER, "404 not_found")] {
            let client = app.signed_in(email).await;
            assert_eq!(patch(app, &client, role, 1, json!({"name": "x"})).await.summary(), expected, "{email}");
        }
        let (admin, outsider) = (app.signed_in(ADMIN).await, app.signed_in(OUTSIDER).await);
        let beta: List<Role> = outsider.get(&format!("/organizations/{}/roles", app.world.beta)).await.ok();
        assert_eq!(patch(app, &admin, beta.items[2].id, 1, json!({"name": "x"})).await.summary(), "404 not_found");
        for body in [json!({"key": "administrator"}), json!({"holders": 3}), json!({"name": 5}), json!([])] {
            assert_eq!(patch(app, &admin, role, 1, body.clone()).await.summary(), "400 malformed", "{body}");
        }
        let answer = patch(app, &admin, role, 1, json!({"name": " ", "permissions": []})).await;
        let expected = [("/name", "required"), ("/permissions", "required")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(answer.field_errors(), expected);
        // Lost rights.
        editors_have(app, MANAGER).await;
        let editor = app.signed_in(EDITOR).await;
        assert_eq!(patch(app, &editor, role, 1, json!({"name": "Staff"})).await.status, 200);
        editors_have(app, "organization.read").await;
        assert_eq!(patch(app, &editor, role, 2, json!({"name": "x"})).await.summary(), "403 forbidden");
    }
}
