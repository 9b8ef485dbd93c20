//! `DELETE /organizations/{organization}/roles/{role}`

use api_types::{AuditEvent, List, Member, Role};

use super::{MANAGER, custom, editors_have, give, member, path};
use crate::support::{
    both_engines,
    invitations::{alpha, assert_counted, events},
    world::{ADMIN, EDITOR, GONE, INVITED, OUTSIDER, VIEWER},
};

both_engines! {
    async fn rol4_holders_and_invitations_get_the_replacement(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let [administrator, _, viewer] = app.world.alpha_roles;
        let role = custom(app, &admin, "Night watch", &["devices.read"]).await;
        for (email, roles) in [(VIEWER, vec![viewer, role.id]), (INVITED, vec![role.id]), (GONE, vec![administrator, role.id])] {
            assert_eq!(give(app, &admin, email, &roles).await.status, 200, "{email}");
        }
        assert_counted(app).await;
        assert_eq!(admin.delete(&path(app, role.id, "")).await.summary(), "409 role_held");
        let before = member(app, &admin, INVITED).await;
        let deleted = admin.delete(&path(app, role.id, &format!("?replacement={viewer}"))).await;
        assert_eq!(deleted.status, 204);
        assert_eq!(admin.get(&path(app, role.id, "")).await.summary(), "404 not_found");
        let names = async |email| {
            let member = member(app, &admin, email).await;
            member.roles.into_iter().map(|role| role.key).collect::<Vec<_>>()
        };
        assert_eq!(names(VIEWER).await, ["viewer"]);
        assert_eq!(names(INVITED).await, ["viewer"]);
        assert_eq!(names(GONE).await, ["administrator", "viewer"]);
        assert_eq!(member(app, &admin, INVITED).await.version, before.version + 1);
        let list: List<Member> = admin.get(&alpha(app, &format!("/members?role={viewer}"))).await.ok();
        assert_eq!(list.total.count, 4);
        assert_eq!(events(app, "role.deleted").await, 1);
        // The log still says what the role was called.
        let log: List<AuditEvent> = admin.get(&alpha(app, "/audit-events?action=role.deleted")).await.ok();
        assert_eq!(log.items[0].target.as_ref().and_then(|target| target.name.as_deref()), Some("Night watch"));
        let given: List<AuditEvent> = admin.get(&alpha(app, "/audit-events?action=member.roles_changed")).await.ok();
        let texts: Vec<_> = given.items[0].changes[0].after.iter().filter_map(|value| value.text.as_deref()).collect();
        assert!(texts.contains(&"Night watch"), "{texts:?}");
        assert_counted(app).await;
    }

    async fn rol4_without_holders_no_replacement_is_needed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let role = custom(app, &admin, "Night watch", &["devices.read"]).await;
        assert_eq!(admin.delete(&path(app, role.id, "")).await.status, 204);
        assert_eq!(admin.delete(&path(app, role.id, "")).await.summary(), "404 not_found");
        // The name is free again.
        custom(app, &admin, "Night watch", &["devices.read"]).await;
        assert_counted(app).await;
    }

    async fn rol4_who_was_removed_loses_a_role_that_is_gone(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let role = custom(app, &admin, "Night watch", &["devices.read"]).await;
        assert_eq!(give(app, &admin, GONE, &[app.world.alpha_roles[2], role.id]).await.status, 200);
        let gone = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, GONE)));
        assert_eq!(admin.delete(&gone).await.status, 204);
        assert_eq!(admin.delete(&path(app, role.id, "")).await.status, 204);
        let restored: Member = admin.post(&format!("{gone}/restore"), &serde_json::json!({})).await.ok();
        assert!(restored.roles.iter().all(|held| held.id != role.id), "{:?}", restored.roles);
        assert_counted(app).await;
    }

    async fn rol4_a_role_that_another_was_made_from_can_go(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let first = custom(app, &admin, "First", &["devices.read"]).await;
        let body = serde_json::json!({"from": first.id, "name": "Second"});
        let second: Role = admin.post(&alpha(app, "/roles"), &body).await.ok();
        assert_eq!(admin.delete(&path(app, first.id, "")).await.status, 204);
        assert_eq!(admin.get(&path(app, second.id, "")).await.ok::<Role>().made_from, None);
    }

    async fn rol4_predefined_roles_stay(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let [administrator, editor, viewer] = app.world.alpha_roles;
        for role in [administrator, editor, viewer] {
            let other = if role == viewer { editor } else { viewer };
            let answer = admin.delete(&path(app, role, &format!("?replacement={other}"))).await;
            assert_eq!(answer.summary(), "409 predefined_role");
        }
        assert_eq!(events(app, "role.deleted").await, 0);
    }

    async fn rol4_the_replacement_is_another_role_of_the_organization(app: &TestApp) {
        let (admin, outsider) = (app.signed_in(ADMIN).await, app.signed_in(OUTSIDER).await);
        let role = custom(app, &admin, "Night watch", &["devices.read"]).await;
        let beta: List<Role> = outsider.get(&format!("/organizations/{}/roles", app.world.beta)).await.ok();
        for other in [role.id.to_string(), beta.items[2].id.to_string()] {
            let answer = admin.delete(&path(app, role.id, &format!("?replacement={other}"))).await;
            assert_eq!(answer.field_errors(), [("/query/replacement".to_owned(), "unknown".to_owned())]);
        }
        for query in ["?replacement=x", "?replacement=", "?with=x", "?replacement=x&replacement=y"] {
            assert_eq!(admin.delete(&path(app, role.id, query)).await.summary(), "422 invalid", "{query}");
        }
    }

    async fn t3_nobody_deletes_a_role_above_themselves_or_gives_one(app: &TestApp) {
        editors_have(app, MANAGER).await;
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        let above = custom(app, &admin, "Above", &["members.manage"]).await;
        let within = custom(app, &admin, "Within", &["devices.read"]).await;
        assert_eq!(give(app, &admin, VIEWER, &[within.id]).await.status, 200);
        assert_eq!(editor.delete(&path(app, above.id, "")).await.summary(), "403 above_yourself");
        let answer = editor.delete(&path(app, within.id, &format!("?replacement={}", above.id))).await;
        assert_eq!(answer.summary(), "403 above_yourself");
        assert_eq!(editor.delete(&path(app, within.id, &format!("?replacement={}", app.world.alpha_roles[2]))).await.status, 204);
    }

    async fn rol4_nobody_deletes_the_role_by_which_they_manage_roles(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let manager = custom(app, &admin, "Manager", &["roles.manage", "devices.read"]).await;
        assert_eq!(give(app, &admin, EDITOR, &[manager.id]).await.status, 200);
        let editor = app.signed_in(EDITOR).await;
        let answer = editor.delete(&path(app, manager.id, &format!("?replacement={}", app.world.alpha_roles[2]))).await;
        assert_eq!(answer.summary(), "409 own_permissions");
        assert_eq!(editor.get(&path(app, manager.id, "")).await.status, 200);
        assert_counted(app).await;
    }
}
