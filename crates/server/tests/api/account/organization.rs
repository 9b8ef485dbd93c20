//! An organization that requires a second factor

use api_types::{Organization, SignIn};
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::json;

use super::{code, enrol, own, pending, second_factor, sign_in};
use crate::support::{
    Answer, Client, TestApp, both_engines,
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, OUTSIDER, PASSWORD, TOTP_SECRET},
};

async fn require(app: &TestApp, client: &Client, changes: serde_json::Value) -> Answer {
    let path = format!("/organizations/{}", app.world.alpha);
    let organization: Organization = client.get(&path).await.ok();
    client.change(Method::PATCH, &path, organization.version, &changes).await
}

/// An administrator of Alpha with a second factor.
async fn cautious(app: &TestApp) -> Client {
    let client = pending(app, CAUTIOUS).await;
    assert_eq!(second_factor(&client, &code(app, TOTP_SECRET)).await.status, 200);
    client
}

both_engines! {
    async fn after_the_grace_the_organization_is_closed_without_a_second_factor(app: &TestApp) {
        let admin = cautious(app).await;
        let changes = json!({"require_two_factor": true, "two_factor_grace_days": 7});
        let changed: Organization = require(app, &admin, changes).await.ok();
        assert_eq!(changed.two_factor_from.as_deref(), Some("2026-11-28T09:30:00Z"));
        let path = format!("/organizations/{}", app.world.alpha);
        let editor = app.signed_in(EDITOR).await;
        assert_eq!(editor.get(&path).await.ok::<Organization>().two_factor_from, changed.two_factor_from);
        let required = own(&editor).await.two_factor_required_by;
        assert_eq!((required.len(), required[0].organization.id, own(&editor).await.min_password), (1, app.world.alpha, 8));

        app.clock.advance(SignedDuration::from_hours(7 * 24));
        let editor = app.signed_in(EDITOR).await;
        for below in ["", "/members", "/roles", "/membership", "/saved-views"] {
            let answer = editor.get(&format!("{path}{below}")).await;
            assert_eq!(answer.summary(), "403 second_factor_required", "{below}");
        }
        assert_eq!(own(&editor).await.email, EDITOR, "the account stays open");
        let outsider = app.signed_in(OUTSIDER).await;
        assert_eq!(outsider.get(&path).await.summary(), "404 not_found", "others learn nothing");
        let divided = app.signed_in(DIVIDED).await;
        assert_eq!(divided.get(&format!("/organizations/{}", app.world.beta)).await.status, 200);
        enrol(app, &editor).await;
        editor.get(&path).await.ok::<Organization>();
        cautious(app).await.get(&path).await.ok::<Organization>();
    }

    async fn only_somebody_with_a_second_factor_can_require_one(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let answer = require(app, &admin, json!({"require_two_factor": true})).await;
        assert_eq!(answer.field_errors(), [("/require_two_factor".to_owned(), "no_second_factor".to_owned())]);
        let long = require(app, &cautious(app).await, json!({"two_factor_grace_days": 91})).await;
        assert_eq!(long.field_errors(), [("/two_factor_grace_days".to_owned(), "too_large".to_owned())]);
        let editor = require(app, &app.signed_in(EDITOR).await, json!({"require_two_factor": true})).await;
        assert_eq!(editor.summary(), "403 forbidden");
    }

    async fn the_last_factor_stays_while_one_is_required(app: &TestApp) {
        let admin = cautious(app).await;
        require(app, &admin, json!({"require_two_factor": true})).await.ok::<Organization>();
        let body = json!({"password": PASSWORD}).to_string().into_bytes();
        let removed = admin.send(Method::DELETE, "/account/totp", Some(body.clone())).await;
        assert_eq!(removed.summary(), "409 second_factor_needed");
        let off: Organization = require(app, &admin, json!({"require_two_factor": false})).await.ok();
        assert_eq!(off.two_factor_from, None);
        assert_eq!(admin.send(Method::DELETE, "/account/totp", Some(body)).await.status, 204);
        let answer: SignIn = sign_in(&app.anonymous(), CAUTIOUS, PASSWORD).await.ok();
        assert!(matches!(answer, SignIn::Done(_)));
    }
}
