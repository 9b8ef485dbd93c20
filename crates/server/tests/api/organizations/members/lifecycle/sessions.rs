//! `DELETE …/members/{member}/sessions`

use api_types::{Credentials, Member};
use serde_json::json;

use super::{events_with, of};
use crate::support::{
    both_engines,
    invitations::{alpha, events},
    world::{ADMIN, DIVIDED, EDITOR, GONE, INVITED, PASSWORD},
};

both_engines! {
    async fn usr16_every_session_of_a_member_ends(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (one, other) = (app.signed_in(EDITOR).await, app.signed_in(EDITOR).await);
        assert_eq!(admin.delete(&of(app, EDITOR, "/sessions")).await.status, 204);
        for browser in [&one, &other] {
            assert_eq!(browser.get(&alpha(app, "")).await.summary(), "401 unauthenticated");
        }
        assert_eq!(admin.get(&alpha(app, "")).await.status, 200);
        assert_eq!(events_with(app, "member.sessions_ended", "\"sessions\":2").await, 1);
        let credentials = Credentials { email: EDITOR.into(), password: PASSWORD.into() };
        assert_eq!(app.anonymous().post("/session", &credentials).await.status, 200);
        // A retry finds the new session.
        assert_eq!(admin.delete(&of(app, EDITOR, "/sessions")).await.status, 204);
        assert_eq!(events(app, "member.sessions_ended").await, 2);
    }

    async fn usr16_the_sessions_of_an_account_of_several_organizations_are_its_owners(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        admin.post(&of(app, DIVIDED, "/activate"), &json!({})).await.ok::<Member>();
        let divided = app.signed_in(DIVIDED).await;
        assert_eq!(admin.delete(&of(app, DIVIDED, "/sessions")).await.summary(), "409 shared_account");
        assert_eq!(divided.get(&alpha(app, "")).await.status, 200);
        assert_eq!(events(app, "member.sessions_ended").await, 0);
    }

    async fn usr16_only_active_members_have_sessions(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for email in [GONE, INVITED] {
            assert_eq!(admin.delete(&of(app, email, "/sessions")).await.summary(), "409 not_active", "{email}");
        }
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        assert_eq!(admin.delete(&of(app, EDITOR, "/sessions")).await.summary(), "410 member_removed");
    }
}
