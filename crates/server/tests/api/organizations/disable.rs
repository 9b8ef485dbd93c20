//! `POST /organizations/{organization}/disable` and `…/enable`

use api_types::{List, Organization};
use axum::http::Method;
use serde_json::json;

use crate::support::{
    both_engines,
    invitations::{accept, alpha, events, invite},
    world::{ADMIN, DIVIDED, EDITOR, OUTSIDER, VIEWER},
};

both_engines! {
    async fn t11_nothing_of_a_disabled_organization_works(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let program = app.program().await;
        let references = alpha(app, &format!("/members/{}/references/portal", app.world.member(app.world.alpha, VIEWER)));
        let (_, token) = invite(app, &admin, "nia@new.example").await;
        assert_eq!(program.get(&references).await.status, 200);
        assert_eq!(admin.post(&alpha(app, "/disable"), &json!({})).await.status, 204);
        let none = viewer.get("/organizations/org_00000000000000000000000001").await;
        for below in ["", "/membership", "/members", "/roles", "/settings", "/api-keys", "/audit-events", "/companies"] {
            viewer.get(&alpha(app, below)).await.assert_same_as(&none);
            let answer = admin.get(&alpha(app, below)).await.summary();
            assert_eq!(answer, "403 organization_disabled", "{below}");
        }
        let renamed = admin.change(Method::PATCH, &alpha(app, ""), 1, &json!({"name": "Mine"})).await;
        assert_eq!(renamed.summary(), "403 organization_disabled");
        assert_eq!(admin.post(&alpha(app, "/disable"), &json!({})).await.summary(), "403 organization_disabled");
        assert_eq!(program.get(&references).await.summary(), "401 invalid_key");
        assert_ne!(accept(&app.anonymous(), &token).await.status, 200);
        assert_eq!(viewer.get("/organizations").await.ok::<List<Organization>>().total.count, 0);

        for who in [VIEWER, EDITOR, DIVIDED, OUTSIDER] {
            let client = app.signed_in(who).await;
            client.post(&alpha(app, "/enable"), &json!({})).await.assert_same_as(&none);
        }
        assert_eq!(program.post(&alpha(app, "/enable"), &json!({})).await.summary(), "401 unauthenticated");
        assert_eq!(admin.post(&alpha(app, "/enable"), &json!({})).await.status, 204);
        assert_eq!(admin.post(&alpha(app, "/enable"), &json!({})).await.summary(), "404 not_found");
        assert_eq!(viewer.get(&alpha(app, "")).await.status, 200);
        assert_eq!(program.get(&references).await.status, 200);
        assert_eq!((events(app, "organization.disabled").await, events(app, "organization.enabled").await), (1, 1));
    }

    async fn org3_only_its_administrators_disable_an_organization(app: &TestApp) {
        for (who, answer) in [(VIEWER, "403 forbidden"), (EDITOR, "403 forbidden"), (OUTSIDER, "404 not_found")] {
            let client = app.signed_in(who).await;
            assert_eq!(client.post(&alpha(app, "/disable"), &json!({})).await.summary(), answer, "{who}");
        }
        assert_eq!(app.signed_in(VIEWER).await.get(&alpha(app, "")).await.status, 200);
    }
}
