//! Requests with an API key

use jiff::SignedDuration;
use roster_server::{
    authz::Token,
    state::Settings,
    store::{
        api_keys::{self, ApiKeyError, RevokeApiKey},
        audit::Source,
    },
};
use serde_json::json;

use crate::support::{
    Client, Engine, TestApp, both_engines,
    invitations::{alpha, events},
    world::{ADMIN, VIEWER},
};

/// The references to the viewer of Alpha.
fn path(app: &TestApp) -> String {
    alpha(app, &format!("/members/{}/references/portal", app.world.member(app.world.alpha, VIEWER)))
}

async fn asked(app: &TestApp, client: &Client) -> String {
    client.get(&path(app)).await.summary()
}

/// When the keys were last used, in seconds; 0 for never.
async fn last_used(app: &TestApp) -> i64 {
    app.count("SELECT COALESCE(MAX(last_used_at), 0) / 1000000 FROM api_keys").await
}

both_engines! {
    async fn a_key_works_until_it_expires(app: &TestApp) {
        let end = app.now() + SignedDuration::from_hours(24);
        let (_, key) = app.api_key_until("1001", Some(end)).await;
        let program = app.anonymous().into_program(&key);
        app.clock.advance(SignedDuration::from_hours(24) - SignedDuration::from_micros(1));
        assert_eq!(asked(app, &program).await, "200");
        app.clock.advance(SignedDuration::from_micros(1));
        assert_eq!(asked(app, &program).await, "401 invalid_key");
        assert_eq!(program.put(&path(app), &json!({"references": []})).await.summary(), "401 invalid_key");
    }

    async fn a_revoked_key_ends_at_once_and_for_good(app: &TestApp) {
        let (id, key) = app.api_key_until("1001", None).await;
        // The list is in the order of creation.
        app.clock.advance(SignedDuration::from_secs(1));
        let (program, other) = (app.anonymous().into_program(&key), app.program().await);
        assert_eq!(asked(app, &program).await, "200");
        for _ in 0..2 {
            let revoke = RevokeApiKey { key: id, context: app.state.audit_context(&Source::default()) };
            assert_eq!(app.state.database.apply(&revoke).await.unwrap(), "Portal");
        }
        assert_eq!((asked(app, &program).await.as_str(), asked(app, &other).await.as_str()), ("401 invalid_key", "200"));
        assert_eq!((events(app, "api_key.created").await, events(app, "api_key.revoked").await), (2, 1));
        let listed = api_keys::list(&app.state.database, "1001").await.unwrap();
        assert_eq!(listed.iter().map(|key| key.revoked_at.is_some()).collect::<Vec<_>>(), [true, false]);
        assert!(api_keys::list(&app.state.database, "1002").await.unwrap().is_empty());
        let unknown = api_keys::list(&app.state.database, "9999").await;
        assert!(matches!(unknown, Err(ApiKeyError::UnknownOrganization)), "{unknown:?}");
    }

    async fn whatever_is_no_live_key_gets_the_same_answer(app: &TestApp) {
        let (id, revoked) = app.api_key_until("1001", None).await;
        app.state.database.apply(&RevokeApiKey { key: id, context: app.state.audit_context(&Source::default()) }).await.unwrap();
        let (_, expired) = app.api_key_until("1001", Some(app.now())).await;
        let strange = Token::new(&app.state.entropy);
        let without = app.anonymous().get(&path(app)).await;
        assert_eq!(without.summary(), "401 invalid_key");
        for key in ["", "roster_key_", "roster_key_x", &strange.to_text(), &strange.to_api_key(), &revoked, &expired] {
            app.anonymous().into_program(key).get(&path(app)).await.assert_same_as(&without);
        }
        // Two keys are none, also if one of them is right.
        let right = format!("Bearer {}", app.api_key("1001").await);
        app.program().await.with_header("authorization", &right).get(&path(app)).await.assert_same_as(&without);
        app.anonymous().with_header("authorization", "Basic eDp5").get(&path(app)).await.assert_same_as(&without);
    }

    async fn a_session_does_not_stand_in_for_a_key_and_a_key_not_for_a_session(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(asked(app, &admin).await, "401 invalid_key");
        assert_eq!(admin.get(&alpha(app, "")).await.status, 200);
        let key = app.api_key("1001").await;
        // With the cookie of an administrator, which counts for nothing.
        let both = app.signed_in(ADMIN).await.into_program(&key);
        assert_eq!(asked(app, &both).await, "200");
        for below in ["", "/members", "/roles"] {
            assert_eq!(both.get(&alpha(app, below)).await.summary(), "401 unauthenticated", "{below}");
        }
        let member = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, VIEWER)));
        assert_eq!(both.delete(&member).await.summary(), "401 unauthenticated");
        both.delete("/session").await;
        assert_eq!(app.count("SELECT COUNT(*) FROM sessions").await, 2, "nobody was signed out");
    }

    async fn a_key_of_another_organization_finds_nothing(app: &TestApp) {
        let program = app.program().await;
        let nobody = alpha(app, "/members/mem_00000000000000000000000007/references/portal");
        let nobody = program.get(&nobody).await;
        assert_eq!(nobody.summary(), "404 not_found");
        let outsider = app.anonymous().into_program(&app.api_key("1002").await);
        outsider.get(&path(app)).await.assert_same_as(&nobody);
        let replaced = outsider.put(&path(app), &json!({"references": []})).await;
        replaced.assert_same_as(&outsider.put("/organizations/org_00000000000000000000000007/members/\
            mem_00000000000000000000000007/references/portal", &json!({"references": []})).await);
        assert_eq!(replaced.summary(), "404 not_found");
    }

    async fn a_key_without_the_scope_is_told_so(app: &TestApp) {
        let program = app.program().await;
        app.sql("UPDATE api_keys SET scopes = 'tea.brew'").await;
        assert_eq!(asked(app, &program).await, "403 insufficient_scope");
        let replaced = program.put(&path(app), &json!({"references": []})).await;
        assert_eq!(replaced.summary(), "403 insufficient_scope");
        assert!(replaced.problem().detail.contains("references.write"));
    }

    async fn a_key_of_a_disabled_organization_does_not_work(app: &TestApp) {
        let program = app.program().await;
        app.sql("UPDATE organizations SET disabled_at = 1 WHERE number = '1001'").await;
        assert_eq!(asked(app, &program).await, "401 invalid_key");
    }

    async fn the_use_of_a_key_is_noted_once_a_minute(app: &TestApp) {
        let (program, start) = (app.program().await, app.now().as_second());
        assert_eq!(last_used(app).await, 0);
        for (wait, noted) in [(0, 0), (59, 0), (1, 60), (30, 60), (3600, 3690)] {
            app.clock.advance(SignedDuration::from_secs(wait));
            assert_eq!(asked(app, &program).await, "200");
            assert_eq!(last_used(app).await, start + noted, "after {wait} s");
        }
    }

    async fn only_the_hash_of_a_key_is_stored(app: &TestApp) {
        let key = app.api_key("1001").await;
        let secret = key.strip_prefix("roster_key_").unwrap();
        let text = format!("SELECT COUNT(*) FROM audit_events WHERE details LIKE '%{secret}%'");
        assert_eq!(app.count(&text).await, 0);
        let hash = Token::from_api_key(&key).unwrap().hash().0;
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let literal = if app.url.starts_with("sqlite:") { format!("x'{hex}'") } else { format!("'\\x{hex}'::bytea") };
        assert_eq!(app.count(&format!("SELECT COUNT(*) FROM api_keys WHERE secret_hash = {literal}")).await, 1);
    }
}

#[tokio::test]
async fn too_many_wrong_keys_lock_an_address_for_a_moment_and_right_ones_are_never_too_many() {
    let settings = Settings { attempts_per_peer: 3.try_into().unwrap(), ..Settings::default() };
    let app = TestApp::start(Engine::Sqlite, settings).await;
    let key = app.api_key("1001").await;
    let at = |address, key: &str| app.anonymous_at(address).into_program(key);
    for _ in 0..10 {
        assert_eq!(asked(&app, &at([10, 0, 0, 1], &key)).await, "200");
    }
    for _ in 0..3 {
        assert_eq!(asked(&app, &at([10, 0, 0, 1], "roster_key_wrong")).await, "401 invalid_key");
    }
    assert_eq!(asked(&app, &at([10, 0, 0, 1], &key)).await, "429 too_many_requests");
    assert_eq!(asked(&app, &at([10, 0, 0, 2], &key)).await, "200");
    app.clock.advance(SignedDuration::from_secs(20));
    assert_eq!(asked(&app, &at([10, 0, 0, 1], &key)).await, "200");
    app.close(Engine::Sqlite).await;
}
