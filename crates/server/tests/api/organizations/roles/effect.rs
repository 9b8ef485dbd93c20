//! `POST /organizations/{organization}/roles/{role}/effect`

use api_types::{MemberStatus, Permission, Role, RoleEffect};
use serde_json::json;

use super::{MANAGER, custom, editors_have, give, path};
use crate::support::{
    both_engines,
    invitations::events,
    world::{ADMIN, DIVIDED, EDITOR, INVITED, OUTSIDER, VIEWER},
};

both_engines! {
    async fn rol4_the_effect_leaves_out_whoever_has_it_by_another_role(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let [_, editor, viewer] = app.world.alpha_roles;
        // The viewers: one active, one inactive, one invited. The active one also gets a role that reads members.
        let reader = custom(app, &admin, "Reader", &["members.read"]).await;
        assert_eq!(give(app, &admin, VIEWER, &[viewer, reader.id]).await.status, 200);
        assert_eq!(give(app, &admin, EDITOR, &[viewer, editor]).await.status, 200);
        let wanted = json!({"permissions": ["members.read", "audit.read"]});
        let effect: RoleEffect = admin.post(&path(app, viewer, "/effect"), &wanted).await.ok();
        assert_eq!((effect.holders, effect.unaffected, effect.invitations), (3, 0, 1));
        assert_eq!(effect.invited.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), [INVITED]);
        let seen: Vec<_> = effect
            .changes
            .iter()
            .map(|change| {
                let mut names = change.first.iter().map(|person| person.name.as_str()).collect::<Vec<_>>();
                names.sort_unstable();
                (change.permission, change.gained, change.people, names)
            })
            .collect();
        use Permission::*;
        assert_eq!(
            seen,
            [
                (AuditRead, true, 3, vec!["divided", "editor", "viewer"]),
                (MembersRead, true, 2, vec!["divided", "editor"]),
                (DevicesRead, false, 2, vec!["divided", "viewer"]),
            ]
        );
        let divided = effect.changes[1].first.iter().find(|person| person.name == "divided").unwrap();
        assert_eq!(divided.status, MemberStatus::Inactive);
        assert_eq!(divided.id, app.world.member(app.world.alpha, DIVIDED));
        // Nothing has changed.
        assert_eq!(admin.get(&path(app, viewer, "")).await.ok::<Role>().version, 1);
        assert_eq!(events(app, "role.changed").await, 0);
    }

    async fn rol4_who_has_everything_by_other_roles_is_unaffected(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let [administrator, _, viewer] = app.world.alpha_roles;
        assert_eq!(give(app, &admin, VIEWER, &[administrator, viewer]).await.status, 200);
        let wanted = json!({"permissions": ["devices.read", "audit.read"]});
        let effect: RoleEffect = admin.post(&path(app, viewer, "/effect"), &wanted).await.ok();
        assert_eq!((effect.holders, effect.unaffected), (2, 1));
        let same: RoleEffect = admin.post(&path(app, viewer, "/effect"), &json!({"permissions": ["devices.read"]})).await.ok();
        assert_eq!((same.changes.len(), same.unaffected), (0, 2));
    }

    async fn rol4_who_cannot_read_members_learns_numbers_only(app: &TestApp) {
        editors_have(app, "organization.read roles.read roles.manage devices.read").await;
        let editor = app.signed_in(EDITOR).await;
        let wanted = json!({"permissions": ["audit.read"]});
        let effect: RoleEffect = editor.post(&path(app, app.world.alpha_roles[2], "/effect"), &wanted).await.ok();
        assert!(effect.changes.iter().all(|change| change.people > 0 && change.first.is_empty()), "{effect:?}");
        assert_eq!((effect.invitations, effect.invited.len()), (1, 0));
    }

    async fn t1_t5_only_who_manages_roles_asks_for_an_effect(app: &TestApp) {
        let path_of = path(app, app.world.alpha_roles[2], "/effect");
        let body = json!({"permissions": ["devices.read"]});
        for (email, expected) in [(VIEWER, "403 forbidden"), (EDITOR, "403 forbidden"), (OUTSIDER, "404 not_found")] {
            assert_eq!(app.signed_in(email).await.post(&path_of, &body).await.summary(), expected, "{email}");
        }
        let admin = app.signed_in(ADMIN).await;
        let nowhere = path(app, api_types::RoleId::from_u128(7), "/effect");
        assert_eq!(admin.post(&nowhere, &body).await.summary(), "404 not_found");
        for permissions in [json!([]), json!(["tea.brew"])] {
            let answer = admin.post(&path_of, &json!({"permissions": permissions})).await;
            assert_eq!(answer.summary(), "422 invalid");
        }
        assert_eq!(admin.post(&path_of, &json!({})).await.summary(), "400 malformed");
        editors_have(app, MANAGER).await;
        assert_eq!(app.signed_in(EDITOR).await.post(&path_of, &body).await.status, 200);
    }
}
