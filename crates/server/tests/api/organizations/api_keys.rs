//! `/organizations/{organization}/api-keys`

use api_types::{ApiKey, ApiKeyValue, ApiKeys, ApiScope};
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, events},
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, OUTSIDER, VIEWER},
};

const UNKNOWN: &str = "/api-keys/key_00000000000000000000000001";

async fn create(app: &TestApp, client: &Client, more: Value) -> Answer {
    let mut body = json!({"name": "Portal", "scopes": ["references.write"]});
    for (field, value) in more.as_object().unwrap() {
        body[field] = value.clone();
    }
    client.post(&alpha(app, "/api-keys"), &body).await
}

async fn created(app: &TestApp, client: &Client, more: Value) -> ApiKeyValue {
    let answer = create(app, client, more).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.ok()
}

fn of(key: &ApiKey, below: &str) -> String {
    format!("/api-keys/{}{below}", key.id)
}

async fn keys(app: &TestApp, client: &Client) -> Vec<ApiKey> {
    client.get(&alpha(app, "/api-keys")).await.ok::<ApiKeys>().items
}

/// What a program with this key gets.
async fn used(app: &TestApp, client: Client, key: &str) -> String {
    let viewer = app.world.member(app.world.alpha, VIEWER);
    let path = alpha(app, &format!("/members/{viewer}/references/portal"));
    client.into_program(key).get(&path).await.summary()
}

