//! Sign-ins in the log of each organization

use api_types::{AuditEvent, List, SecondFactorAnswer};
use jiff::SignedDuration;
use serde_json::json;

use super::{actions, log};
use crate::{
    session::sign_in,
    support::{
        Client, TestApp, both_engines,
        world::{ADMIN, CAUTIOUS, DIVIDED, GONE, OUTSIDER, PASSWORD},
    },
};

/// Why sign-ins of the organization's people were refused, the last one first.
async fn refusals(app: &TestApp, client: &Client) -> Vec<String> {
    app.state.after_response.finished().await;
    let events = log(app, client, "action=session.refused").await.items.into_iter();
    events.map(|event| event.changes[0].after[0].text.clone().unwrap()).collect()
}

both_engines! {
    async fn aud1_each_organization_of_an_account_has_its_sign_ins(app: &TestApp) {
        app.clock.advance(SignedDuration::from_secs(1));
        let admin = app.signed_in(ADMIN).await;
        let outsider = app.signed_in(OUTSIDER).await;
        let divided = app.anonymous_at([192, 0, 2, 9]);
        app.clock.advance(SignedDuration::from_secs(1));
        sign_in(&divided, DIVIDED, PASSWORD).await;
        app.clock.advance(SignedDuration::from_secs(1));
        divided.delete("/session").await;
        // Inactive in Alpha, active in Beta.
        assert_eq!(actions(app, &admin, "").await, ["session.created", "organization.created"]);
        let beta = app.world.beta;
        let log: List<AuditEvent> = outsider.get(&format!("/organizations/{beta}/audit-events?limit=2")).await.ok();
        let of_divided: Vec<_> = log.items.iter().map(|event| (event.action.as_str(), event.address.as_deref())).collect();
        let address = Some("192.0.2.9");
        assert_eq!(of_divided, [("session.ended", address), ("session.created", address)]);
        assert_eq!(log.items[0].actor.as_ref().unwrap().member.as_ref().unwrap().id, app.world.member(beta, DIVIDED));
    }

    async fn aud1_refused_sign_ins_are_recorded_once_a_minute_and_reason(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        app.clock.advance(SignedDuration::from_secs(1));
        let attacker = app.anonymous_at([203, 0, 113, 5]);
        for _ in 0..4 {
            sign_in(&attacker, ADMIN, "wrong").await;
            app.state.after_response.finished().await;
            app.clock.advance(SignedDuration::from_secs(10));
        }
        assert_eq!(refusals(app, &admin).await, ["wrong_password"]);
        let event = log(app, &admin, "limit=1").await.items.remove(0);
        assert_eq!((event.actor, event.address.as_deref()), (None, Some("203.0.113.5")));
        assert_eq!(event.target.unwrap().id, app.world.member(app.world.alpha, ADMIN).to_string());
        app.clock.advance(SignedDuration::from_secs(60));
        for _ in 0..12 {
            sign_in(&attacker, ADMIN, "wrong").await;
            app.state.after_response.finished().await;
        }
        assert_eq!(refusals(app, &admin).await.len(), 3);
        assert!(refusals(app, &admin).await.contains(&"too_many_attempts".to_owned()));
    }

    async fn aud1_a_wrong_code_and_an_inactive_account_have_their_reasons(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let client = app.anonymous();
        sign_in(&client, CAUTIOUS, PASSWORD).await;
        client.post("/session/second-factor", &SecondFactorAnswer { code: "000000".to_owned(), passkey: None }).await;
        assert_eq!(refusals(app, &admin).await, ["wrong_code"]);
        app.clock.advance(SignedDuration::from_secs(1));
        sign_in(&app.anonymous(), GONE, PASSWORD).await;
        assert_eq!(refusals(app, &admin).await, ["inactive", "wrong_code"]);
        app.clock.advance(SignedDuration::from_secs(1));
        let passkey = json!({"passkey": {"challenge": "x".repeat(43), "credential": "{}"}});
        assert_eq!(client.post("/session/second-factor", &passkey).await.summary(), "401 wrong_passkey");
        assert_eq!(refusals(app, &admin).await, ["wrong_passkey", "inactive", "wrong_code"]);
        for nobody in ["nobody@alpha.example", "", "x\0y"] {
            sign_in(&app.anonymous(), nobody, PASSWORD).await;
        }
        assert_eq!(refusals(app, &admin).await.len(), 3);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_events WHERE action = 'session.refused'").await, 3);
    }

    async fn aud1_simultaneous_refusals_are_one_event(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let clients = [app.anonymous(), app.anonymous(), app.anonymous()];
        let [one, two, three] = &clients;
        tokio::join!(sign_in(one, ADMIN, "x"), sign_in(two, ADMIN, "y"), sign_in(three, ADMIN, "z"));
        assert_eq!(refusals(app, &admin).await, ["wrong_password"]);
    }
}
