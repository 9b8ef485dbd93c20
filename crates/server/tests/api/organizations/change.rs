//! `PATCH /organizations/{organization}`

use api_types::{IdentityProvider, Organization};
use axum::http::Method;
use serde_json::{Value, json};

use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, events},
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

async fn patch(app: &TestApp, client: &Client, version: i64, body: Value) -> Answer {
    client.change(Method::PATCH, &alpha(app, ""), version, &body).await
}

both_engines! {
    async fn the_settings_are_changed_once_for_each_version(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let before: Organization = admin.get(&alpha(app, "")).await.ok();
        assert_eq!((&*before.time_zone, before.identity_provider, before.version), ("UTC", None, 1));
        let provider = json!({"name": "Alpha Login", "url": "https://id.alpha.example/password"});
        let body = json!({"time_zone": "europe/berlin", "identity_provider": provider});
        let answer = patch(app, &admin, 1, body.clone()).await;
        let changed: Organization = answer.ok();
        assert_eq!((answer.header("etag"), &*changed.time_zone, changed.version), ("\"2\"", "Europe/Berlin", 2));
        let provider =
            IdentityProvider { name: "Alpha Login".into(), url: "https://id.alpha.example/password".into() };
        assert_eq!(changed.identity_provider, Some(provider.clone()));
        assert_eq!(patch(app, &admin, 1, body.clone()).await.summary(), "412 stale");
        let same: Organization = patch(app, &admin, 2, body).await.ok();
        assert_eq!((same.version, events(app, "organization.changed").await), (2, 1));
        let cleared: Organization = patch(app, &admin, 2, json!({"identity_provider": {"name": "", "url": ""}})).await.ok();
        assert_eq!((cleared.identity_provider, &*cleared.time_zone, cleared.version), (None, "Europe/Berlin", 3));
    }

    async fn invalid_settings_are_named(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let provider = json!({"name": "a\u{202e}b", "url": "javascript:alert(1)"});
        let answer = patch(app, &admin, 1, json!({"time_zone": "Mars/Olympus", "identity_provider": provider})).await;
        let errors = [("/time_zone", "unknown"), ("/identity_provider/name", "invalid"), ("/identity_provider/url", "invalid")];
        assert_eq!(answer.field_errors(), errors.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
        assert_eq!(patch(app, &admin, 1, json!({"plan": "free"})).await.status, 400);
        let without = admin.send(Method::PATCH, &alpha(app, ""), Some(b"{}".to_vec())).await;
        assert_eq!(without.summary(), "428 precondition_required");
        assert_eq!(events(app, "organization.changed").await, 0);
    }

    async fn who_does_not_manage_the_organization_changes_nothing(app: &TestApp) {
        for (who, answer) in [(VIEWER, "403 forbidden"), (EDITOR, "403 forbidden"), (OUTSIDER, "404 not_found")] {
            let client = app.signed_in(who).await;
            let refused = patch(app, &client, 1, json!({"time_zone": "Europe/Berlin"})).await;
            assert_eq!(refused.summary(), answer, "{who}");
        }
        let viewer = app.signed_in(VIEWER).await;
        let admin = app.signed_in(ADMIN).await;
        let provider = json!({"identity_provider": {"name": "Alpha Login", "url": "https://id.alpha.example/"}});
        patch(app, &admin, 1, provider).await.ok::<Organization>();
        assert_eq!(viewer.get(&alpha(app, "")).await.ok::<Organization>().identity_provider, None);
    }
}
