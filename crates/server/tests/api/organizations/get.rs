//! `GET /organizations/{organization}`

use api_types::{Organization, OrganizationId, Permission, Seats};

use crate::support::{
    both_engines,
    world::{ADMIN, DIVIDED, EDITOR, OUTSIDER, VIEWER},
};

both_engines! {
    async fn an_administrator_sees_plan_seats_and_permissions(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let alpha: Organization = admin.get(&format!("/organizations/{}", app.world.alpha)).await.ok();
        assert_eq!((alpha.number.as_str(), alpha.name.as_str()), ("1001", "Alpha"));
        assert_eq!(alpha.plan.as_deref(), Some("Business"));
        assert_eq!(alpha.seats, Some(Seats { used: 7, limit: Some(100) }));
        assert_eq!(alpha.roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>(), ["Administrator"]);
        assert_eq!(alpha.member_id, app.world.member(app.world.alpha, ADMIN));
        assert_eq!(alpha.permissions.len(), Permission::ALL.len() - 1);
    }

    async fn viewers_and_editors_see_neither_plan_nor_seats(app: &TestApp) {
        for (email, permissions) in [
            (VIEWER, vec![Permission::OrganizationRead, Permission::DevicesRead]),
            (EDITOR, vec![Permission::OrganizationRead, Permission::DevicesRead, Permission::DevicesOperate]),
        ] {
            let client = app.signed_in(email).await;
            let alpha: Organization = client.get(&format!("/organizations/{}", app.world.alpha)).await.ok();
            assert_eq!((alpha.plan, alpha.seats), (None, None));
            assert_eq!(alpha.permissions, permissions);
        }
    }

    async fn t1_a_foreign_organization_looks_like_none_at_all(app: &TestApp) {
        let nowhere = OrganizationId::from_u128(7);
        for email in [OUTSIDER, DIVIDED] {
            let client = app.signed_in(email).await;
            let missing = client.get(&format!("/organizations/{nowhere}")).await;
            assert_eq!(missing.summary(), "404 not_found");
            missing.assert_same_as(&client.get(&format!("/organizations/{}", app.world.alpha)).await);
            let other_kind = "mem_00000000000000000000000007";
            for malformed in ["org_x", other_kind, "%FF", "..%2F", "org_0000000000000000000000000l"] {
                missing.assert_same_as(&client.get(&format!("/organizations/{malformed}")).await);
            }
        }
    }

    async fn s2_a_role_taken_away_is_gone_with_the_next_request(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}", app.world.alpha);
        let members = format!("{path}/members");
        assert_eq!(admin.get(&members).await.status, 200);
        app.sql(
            "UPDATE member_roles SET role_id = (SELECT id FROM roles WHERE key = 'viewer' \
               AND organization_id = (SELECT id FROM organizations WHERE number = '1001')) \
             WHERE member_id = (SELECT id FROM members WHERE email_key = 'admin@alpha.example')",
        )
        .await;
        assert_eq!(admin.get(&members).await.summary(), "403 forbidden");
        let alpha: Organization = admin.get(&path).await.ok();
        assert_eq!(alpha.permissions, [Permission::OrganizationRead, Permission::DevicesRead]);

        app.sql(
            "DELETE FROM member_roles \
             WHERE member_id = (SELECT id FROM members WHERE email_key = 'admin@alpha.example')",
        )
        .await;
        assert_eq!(admin.get(&path).await.summary(), "404 not_found");
        assert_eq!(admin.get(&members).await.summary(), "404 not_found");
    }

    async fn several_roles_count_together(app: &TestApp) {
        app.sql(
            "INSERT INTO member_roles (member_id, role_id) \
             SELECT members.id, roles.id FROM members, roles WHERE members.email_key = 'viewer@alpha.example' \
               AND roles.organization_id = members.organization_id AND roles.key = 'administrator'",
        )
        .await;
        let client = app.signed_in(VIEWER).await;
        let alpha: Organization = client.get(&format!("/organizations/{}", app.world.alpha)).await.ok();
        assert_eq!(alpha.roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>(), ["Administrator", "Viewer"]);
        assert_eq!(alpha.permissions.len(), Permission::ALL.len() - 1);
    }

    async fn t11_a_disabled_organization_answers_nothing_to_anybody(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let alpha = app.world.alpha;
        let member = app.world.member(alpha, EDITOR);
        let missing = admin.get(&format!("/organizations/{}", OrganizationId::from_u128(7))).await;
        app.sql("UPDATE organizations SET disabled_at = 1 WHERE number = '1001'").await;
        for path in ["", "/members", &format!("/members/{member}"), "/roles"] {
            missing.assert_same_as(&viewer.get(&format!("/organizations/{alpha}{path}")).await);
            // Who can enable it learns that it is disabled, and nothing else.
            let refused = admin.get(&format!("/organizations/{alpha}{path}")).await;
            assert_eq!(refused.summary(), "403 organization_disabled");
        }
        let theirs: api_types::List<Organization> = viewer.get("/organizations").await.ok();
        assert!(theirs.items.is_empty());
        assert_eq!(theirs.total.count, 0);
        // Their list still names it, so that they find what they can enable.
        let mine: api_types::List<Organization> = admin.get("/organizations").await.ok();
        assert_eq!(mine.items.iter().map(|it| (it.id, it.disabled)).collect::<Vec<_>>(), [(alpha, true)]);
        assert_eq!(mine.total.count, 1);
    }

    async fn c8_many_at_once_each_get_their_own(app: &TestApp) {
        let mut clients = Vec::new();
        for email in [ADMIN, EDITOR, VIEWER, OUTSIDER, DIVIDED] {
            for _ in 0..8 {
                clients.push((email, app.signed_in(email).await));
            }
        }
        let mut asking = tokio::task::JoinSet::new();
        for (email, client) in clients {
            asking.spawn(async move {
                for _ in 0..5 {
                    let session: api_types::Session = client.get("/session").await.ok();
                    assert_eq!(session.account.email, email);
                }
                email
            });
        }
        assert_eq!(asking.join_all().await.len(), 40);
    }
}