both_engines! {
    async fn int1_a_key_is_created_listed_and_shown_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let more = json!({"name": " ERP ", "scopes": ["access.evaluate", "references.write", "access.evaluate"],
            "lifetime_days": 30, "addresses": ["203.0.113.9/28"]});
        let new = created(app, &admin, more).await;
        assert_eq!(new.key.scopes, [ApiScope::ReferencesWrite, ApiScope::AccessEvaluate]);
        assert_eq!((&*new.key.name, &*new.key.addresses), ("ERP", &["203.0.113.0/28".to_owned()][..]));
        assert_eq!(new.key.expires_at.as_deref(), Some("2026-12-21T09:30:00Z"));
        assert!(new.value.starts_with(new.key.hint.as_deref().unwrap()) && new.key.hint.as_deref().unwrap().len() == 15);
        let owner = new.key.owner.clone().unwrap();
        assert_eq!((owner.id, &*owner.name, owner.is_active), (app.world.member(app.world.alpha, ADMIN), "admin", true));
        assert_eq!(keys(app, &admin).await, std::slice::from_ref(&new.key));
        let listed = admin.get(&alpha(app, "/api-keys")).await.text();
        assert!(!listed.contains(&new.value) && !listed.contains("hash"), "{listed}");
        assert_eq!(app.count(&format!("SELECT COUNT(*) FROM audit_events WHERE details LIKE '%{}%'", &new.value[15..])).await, 0);
        assert_eq!(used(app, app.anonymous_at([203, 0, 113, 15]), &new.value).await, "200");
        let key: ApiKey = admin.get(&alpha(app, &of(&new.key, ""))).await.ok();
        assert_eq!((key.last_used_at.as_deref(), key.last_used_from.as_deref()), (Some("2026-11-21T09:30:00Z"), Some("203.0.113.15")));
        assert_eq!(events(app, "api_key.created").await, 1);
    }

    async fn int1_a_key_works_only_from_its_addresses(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let new = created(app, &admin, json!({"addresses": ["203.0.113.0/28"]})).await;
        assert_eq!(used(app, app.anonymous_at([203, 0, 113, 16]), &new.value).await, "401 invalid_key");
        // Nobody knows where this one is.
        assert_eq!(used(app, app.anonymous(), &new.value).await, "401 invalid_key");
        assert_eq!(used(app, app.anonymous_at([203, 0, 113, 1]), &new.value).await, "200");
        let anywhere = json!({"addresses": []});
        let changed: ApiKey = admin.change(Method::PATCH, &alpha(app, &of(&new.key, "")), 1, &anywhere).await.ok();
        assert_eq!((changed.addresses.len(), changed.version), (0, 2));
        assert_eq!(used(app, app.anonymous_at([203, 0, 113, 16]), &new.value).await, "200");
        let stale = admin.change(Method::PATCH, &alpha(app, &of(&new.key, "")), 1, &json!({"name": "Other"})).await;
        assert_eq!(stale.summary(), "412 stale");
        assert_eq!(events(app, "api_key.changed").await, 1);
    }

    async fn int1_a_key_that_expired_this_second_is_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let new = created(app, &admin, json!({"lifetime_days": 1})).await;
        app.clock.advance(SignedDuration::from_hours(24) - SignedDuration::from_micros(1));
        assert_eq!(used(app, app.anonymous(), &new.value).await, "200");
        app.clock.advance(SignedDuration::from_micros(1));
        assert_eq!(used(app, app.anonymous(), &new.value).await, "401 invalid_key");
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(keys(app, &admin).await.len(), 1);
        let rotated = admin.post(&alpha(app, &of(&new.key, "/rotate")), &json!({})).await;
        assert_eq!(rotated.summary(), "409 key_expired");
    }

    async fn int1_after_a_rotation_the_old_value_works_for_a_day(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let first = created(app, &admin, json!({})).await;
        let second: ApiKeyValue = admin.post(&alpha(app, &of(&first.key, "/rotate")), &json!({})).await.ok();
        assert_eq!(second.key.old_works_until.as_deref(), Some("2026-11-22T09:30:00Z"));
        assert_ne!((&second.value, &second.key.hint), (&first.value, &first.key.hint));
        for value in [&first.value, &second.value] {
            assert_eq!(used(app, app.anonymous(), value).await, "200");
        }
        app.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(used(app, app.anonymous(), &first.value).await, "401 invalid_key");
        assert_eq!(used(app, app.anonymous(), &second.value).await, "200");
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(keys(app, &admin).await[0].old_works_until, None);
        let third: ApiKeyValue = admin.post(&alpha(app, &of(&first.key, "/rotate")), &json!({})).await.ok();
        let fourth: ApiKeyValue = admin.post(&alpha(app, &of(&first.key, "/rotate")), &json!({})).await.ok();
        // Only the one before the last rotation.
        assert_eq!(used(app, app.anonymous(), &second.value).await, "401 invalid_key");
        assert_eq!(used(app, app.anonymous(), &third.value).await, "200");
        assert_eq!(admin.delete(&alpha(app, &of(&first.key, ""))).await.status, 204);
        for value in [&third.value, &fourth.value] {
            assert_eq!(used(app, app.anonymous(), value).await, "401 invalid_key");
        }
        assert_eq!(admin.delete(&alpha(app, &of(&first.key, ""))).await.summary(), "404 not_found");
        assert_eq!(admin.post(&alpha(app, &of(&first.key, "/rotate")), &json!({})).await.summary(), "404 not_found");
        assert!(keys(app, &admin).await.is_empty());
        assert_eq!((events(app, "api_key.rotated").await, events(app, "api_key.revoked").await), (3, 1));
    }

    async fn c8_of_two_rotations_at_once_each_answer_has_its_own_value(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let first = created(app, &admin, json!({})).await;
        let path = alpha(app, &of(&first.key, "/rotate"));
        let empty = json!({});
        let (one, other) = tokio::join!(admin.post(&path, &empty), admin.post(&path, &empty));
        let (one, other): (ApiKeyValue, ApiKeyValue) = (one.ok(), other.ok());
        assert_ne!(one.value, other.value);
        for value in [&one.value, &other.value] {
            assert_eq!(used(app, app.anonymous(), value).await, "200");
        }
        assert_eq!(used(app, app.anonymous(), &first.value).await, "401 invalid_key");
    }

    async fn t1_a_key_of_another_organization_does_not_exist(app: &TestApp) {
        let (strange, _) = app.api_key_until("1002", None).await;
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, &format!("/api-keys/{strange}"));
        let none = admin.get(&alpha(app, UNKNOWN)).await;
        assert_eq!(none.summary(), "404 not_found");
        admin.get(&path).await.assert_same_as(&none);
        admin.delete(&path).await.assert_same_as(&none);
        admin.post(&format!("{path}/rotate"), &json!({})).await.assert_same_as(&none);
        admin.change(Method::PATCH, &path, 1, &json!({"name": "Mine"})).await.assert_same_as(&none);
        assert!(keys(app, &admin).await.is_empty());
        for who in [EDITOR, VIEWER, DIVIDED, OUTSIDER] {
            let client = app.signed_in(who).await;
            client.get(&alpha(app, "/api-keys")).await.assert_same_as(&none);
            create(app, &client, json!({})).await.assert_same_as(&none);
        }
        assert_eq!(create(app, &app.program().await, json!({})).await.summary(), "401 unauthenticated");
    }

    async fn s2_a_role_that_was_taken_away_makes_no_keys_and_theirs_go_on(app: &TestApp) {
        app.sql("UPDATE accounts SET totp_secret = NULL, totp_sealed = NULL").await;
        let (admin, other) = (app.signed_in(ADMIN).await, app.signed_in(CAUTIOUS).await);
        let key = created(app, &other, json!({})).await;
        let cautious = app.world.member(app.world.alpha, CAUTIOUS);
        assert_eq!(admin.post(&alpha(app, &format!("/members/{cautious}/deactivate")), &json!({})).await.status, 200);
        assert_eq!(create(app, &other, json!({})).await.summary(), "401 unauthenticated");
        // It belongs to the organization, and its row says that its owner is gone.
        assert_eq!(used(app, app.anonymous(), &key.value).await, "200");
        assert!(!keys(app, &admin).await[0].owner.as_ref().unwrap().is_active);
    }

    async fn int1_what_is_wrong_with_a_key_is_said_at_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let wrong = json!({"name": " ", "scopes": [], "lifetime_days": 0, "addresses": ["10.0.0.0/8", "portal"]});
        let expected = [("/name", "required"), ("/scopes", "required"), ("/lifetime_days", "invalid"), ("/addresses/1", "invalid")];
        let expected = expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()));
        assert_eq!(create(app, &admin, wrong).await.field_errors(), expected);
        assert_eq!(create(app, &admin, json!({"scopes": ["everything"]})).await.status, 400);
        assert_eq!(create(app, &admin, json!({"owner": "me"})).await.status, 400);
        for _ in 0..50 {
            created(app, &admin, json!({})).await;
        }
        assert_eq!(create(app, &admin, json!({})).await.summary(), "409 too_many_keys");
        let one = keys(app, &admin).await.remove(0);
        assert_eq!(admin.delete(&alpha(app, &of(&one, ""))).await.status, 204);
        created(app, &admin, json!({})).await;
    }
}
