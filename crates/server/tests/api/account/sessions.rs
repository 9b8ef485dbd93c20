//! `/account/sessions`

use api_types::{AccountSessions, Session};
use jiff::SignedDuration;
use serde_json::json;

use super::{events, sign_in};
use crate::support::{
    Client, both_engines,
    world::{ADMIN, EDITOR, PASSWORD},
};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

async fn sessions(client: &Client) -> AccountSessions {
    client.get("/account/sessions").await.ok()
}

both_engines! {
    async fn sessions_say_which_browser_and_from_where(app: &TestApp) {
        let client = app.anonymous_at([192, 0, 2, 41]).with_header("user-agent", FIREFOX);
        assert_eq!(sign_in(&client, EDITOR, PASSWORD).await.status, 200);
        app.clock.advance(SignedDuration::from_mins(5));
        let other = app.signed_in(EDITOR).await;
        let found = sessions(&client).await.items;
        assert_eq!(found.len(), 2, "the others are not the editor's");
        let this = &found[0];
        assert!(this.is_current && !found[1].is_current);
        assert_eq!((this.browser.as_deref(), this.system.as_deref()), (Some("Firefox 145"), Some("Linux")));
        assert_eq!(this.address.as_deref(), Some("192.0.2.41"));
        assert_eq!(this.created_at, "2026-11-21T09:30:00Z");
        assert_eq!((&found[1].browser, &found[1].address), (&None, &None));
        assert!(sessions(&other).await.items[0].is_current);
        let text = client.get("/account/sessions").await.text();
        let token = client.cookie().unwrap();
        assert!(!text.contains(token.split_once('=').unwrap().1));
    }

    async fn s12_an_ended_session_is_out_at_once(app: &TestApp) {
        let (client, other) = (app.signed_in(EDITOR).await, app.signed_in(EDITOR).await);
        let id = sessions(&client).await.items[1].id;
        assert_eq!(client.delete(&format!("/account/sessions/{id}")).await.status, 204);
        assert_eq!(other.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(client.delete(&format!("/account/sessions/{id}")).await.summary(), "404 not_found");
        assert_eq!(sessions(&client).await.items.len(), 1);
        assert_eq!(events(app, "account.sessions_ended").await, 1);
    }

    async fn nobody_ends_the_session_of_somebody_else(app: &TestApp) {
        let (editor, admin) = (app.signed_in(EDITOR).await, app.signed_in(ADMIN).await);
        let id = sessions(&editor).await.items[0].id;
        let foreign = admin.delete(&format!("/account/sessions/{id}")).await;
        let unknown = admin.delete("/account/sessions/ses_00000000000000000000000001").await;
        foreign.assert_same_as(&unknown);
        assert_eq!(unknown.summary(), "404 not_found");
        editor.get("/session").await.ok::<Session>();
    }

    async fn all_others_end_and_this_one_stays(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let others = [app.signed_in(EDITOR).await, app.signed_in(EDITOR).await];
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(client.delete("/account/sessions").await.status, 204);
        for other in &others {
            assert_eq!(other.get("/session").await.summary(), "401 unauthenticated");
        }
        client.get("/session").await.ok::<Session>();
        admin.get("/session").await.ok::<Session>();
        assert_eq!(client.delete("/account/sessions").await.status, 204);
        assert_eq!(events(app, "account.sessions_ended").await, 1, "the second time there was nothing to end");
    }

    async fn a_proof_renews_the_token_and_is_asked_for_after_ten_minutes(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        assert_eq!(client.post("/account/totp", &json!({})).await.status, 200);
        app.clock.advance(SignedDuration::from_mins(10));
        let asked = client.post("/account/totp", &json!({})).await;
        assert_eq!(asked.summary(), "403 reauthentication_required");
        let old = client.cookie().unwrap();
        let wrong = client.post("/session/proof", &json!({"password": "wrong"})).await;
        assert_eq!(wrong.summary(), "401 wrong_password");
        for body in [json!({}), json!({"password": PASSWORD, "code": "123456"})] {
            assert_eq!(client.post("/session/proof", &body).await.field_errors()[0].1, "required");
        }
        client.post("/session/proof", &json!({"password": PASSWORD})).await.ok::<Session>();
        assert_ne!(client.cookie().unwrap(), old);
        assert_eq!(client.post("/account/totp", &json!({})).await.status, 200);
        let (name, token) = old.split_once('=').unwrap();
        let stolen = app.anonymous().with_cookie(name, token);
        assert_eq!(stolen.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(sessions(&client).await.items.len(), 1, "it is the same session");
    }

    async fn wrong_proofs_have_a_limit_of_their_own(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        for _ in 0..10 {
            let wrong = client.post("/session/proof", &json!({"password": "wrong"})).await;
            assert_eq!(wrong.summary(), "401 wrong_password");
        }
        let right = client.post("/session/proof", &json!({"password": PASSWORD})).await;
        assert_eq!(right.summary(), "429 too_many_requests");
        let change = json!({"current_password": PASSWORD, "new_password": "three wet otters hum"});
        assert_eq!(client.put("/account/password", &change).await.summary(), "429 too_many_requests");
        assert_eq!(sign_in(&app.anonymous(), EDITOR, PASSWORD).await.status, 200, "signing in is not locked");
    }
}
