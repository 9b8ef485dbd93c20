//! `GET /organizations/{organization}/membership`

use api_types::{AdministratorContact, Membership, OrganizationId};
use serde_json::Value;

use crate::support::{
    TestApp, both_engines,
    invitations::alpha,
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, OUTSIDER, VIEWER},
};

/// Makes `inviter` the one who invited `invited` to Alpha.
async fn invited_by(app: &TestApp, invited: &str, inviter: &str) {
    let of = |email| {
        format!("email_key = '{email}' AND organization_id = (SELECT id FROM organizations WHERE number = '1001')")
    };
    app.sql(&format!(
        "UPDATE members SET invited_by_id = (SELECT id FROM members WHERE {}) WHERE {}",
        of(inviter),
        of(invited)
    ))
    .await;
}

/// Alpha decides to name its administrators to all its members.
async fn name_administrators(app: &TestApp) {
    app.sql("UPDATE organizations SET names_administrators = TRUE WHERE number = '1001'").await;
}

fn emails(membership: &Membership) -> Vec<&str> {
    membership.administrators.iter().map(|one| one.email.as_str()).collect()
}

both_engines! {
    async fn u4_a_member_learns_how_they_belong_and_nothing_about_others(app: &TestApp) {
        invited_by(app, VIEWER, ADMIN).await;
        let viewer = app.signed_in(VIEWER).await;
        let answer = viewer.get(&alpha(app, "/membership")).await;
        let membership: Membership = answer.ok();
        assert_eq!(membership.invited_by.as_deref(), Some("admin"));
        assert_eq!(membership.member_since.as_deref(), Some("2026-11-21T09:30:00Z"));
        assert_eq!(membership.companies, ["Alpha Ltd"]);
        let fields: Value = answer.ok();
        let fields: Vec<_> = fields.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["companies", "invited_by", "member_since"]);
        assert!(!answer.text().contains('@'), "{}", answer.text());

        // Nobody invited this one.
        let editor: Membership = app.signed_in(EDITOR).await.get(&alpha(app, "/membership")).await.ok();
        assert_eq!((editor.invited_by, editor.administrators), (None, vec![]));
    }

    async fn u4_administrators_are_named_only_where_the_organization_says_so(app: &TestApp) {
        let viewer = app.signed_in(VIEWER).await;
        let path = alpha(app, "/membership");
        assert_eq!(emails(&viewer.get(&path).await.ok()), [""; 0]);
        name_administrators(app).await;
        app.sql("UPDATE members SET member_since = 1 WHERE email_key = 'admin@alpha.example'").await;
        let named: Membership = viewer.get(&path).await.ok();
        // The longest-standing first.
        let expected = AdministratorContact { name: "admin".to_owned(), email: ADMIN.to_owned() };
        assert_eq!(named.administrators[0], expected);
        // GONE administers Alpha, too, but is inactive.
        assert_eq!(emails(&named), [ADMIN, CAUTIOUS]);
        assert!(!emails(&named).contains(&GONE));

        invited_by(app, VIEWER, CAUTIOUS).await;
        assert_eq!(emails(&viewer.get(&path).await.ok()), [CAUTIOUS, ADMIN], "the inviter first");
        invited_by(app, VIEWER, EDITOR).await;
        let by_editor: Membership = viewer.get(&path).await.ok();
        assert_eq!((emails(&by_editor), by_editor.invited_by.as_deref()), (vec![ADMIN, CAUTIOUS], Some("editor")));

        app.sql("UPDATE accounts SET disabled = TRUE WHERE email_key = 'cautious@alpha.example'").await;
        assert_eq!(emails(&viewer.get(&path).await.ok()), [ADMIN]);
        app.sql("UPDATE organizations SET names_administrators = FALSE WHERE number = '1001'").await;
        assert_eq!(emails(&viewer.get(&path).await.ok()), [""; 0]);
    }

    async fn t1_a_foreign_organization_has_no_membership(app: &TestApp) {
        name_administrators(app).await;
        for email in [OUTSIDER, DIVIDED] {
            let client = app.signed_in(email).await;
            let missing = client.get(&format!("/organizations/{}/membership", OrganizationId::from_u128(7))).await;
            assert_eq!(missing.summary(), "404 not_found");
            missing.assert_same_as(&client.get(&alpha(app, "/membership")).await);
        }
        let outsider = app.signed_in(OUTSIDER).await;
        let own: Membership = outsider.get(&format!("/organizations/{}/membership", app.world.beta)).await.ok();
        assert_eq!(emails(&own), [""; 0], "what Alpha has decided is not for Beta");
    }

    async fn s2_without_any_role_there_is_no_membership_from_the_next_request_on(app: &TestApp) {
        let viewer = app.signed_in(VIEWER).await;
        let path = alpha(app, "/membership");
        assert_eq!(viewer.get(&path).await.status, 200);
        app.sql(
            "DELETE FROM member_roles \
             WHERE member_id = (SELECT id FROM members WHERE email_key = 'viewer@alpha.example')",
        )
        .await;
        assert_eq!(viewer.get(&path).await.summary(), "404 not_found");
    }

    async fn t11_a_disabled_organization_tells_its_members_nothing(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        app.sql("UPDATE organizations SET disabled_at = 1 WHERE number = '1001'").await;
        assert_eq!(viewer.get(&alpha(app, "/membership")).await.summary(), "404 not_found");
        // Who can enable it learns that it is disabled, and nothing else.
        assert_eq!(admin.get(&alpha(app, "/membership")).await.summary(), "403 organization_disabled");
    }
}
