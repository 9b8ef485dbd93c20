//! `POST /organizations/{organization}/leave`

use api_types::{Member, MemberStatus, Session};
use serde_json::json;

use crate::support::{
    both_engines,
    invitations::{alpha, events},
    world::{ADMIN, CAUTIOUS, DIVIDED, OUTSIDER, VIEWER},
};

both_engines! {
    async fn org3_who_leaves_has_no_access_and_stays_signed_in(app: &TestApp) {
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        assert_eq!(viewer.post(&alpha(app, "/leave"), &json!({})).await.status, 204);
        assert_eq!(viewer.get(&alpha(app, "")).await.summary(), "404 not_found");
        assert_eq!(viewer.post(&alpha(app, "/leave"), &json!({})).await.summary(), "404 not_found");
        assert_eq!(viewer.get("/session").await.ok::<Session>().default_organization, None);
        let id = app.world.member(app.world.alpha, VIEWER);
        let left: Member = admin.get(&alpha(app, &format!("/members/{id}"))).await.ok();
        assert_eq!(left.status, MemberStatus::Removed);
        assert_eq!(events(app, "member.left").await, 1);
        // An administrator can bring them back, as after a removal.
        let back = admin.post(&alpha(app, &format!("/members/{id}/restore")), &json!({"roles": true})).await;
        assert_eq!(back.ok::<Member>().status, MemberStatus::Active);
    }

    async fn org3_the_last_administrator_stays(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let cautious = app.world.member(app.world.alpha, CAUTIOUS);
        assert_eq!(admin.post(&alpha(app, &format!("/members/{cautious}/deactivate")), &json!({})).await.status, 200);
        assert_eq!(admin.post(&alpha(app, "/leave"), &json!({})).await.summary(), "409 last_administrator");
        for who in [OUTSIDER, DIVIDED] {
            let client = app.signed_in(who).await;
            assert_eq!(client.post(&alpha(app, "/leave"), &json!({})).await.summary(), "404 not_found", "{who}");
        }
    }

    async fn c9_of_the_last_two_administrators_one_stays(app: &TestApp) {
        app.sql("UPDATE accounts SET totp_secret = NULL, totp_sealed = NULL").await;
        let (one, other) = (app.signed_in(ADMIN).await, app.signed_in(CAUTIOUS).await);
        let (path, empty) = (alpha(app, "/leave"), json!({}));
        let (first, second) = tokio::join!(one.post(&path, &empty), other.post(&path, &empty));
        let mut answers = [first.summary(), second.summary()];
        answers.sort();
        assert_eq!(answers, ["204", "409 last_administrator"]);
    }
}
