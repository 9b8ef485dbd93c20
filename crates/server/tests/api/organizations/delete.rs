//! `DELETE /organizations/{organization}`, `…/restore` and `…/contents`

use api_types::{List, Organization, OrganizationContents, Session};
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{accept, alpha, events, invite},
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, OUTSIDER, VIEWER},
};

async fn delete(app: &TestApp, client: &Client, name: &str) -> Answer {
    delete_with(app, client, &json!({"name": name})).await
}

async fn delete_with(app: &TestApp, client: &Client, body: &Value) -> Answer {
    client.send(Method::DELETE, &alpha(app, ""), Some(serde_json::to_vec(body).unwrap())).await
}

async fn listed(client: &Client) -> Vec<Organization> {
    client.get("/organizations").await.ok::<List<Organization>>().items
}

const DAYS: i64 = 24;

both_engines! {
    async fn t11_nothing_of_a_deleted_organization_works(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let program = app.program().await;
        let references = alpha(app, &format!("/members/{}/references/portal", app.world.member(app.world.alpha, VIEWER)));
        let (_, token) = invite(app, &admin, "nia@new.example").await;
        assert_eq!(delete(app, &admin, "Alpha").await.status, 204);
        let none = viewer.get("/organizations/org_00000000000000000000000001").await;
        let below = [
            "", "/membership", "/members", "/roles", "/settings", "/api-keys", "/audit-events", "/companies", "/logo",
            "/export", "/contents",
        ];
        for below in below {
            viewer.get(&alpha(app, below)).await.assert_same_as(&none);
            let answer = admin.get(&alpha(app, below)).await.summary();
            assert_eq!(answer, "403 organization_deleted", "{below}");
        }
        let renamed = admin.change(Method::PATCH, &alpha(app, ""), 1, &json!({"name": "Mine"})).await;
        assert_eq!(renamed.summary(), "403 organization_deleted");
        assert_eq!(admin.post(&alpha(app, "/disable"), &json!({})).await.summary(), "403 organization_deleted");
        assert_eq!(admin.post(&alpha(app, "/leave"), &json!({})).await.summary(), "403 organization_deleted");
        // It is not disabled, so it cannot be enabled.
        assert_eq!(admin.post(&alpha(app, "/enable"), &json!({})).await.summary(), "404 not_found");
        assert_eq!(program.get(&references).await.summary(), "401 invalid_key");
        assert_ne!(accept(&app.anonymous(), &token).await.status, 200);
        assert_eq!(listed(&viewer).await, []);

        for who in [VIEWER, EDITOR, DIVIDED, OUTSIDER] {
            let client = app.signed_in(who).await;
            client.post(&alpha(app, "/restore"), &json!({})).await.assert_same_as(&none);
        }
        assert_eq!(program.post(&alpha(app, "/restore"), &json!({})).await.summary(), "401 unauthenticated");
        assert_eq!(admin.post(&alpha(app, "/restore"), &json!({})).await.status, 204);
        assert_eq!(admin.post(&alpha(app, "/restore"), &json!({})).await.summary(), "404 not_found");
        assert_eq!(viewer.get(&alpha(app, "")).await.status, 200);
        assert_eq!(program.get(&references).await.status, 200);
        assert_eq!((events(app, "organization.deleted").await, events(app, "organization.restored").await), (1, 1));
    }

    async fn org3_only_who_manages_it_and_types_its_name_deletes_it(app: &TestApp) {
        let answers = [(VIEWER, "403 forbidden"), (EDITOR, "403 forbidden"), (OUTSIDER, "404 not_found")];
        for (who, answer) in answers {
            let client = app.signed_in(who).await;
            assert_eq!(delete(app, &client, "Alpha").await.summary(), answer, "{who}");
        }
        assert_eq!(delete(app, &app.anonymous(), "Alpha").await.summary(), "401 unauthenticated");
        assert_eq!(delete(app, &app.program().await, "Alpha").await.summary(), "401 unauthenticated");
        let admin = app.signed_in(ADMIN).await;
        for name in ["alpha", "Alph", "", "Beta"] {
            let refused = delete(app, &admin, name).await;
            assert_eq!(refused.field_errors(), [("/name".to_owned(), "mismatch".to_owned())], "{name}");
        }
        for body in [json!({}), json!({"name": 1}), json!({"name": "Alpha", "now": true})] {
            assert_eq!(delete_with(app, &admin, &body).await.summary(), "400 malformed", "{body}");
        }
        assert_eq!((events(app, "organization.deleted").await, listed(&admin).await.len()), (0, 1));
        // Typed with a space behind it.
        assert_eq!(delete(app, &admin, "Alpha ").await.status, 204);
    }

    async fn s2_deleting_needs_a_new_proof_of_who_it_is(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        app.clock.advance(SignedDuration::from_mins(10));
        assert_eq!(delete(app, &admin, "Alpha").await.summary(), "403 reauthentication_required");
        // Nobody else learns that it would be possible.
        let viewer = app.signed_in(VIEWER).await;
        app.clock.advance(SignedDuration::from_mins(10));
        assert_eq!(delete(app, &viewer, "Alpha").await.summary(), "403 forbidden");
        let proof = json!({"password": crate::support::world::PASSWORD});
        assert_eq!(admin.post("/session/proof", &proof).await.status, 200);
        assert_eq!(delete(app, &admin, "Alpha").await.status, 204);
    }

    async fn s6_a_pending_second_factor_deletes_and_restores_nothing(app: &TestApp) {
        let pending = app.anonymous();
        let credentials = json!({"email": CAUTIOUS, "password": crate::support::world::PASSWORD});
        assert_eq!(pending.post("/session", &credentials).await.status, 200);
        assert_eq!(delete(app, &pending, "Alpha").await.summary(), "401 unauthenticated");
        delete(app, &app.signed_in(ADMIN).await, "Alpha").await;
        assert_eq!(pending.post(&alpha(app, "/restore"), &json!({})).await.summary(), "401 unauthenticated");
    }

    async fn c6_of_two_deletions_at_once_one_counts(app: &TestApp) {
        let (one, other) = (app.signed_in(ADMIN).await, app.signed_in(CAUTIOUS).await);
        let (first, second) = tokio::join!(delete(app, &one, "Alpha"), delete(app, &other, "Alpha"));
        let mut answers = [first.summary(), second.summary()];
        answers.sort();
        assert_eq!(answers[0], "204");
        assert!(["403 organization_deleted", "404 not_found"].contains(&&*answers[1]), "{}", answers[1]);
        assert_eq!(events(app, "organization.deleted").await, 1);
    }

    async fn org3_a_deleted_organization_is_listed_to_its_administrators_only(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        delete(app, &admin, "Alpha").await;
        let alpha_only = listed(&admin).await;
        let [closed] = &alpha_only[..] else { panic!("{alpha_only:?}") };
        assert_eq!((&*closed.name, closed.disabled), ("Alpha", true));
        assert_eq!(closed.erased_at.as_deref(), Some("2026-12-21T09:30:00Z"));
        assert_eq!((closed.roles.len(), closed.permissions.len()), (1, 0));
        assert_eq!((closed.seats, closed.plan.as_deref(), closed.companies), (None, None, None));
        assert_eq!(admin.get("/session").await.ok::<Session>().default_organization, None);
        for who in [EDITOR, VIEWER] {
            assert_eq!(listed(&app.signed_in(who).await).await, [], "{who}");
        }
        admin.post(&alpha(app, "/restore"), &json!({})).await;
        let open = listed(&admin).await.remove(0);
        assert_eq!((open.disabled, open.erased_at), (false, None));
        admin.post(&alpha(app, "/disable"), &json!({})).await;
        let disabled = listed(&admin).await.remove(0);
        assert_eq!((disabled.disabled, disabled.erased_at), (true, None));
    }

    async fn org3_a_name_and_a_number_are_free_again_when_everything_is_erased(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        delete(app, &admin, "Alpha").await;
        let taken = admin.post("/organizations", &json!({"name": "New", "number": "1001"})).await;
        assert_eq!(taken.field_errors(), [("/number".to_owned(), "taken".to_owned())]);
        app.clock.advance(SignedDuration::from_hours(30 * DAYS));
        roster_server::maintenance::once(&app.state).await.unwrap();
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.post("/organizations", &json!({"name": "New", "number": "1001"})).await.status, 201);
    }

    async fn org3_after_thirty_days_nobody_restores_it(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        delete(app, &admin, "Alpha").await;
        app.clock.advance(SignedDuration::from_hours(30 * DAYS) - SignedDuration::from_micros(1));
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(listed(&admin).await.len(), 1);
        app.clock.advance(SignedDuration::from_micros(1));
        let none = admin.get("/organizations/org_00000000000000000000000001").await;
        admin.post(&alpha(app, "/restore"), &json!({})).await.assert_same_as(&none);
        admin.get(&alpha(app, "")).await.assert_same_as(&none);
        assert_eq!(listed(&admin).await, []);
    }

    async fn org3_the_numbers_of_what_goes_are_told_to_who_manages_it(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let created = admin.post(&alpha(app, "/devices"), &json!({"name": "Pump", "external_id": "D-1"})).await;
        let device = created.ok::<Value>()["id"].as_str().unwrap().to_owned();
        let member = app.world.member(app.world.alpha, VIEWER);
        let grant = json!({"device": device, "level": "view"});
        assert_eq!(admin.post(&alpha(app, &format!("/members/{member}/grants")), &grant).await.status, 201);
        app.program().await;
        let contents: OrganizationContents = admin.get(&alpha(app, "/contents")).await.ok();
        let expected = OrganizationContents {
            members: 6,
            invitations: 1,
            roles: 3,
            companies: 1,
            devices: 1,
            device_groups: 0,
            grants: 1,
            access_requests: 0,
            contacts: 0,
            api_keys: 1,
            saved_views: 0,
        };
        assert_eq!(contents, expected);
        let none = admin.get("/organizations/org_00000000000000000000000001").await;
        for who in [EDITOR, VIEWER, OUTSIDER] {
            app.signed_in(who).await.get(&alpha(app, "/contents")).await.assert_same_as(&none);
        }
        assert_eq!(app.program().await.get(&alpha(app, "/contents")).await.summary(), "401 unauthenticated");
    }
}
