//! `DELETE …/members/{member}/second-factor`

use api_types::{Credentials, Member, SignIn};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{events_with, of, read};
use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, assert_counted, editors_manage_members, events},
    password_resets::mails,
    world::{ADMIN, CAUTIOUS, EDITOR, OUTSIDER, PASSWORD, VIEWER},
};

async fn ask(app: &TestApp, client: &Client, email: &str, body: &Value) -> Answer {
    client.send(Method::DELETE, &of(app, email, "/second-factor"), Some(body.to_string().into_bytes())).await
}

async fn reset(app: &TestApp, client: &Client, email: &str) -> String {
    ask(app, client, email, &json!({"reason": "Lost the phone"})).await.summary()
}

/// Takes the administrator's role away, so that an editor who manages members can change the member.
async fn is_viewer(app: &TestApp, client: &Client, email: &str) {
    let version = read(app, client, email).await.version;
    let body = json!({"roles": [app.world.alpha_roles[2]]});
    client.change(Method::PUT, &of(app, email, "/roles"), version, &body).await.ok::<Member>();
}

both_engines! {
    async fn usr16_a_lost_second_factor_is_removed_and_the_owner_is_told(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let cautious = app.signed_in(CAUTIOUS).await;
        assert_eq!(read(app, &admin, CAUTIOUS).await.two_factor, Some(true));
        assert_eq!(reset(app, &admin, CAUTIOUS).await, "204");
        assert_eq!(cautious.get(&alpha(app, "")).await.summary(), "401 unauthenticated");
        let after = read(app, &admin, CAUTIOUS).await;
        assert_eq!(after.two_factor, Some(false));
        assert!(after.actions.iter().all(|it| it.action.as_str() != "reset_second_factor"));
        assert_counted(app).await;
        let credentials = Credentials { email: CAUTIOUS.into(), password: PASSWORD.into() };
        assert!(matches!(app.anonymous().post("/session", &credentials).await.ok(), SignIn::Done(_)));
        let mails = mails(app).await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, CAUTIOUS));
        assert_eq!(mails[0].content.subject, "Your second factor was removed");
        assert!(!mails[0].content.text.contains("phone"));
        assert_eq!(events_with(app, "member.second_factor_reset", "Lost the phone").await, 1);
        assert_eq!(app.count(&format!("SELECT COUNT(*) FROM accounts WHERE totp_sealed IS NOT NULL AND email = '{CAUTIOUS}'")).await, 0);
        assert_eq!(reset(app, &admin, CAUTIOUS).await, "409 no_second_factor");
    }

    async fn usr16_a_reason_is_needed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let long = "a".repeat(2_001);
        for (reason, code) in [("", "required"), (" ", "required"), (&*long, "too_long"), ("\0", "invalid")] {
            let answer = ask(app, &admin, CAUTIOUS, &json!({"reason": reason})).await;
            assert_eq!(answer.field_errors(), [("/reason".to_owned(), code.to_owned())], "{reason:?}");
        }
        for body in [json!({}), json!({"reason": "Lost", "force": true}), json!({"reason": null})] {
            assert_eq!(ask(app, &admin, CAUTIOUS, &body).await.status, StatusCode::BAD_REQUEST, "{body}");
        }
        assert_eq!(read(app, &admin, CAUTIOUS).await.two_factor, Some(true));
    }

    async fn usr16_the_second_factor_of_some_people_is_theirs(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (caller, answer) in [(OUTSIDER, "404 not_found"), (VIEWER, "404 not_found"), (EDITOR, "404 not_found")] {
            assert_eq!(reset(app, &app.signed_in(caller).await, CAUTIOUS).await, answer, "{caller}");
        }
        editors_manage_members(app).await;
        let editor = app.signed_in(EDITOR).await;
        assert_eq!(reset(app, &editor, CAUTIOUS).await, "403 above_yourself");
        let cautious = app.signed_in(CAUTIOUS).await;
        assert_eq!(reset(app, &cautious, CAUTIOUS).await, "409 own_account");
        is_viewer(app, &admin, CAUTIOUS).await;
        // The account belongs to another organization too.
        app.sql(
            "INSERT INTO members (id, organization_id, account_id, email, email_key, hidden, name_key, status, place, \
             search_text) SELECT account_id, (SELECT id FROM organizations WHERE number = '1002'), account_id, email, \
             email_key, hidden, name_key, status, 9000000000, search_text FROM members WHERE email = \
             'cautious@alpha.example'",
        )
        .await;
        assert_eq!(reset(app, &editor, CAUTIOUS).await, "409 shared_account");
        app.sql("DELETE FROM members WHERE place = 9000000000").await;
        assert_eq!(reset(app, &editor, CAUTIOUS).await, "204");
        assert_eq!(events(app, "member.second_factor_reset").await, 1);
    }
}
