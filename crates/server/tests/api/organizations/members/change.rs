//! `PATCH /organizations/{organization}/members/{member}` and `PUT …/roles`

use api_types::{List, Member, Organization};
use axum::http::Method;
use serde_json::json;

use crate::support::{
    both_engines,
    invitations::{alpha, assert_counted, editors_manage_members, events, invite, member, role},
    world::{ADMIN, CAUTIOUS, EDITOR, GONE, OUTSIDER, VIEWER},
};

both_engines! {
    async fn companies_and_message_of_an_invitation_can_be_changed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let companies: List<api_types::CompanyRef> = admin.get(&alpha(app, "/companies")).await.ok();
        let path = member(app, &nia, "");
        let body = json!({"companies": [companies.items[0].id], "message": "Hello"});
        let answer = admin.change(Method::PATCH, &path, 1, &body).await;
        let changed: Member = answer.ok();
        assert_eq!(answer.header("etag"), "\"2\"");
        assert_eq!((changed.version, changed.companies[0].name.as_str()), (2, "Alpha Ltd"));
        assert_eq!(changed.invitation.as_ref().unwrap().message.as_deref(), Some("Hello"));
        let read = admin.get(&path).await;
        assert_eq!((read.header("etag"), read.ok::<Member>()), ("\"2\"", changed));
        let cleared: Member = admin.change(Method::PATCH, &path, 2, &json!({"message": "", "companies": []})).await.ok();
        assert_eq!((cleared.invitation.unwrap().message, cleared.companies), (None, vec![]));
        let same: Member = admin.change(Method::PATCH, &path, 3, &json!({})).await.ok();
        assert_eq!((same.version, events(app, "invitation.changed").await), (3, 2));
        assert_counted(app).await;
    }

    async fn c6_without_a_version_or_with_an_old_one_nothing_is_changed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let [_, editor, _] = app.world.alpha_roles;
        for (method, below, body) in [
            (Method::PATCH, "", json!({"message": "Hello"})),
            (Method::PUT, "/roles", json!({"roles": [editor]})),
        ] {
            let path = member(app, &nia, below);
            let bytes = Some(serde_json::to_vec(&body).unwrap());
            let without = admin.send(method.clone(), &path, bytes).await;
            assert_eq!(without.summary(), "428 precondition_required");
            for version in ["\"0\"", "\"2\"", "\"-1\"", "\"+1\"", "\"1", "W/\"2\"", "\"2\", \"3\""] {
                let bytes = Some(serde_json::to_vec(&body).unwrap());
                let stale = admin.send_with(method.clone(), &path, bytes, &[("if-match", version)]).await;
                assert_eq!(stale.summary(), "412 stale", "{version}");
            }
        }
        let path = member(app, &nia, "");
        let (one, other) = (json!({"message": "One"}), json!({"message": "Other"}));
        let second = app.signed_in(ADMIN).await;
        let (a, b) = tokio::join!(
            admin.change(Method::PATCH, &path, 1, &one),
            second.change(Method::PATCH, &path, 1, &other),
        );
        let mut both = [a.summary(), b.summary()];
        both.sort();
        assert_eq!(both, ["200", "412 stale"]);
    }

    async fn t2_a_member_of_another_organization_is_not_found(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        let theirs = app.world.member(app.world.alpha, EDITOR);
        for (method, below, body) in [
            (Method::PATCH, "", json!({"companies": []})),
            (Method::PUT, "/roles", json!({"roles": []})),
        ] {
            let at = |organization, id: &str| format!("/organizations/{organization}/members/{id}{below}");
            let none = at(app.world.beta, "mem_00000000000000000000000007");
            let missing = outsider.change(method.clone(), &none, 1, &body).await;
            assert_eq!(missing.summary(), "404 not_found");
            for organization in [app.world.alpha, app.world.beta] {
                let path = at(organization, &theirs.to_string());
                missing.assert_same_as(&outsider.change(method.clone(), &path, 1, &body).await);
            }
        }
    }

    async fn t7_nobody_raises_themselves_by_a_patch(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, ADMIN)));
        for body in [
            json!({"role": "administrator"}),
            json!({"roles": [app.world.alpha_roles[0]]}),
            json!({"status": "active"}),
            json!({"active": true}),
            json!({"email_verified": true}),
            json!({"email": "boss@alpha.example"}),
            json!({"companies": [], "version": 9}),
        ] {
            assert_eq!(admin.change(Method::PATCH, &path, 1, &body).await.summary(), "400 malformed", "{body}");
        }
        let message = admin.change(Method::PATCH, &path, 1, &json!({"message": "Hello"})).await;
        assert_eq!(message.summary(), "409 not_pending");
        let none = json!({"companies": ["cmp_00000000000000000000000007"]});
        let unknown = admin.change(Method::PATCH, &path, 1, &none).await;
        assert_eq!(unknown.field_errors(), [("/companies/0".to_owned(), "unknown".to_owned())]);
        assert_eq!(admin.get(&path).await.ok::<Member>().version, 1);
    }

    async fn roles_are_given_and_taken_at_once(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let [_, editor, view] = app.world.alpha_roles;
        let path = alpha(app, &format!("/members/{}/roles", app.world.member(app.world.alpha, VIEWER)));
        let changed: Member = admin.change(Method::PUT, &path, 1, &json!({"roles": [view, editor, view]})).await.ok();
        assert_eq!(changed.roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>(), ["Editor", "Viewer"]);
        assert_eq!(role(&admin, app.world.alpha, "editor").await.holders, 2);
        assert_eq!(viewer.get(&alpha(app, "")).await.ok::<Organization>().roles.len(), 2);
        let sorted: List<Member> = admin.get(&alpha(app, &format!("/members?role={editor}&sort=roles"))).await.ok();
        assert_eq!(sorted.items.iter().map(|member| member.email.as_str()).collect::<Vec<_>>(), [EDITOR, VIEWER]);
        let same: Member = admin.change(Method::PUT, &path, 2, &json!({"roles": [editor, view]})).await.ok();
        assert_eq!((same.version, events(app, "member.roles_changed").await), (2, 1));
        let none: Member = admin.change(Method::PUT, &path, 2, &json!({"roles": []})).await.ok();
        assert_eq!(none.roles, []);
        assert_eq!(viewer.get(&alpha(app, "")).await.summary(), "404 not_found");
        assert_counted(app).await;
    }

    async fn an_invitation_keeps_one_role_at_least(app: &TestApp) {
        let (admin, outsider) = (app.signed_in(ADMIN).await, app.signed_in(OUTSIDER).await);
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let path = member(app, &nia, "/roles");
        let none = admin.change(Method::PUT, &path, 1, &json!({"roles": []})).await;
        assert_eq!(none.field_errors(), [("/roles".to_owned(), "required".to_owned())]);
        let theirs = role(&outsider, app.world.beta, "viewer").await.id;
        for role in [json!(theirs), json!("rol_00000000000000000000000007")] {
            let answer = admin.change(Method::PUT, &path, 1, &json!({"roles": [role]})).await;
            assert_eq!(answer.field_errors(), [("/roles/0".to_owned(), "unknown".to_owned())]);
        }
    }

    async fn t3_neither_the_new_nor_the_present_roles_may_be_above_oneself(app: &TestApp) {
        editors_manage_members(app).await;
        let editor = app.signed_in(EDITOR).await;
        let [administrator, own, viewer] = app.world.alpha_roles;
        let version = async |id| {
            editor.get(&alpha(app, &format!("/members/{id}"))).await.ok::<Member>().version
        };
        for (email, roles, expected) in [
            (VIEWER, vec![administrator], "403 above_yourself"),
            (EDITOR, vec![own, administrator], "403 above_yourself"),
            (ADMIN, vec![viewer], "403 above_yourself"),
            (GONE, vec![], "403 above_yourself"),
            (VIEWER, vec![own, viewer], "200"),
        ] {
            let id = app.world.member(app.world.alpha, email);
            let path = alpha(app, &format!("/members/{id}/roles"));
            let answer = editor.change(Method::PUT, &path, version(id).await, &json!({"roles": roles})).await;
            assert_eq!(answer.summary(), expected, "{email}");
        }
        let admin = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, ADMIN)));
        let answer = editor.change(Method::PATCH, &admin, 1, &json!({"companies": []})).await;
        assert_eq!(answer.summary(), "403 above_yourself");
    }

    async fn t3_who_may_manage_people_but_not_give_roles_gives_none(app: &TestApp) {
        app.sql("UPDATE roles SET permissions = 'organization.read members.read members.manage' WHERE key = 'editor'")
            .await;
        let editor = app.signed_in(EDITOR).await;
        let id = app.world.member(app.world.alpha, EDITOR);
        let path = alpha(app, &format!("/members/{id}/roles"));
        let answer = editor.change(Method::PUT, &path, 1, &json!({"roles": []})).await;
        assert_eq!(answer.summary(), "403 forbidden");
        let invitation_body = crate::support::invitations::invitation_body(app, &["nia@new.example"]);
        let answer = crate::support::invitations::post(app, &editor, &invitation_body).await;
        assert_eq!(answer.summary(), "403 forbidden");
    }

    async fn c2_the_only_administrator_stays_one(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let [administrator, _, viewer] = app.world.alpha_roles;
        let of = |email| alpha(app, &format!("/members/{}/roles", app.world.member(app.world.alpha, email)));
        // Neither somebody inactive nor somebody whose account is disabled administers anything.
        app.sql("UPDATE accounts SET disabled = TRUE WHERE email_key = 'cautious@alpha.example'").await;
        for roles in [json!([]), json!([viewer])] {
            let answer = admin.change(Method::PUT, &of(ADMIN), 1, &json!({"roles": roles})).await;
            assert_eq!(answer.summary(), "409 last_administrator");
        }
        let kept = admin.change(Method::PUT, &of(ADMIN), 1, &json!({"roles": [administrator, viewer]})).await;
        assert_eq!(kept.summary(), "200");
        app.sql("UPDATE accounts SET disabled = FALSE WHERE email_key = 'cautious@alpha.example'").await;
        // Who can no longer read members does not get the changed one.
        assert_eq!(admin.change(Method::PUT, &of(ADMIN), 2, &json!({"roles": [viewer]})).await.status, 204);
        let cautious = app.signed_in(CAUTIOUS).await;
        let answer = cautious.change(Method::PUT, &of(CAUTIOUS), 1, &json!({"roles": [viewer]})).await;
        assert_eq!(answer.summary(), "409 last_administrator");
        assert_counted(app).await;
    }

    async fn u1_nobody_takes_away_their_own_access(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let [administrator, _, viewer] = app.world.alpha_roles;
        let of = |email| alpha(app, &format!("/members/{}/roles", app.world.member(app.world.alpha, email)));
        let own = of(ADMIN);
        let refused = admin.change(Method::PUT, &own, 1, &json!({"roles": []})).await;
        assert_eq!(refused.summary(), "409 own_access");
        // Neither by a role that does not even show the organization.
        app.sql("UPDATE roles SET permissions = 'devices.read' WHERE key = 'viewer'").await;
        let refused = admin.change(Method::PUT, &own, 1, &json!({"roles": [viewer]})).await;
        assert_eq!(refused.summary(), "409 own_access");
        app.sql("UPDATE roles SET permissions = 'organization.read devices.read' WHERE key = 'viewer'").await;
        assert_eq!(events(app, "member.roles_changed").await, 0);
        let unchanged: Organization = admin.get(&alpha(app, "")).await.ok();
        assert_eq!(unchanged.roles[0].id, administrator);

        // Another administrator may.
        let cautious = app.signed_in(CAUTIOUS).await;
        assert_eq!(cautious.change(Method::PUT, &of(EDITOR), 1, &json!({"roles": []})).await.status, 200);
        assert_eq!(cautious.change(Method::PUT, &own, 1, &json!({"roles": []})).await.status, 200);
        assert_eq!(admin.get(&alpha(app, "")).await.summary(), "404 not_found");
        assert_counted(app).await;
    }

    async fn u1_who_gave_up_administering_cannot_take_it_back(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let [administrator, _, viewer] = app.world.alpha_roles;
        let own = alpha(app, &format!("/members/{}/roles", app.world.member(app.world.alpha, ADMIN)));
        assert_eq!(admin.change(Method::PUT, &own, 1, &json!({"roles": [viewer]})).await.status, 204);
        let body = json!({"roles": [administrator]});
        assert_eq!(admin.change(Method::PUT, &own, 2, &body).await.summary(), "404 not_found");
        let home: Organization = admin.get(&alpha(app, "")).await.ok();
        assert_eq!(home.roles.iter().map(|role| role.key.as_str()).collect::<Vec<_>>(), ["viewer"]);
        assert_counted(app).await;
    }
}
