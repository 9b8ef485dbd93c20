//! `GET /organizations/{organization}/settings` and what its `PATCH` changes

use api_types::{
    Accepted, EmailDomain, InvitationSettings, Member, Membership, Organization, OrganizationSettings, SeatUse,
};
use axum::http::Method;
use serde_json::{Value, json};

use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{accept, alpha, codes, events, invitation_body, invite, post},
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, OUTSIDER, VIEWER},
};

async fn settings(app: &TestApp, client: &Client) -> OrganizationSettings {
    client.get(&alpha(app, "/settings")).await.ok()
}

async fn change(app: &TestApp, client: &Client, body: &Value) -> Answer {
    let version = settings(app, client).await.version;
    client.change(Method::PATCH, &alpha(app, ""), version, body).await
}

both_engines! {
    async fn org4_every_setting_is_changed_and_told_field_by_field(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let before = settings(app, &admin).await;
        assert_eq!((&*before.name, &*before.number, before.invitation_days, before.reminder_days), ("Alpha", "1001", 7, 2));
        assert_eq!(before.email_domains, [EmailDomain { domain: "alpha.example".into(), members: 7 }]);
        let editor = app.world.alpha_roles[1];
        let body = json!({
            "name": " Alpha Süd ", "number": "a-1", "time_zone": "Europe/Berlin", "names_administrators": true,
            "portal_url": "https://portal.alpha.example/", "allowed_domains": ["ALPHA.example", "new.example"],
            "invitation_days": 30, "reminder_days": 0, "default_role": editor,
        });
        let changed: Organization = change(app, &admin, &body).await.ok();
        assert_eq!((&*changed.name, &*changed.number), ("Alpha Süd", "a-1"));
        let invitations = InvitationSettings {
            lifetime_days: 30,
            allowed_domains: vec!["alpha.example".into(), "new.example".into()],
            default_role: Some(editor),
        };
        assert_eq!(changed.invitations, Some(invitations));
        let after = settings(app, &admin).await;
        let expected = OrganizationSettings {
            name: "Alpha Süd".into(),
            number: "a-1".into(),
            time_zone: "Europe/Berlin".into(),
            names_administrators: true,
            portal_url: Some("https://portal.alpha.example/".into()),
            allowed_domains: vec!["alpha.example".into(), "new.example".into()],
            invitation_days: 30,
            reminder_days: 0,
            default_role: Some(editor),
            version: before.version + 1,
            ..before
        };
        assert_eq!(after, expected);
        let membership: Membership = app.signed_in(VIEWER).await.get(&alpha(app, "/membership")).await.ok();
        assert_eq!(membership.portal_url.as_deref(), Some("https://portal.alpha.example/"));
        // The switcher finds the organization by its new name and number.
        let found: api_types::List<Organization> = admin.get("/organizations?q=a-1%20sud").await.ok();
        assert_eq!(found.total.count, 1);
        app.seal().await;
        let log: api_types::List<api_types::AuditEvent> = admin.get(&alpha(app, "/audit-events?action=organization.changed")).await.ok();
        let fields: Vec<_> = log.items[0].changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields.len(), 9, "{fields:?}");
        let cleared = json!({"portal_url": "", "allowed_domains": [], "default_role": ""});
        let cleared: Organization = change(app, &admin, &cleared).await.ok();
        assert_eq!(cleared.invitations.map(|it| (it.allowed_domains, it.default_role)), Some((vec![], None)));
        assert_eq!(settings(app, &admin).await.portal_url, None);
    }

    async fn org5_nobody_else_learns_that_there_are_settings(app: &TestApp) {
        let none = app.signed_in(ADMIN).await.get("/organizations/org_00000000000000000000000001/settings").await;
        for who in [EDITOR, VIEWER, DIVIDED, OUTSIDER] {
            app.signed_in(who).await.get(&alpha(app, "/settings")).await.assert_same_as(&none);
        }
        assert_eq!(app.anonymous().get(&alpha(app, "/settings")).await.summary(), "401 unauthenticated");
        assert_eq!(app.program().await.get(&alpha(app, "/settings")).await.summary(), "401 unauthenticated");
        // A viewer sees none of it elsewhere.
        let admin = app.signed_in(ADMIN).await;
        let body = json!({"portal_url": "https://portal.alpha.example/", "default_role": app.world.alpha_roles[1]});
        change(app, &admin, &body).await.ok::<Organization>();
        let seen = app.signed_in(VIEWER).await.get(&alpha(app, "")).await.text();
        assert!(!seen.contains("portal") && !seen.contains("default_role"), "{seen}");
    }

    async fn s2_a_role_that_was_taken_away_changes_no_settings(app: &TestApp) {
        let cautious = app.world.member(app.world.alpha, CAUTIOUS);
        let admin = app.signed_in(ADMIN).await;
        app.sql("UPDATE accounts SET totp_secret = NULL, totp_sealed = NULL").await;
        let other = app.signed_in(CAUTIOUS).await;
        settings(app, &other).await;
        let viewer = app.world.alpha_roles[2];
        let (path, roles) = (alpha(app, &format!("/members/{cautious}/roles")), json!({"roles": [viewer]}));
        admin.change(Method::PUT, &path, 1, &roles).await.ok::<Member>();
        assert_eq!(other.get(&alpha(app, "/settings")).await.summary(), "404 not_found");
        let refused = other.change(Method::PATCH, &alpha(app, ""), 1, &json!({"name": "Mine"})).await;
        assert_eq!(refused.summary(), "403 forbidden");
    }

    async fn t1_the_default_role_is_one_of_the_organization(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let strange = app.count("SELECT COUNT(*) FROM roles").await;
        assert!(strange > 3);
        let beta = app.signed_in(OUTSIDER).await;
        let roles: api_types::List<api_types::Role> =
            beta.get(&format!("/organizations/{}/roles", app.world.beta)).await.ok();
        for role in [roles.items[0].id.to_string(), "rol_00000000000000000000000001".to_owned()] {
            let refused = change(app, &admin, &json!({"default_role": role})).await;
            assert_eq!(refused.field_errors(), [("/default_role".to_owned(), "unknown".to_owned())]);
        }
        assert_eq!(change(app, &admin, &json!({"default_role": "mem_1"})).await.status, 400);
        assert_eq!(events(app, "organization.changed").await, 0);
    }

    async fn org4_a_number_is_unique_and_tries_are_limited(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let taken = change(app, &admin, &json!({"number": "1002"})).await;
        assert_eq!(taken.field_errors(), [("/number".to_owned(), "taken".to_owned())]);
        change(app, &admin, &json!({"number": "1001"})).await.ok::<Organization>();
        let mut last = String::new();
        for _ in 0..40 {
            last = change(app, &admin, &json!({"number": "1002"})).await.summary();
        }
        assert_eq!(last, "429 too_many_requests");
        change(app, &admin, &json!({"name": "Still here"})).await.ok::<Organization>();
    }

    async fn org4_domains_hold_for_inviting_and_accepting(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let refused = change(app, &admin, &json!({"allowed_domains": ["new.example"]})).await;
        assert_eq!(refused.field_errors(), [("/allowed_domains".to_owned(), "own_domain".to_owned())]);
        let (_, inside) = invite(app, &admin, "nia@new.example").await;
        let (_, outside) = invite(app, &admin, "bo@old.example").await;
        change(app, &admin, &json!({"allowed_domains": ["alpha.example", "new.example"]})).await.ok::<Organization>();
        let answer = post(app, &admin, &invitation_body(app, &["eva@old.example", "eva@new.example"])).await;
        assert_eq!(codes(&answer), ["domain_not_allowed", "ok"]);
        assert_eq!(accept(&app.anonymous(), &outside).await.summary(), "409 domain_not_allowed");
        accept(&app.anonymous(), &inside).await.ok::<Accepted>();
        change(app, &admin, &json!({"allowed_domains": []})).await.ok::<Organization>();
        accept(&app.anonymous(), &outside).await.ok::<Accepted>();
    }

    async fn org4_seats_are_told_by_who_uses_them(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let expected = SeatUse { members: 6, pending: 1, expired: 0, limit: Some(100) };
        assert_eq!(settings(app, &admin).await.seats, expected);
        let used = admin.get(&alpha(app, "")).await.ok::<Organization>().seats.unwrap().used;
        assert_eq!(used, expected.members + expected.pending + expected.expired);
        app.clock.advance(jiff::SignedDuration::from_hours(72));
        roster_server::maintenance::once(&app.state).await.unwrap();
        let admin = app.signed_in(ADMIN).await;
        let seats = settings(app, &admin).await.seats;
        assert_eq!((seats.pending, seats.expired), (0, 1));
        assert_eq!(settings(app, &admin).await.billing_url, None);
    }

    async fn c9_a_limit_below_what_is_used_stops_inviting(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        app.sql("UPDATE organizations SET seat_limit = 2 WHERE number = '1001'").await;
        let organization: Organization = admin.get(&alpha(app, "")).await.ok();
        let seats = organization.seats.unwrap();
        assert!(seats.limit < Some(seats.used), "{seats:?}");
        let answer = post(app, &admin, &invitation_body(app, &["nia@new.example"])).await;
        assert_eq!(codes(&answer), ["no_seat_left"]);
        assert_eq!(app.signed_in(VIEWER).await.get(&alpha(app, "")).await.status, 200);
    }
}
