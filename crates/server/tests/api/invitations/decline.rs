//! `POST /invitations/decline`

use api_types::{InvitationPreview, Member, MemberStatus};
use serde_json::json;

use crate::support::{
    Answer, Client, both_engines,
    invitations::{accept, alpha, assert_counted, events, invite, lookup, member},
    world::{ADMIN, VIEWER},
};

async fn decline(client: &Client, token: &str) -> Answer {
    client.post("/invitations/decline", &json!({"token": token})).await
}

both_engines! {
    async fn inv2_a_declined_invitation_can_only_be_restored(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, token) = invite(app, &admin, "nia@new.example").await;
        let shown: InvitationPreview = lookup(&app.anonymous(), &token).await.ok();
        assert_eq!((shown.inviter.as_deref(), shown.inviter_email.as_deref()), (Some("admin"), Some(ADMIN)));
        assert!(shown.invited_at.is_some());
        assert_eq!(decline(&app.anonymous(), &token).await.status, 204);
        assert_eq!(accept(&app.anonymous(), &token).await.summary(), "410 invitation_withdrawn");
        assert_eq!(decline(&app.anonymous(), &token).await.summary(), "410 invitation_withdrawn");
        let now: Member = admin.get(&member(app, &nia, "")).await.ok();
        assert_eq!(now.status, MemberStatus::Withdrawn);
        assert_eq!(events(app, "invitation.declined").await, 1);
        assert_counted(app).await;
        let restored: Member = admin.post(&member(app, &nia, "/restore"), &json!({})).await.ok();
        assert_eq!(restored.status, MemberStatus::Invited);
    }

    async fn a_token_of_nothing_declines_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, token) = invite(app, &admin, "nia@new.example").await;
        assert_eq!(decline(&app.anonymous(), "nonsense").await.status, 404);
        assert_eq!(decline(&app.anonymous(), &token[1..]).await.status, 404);
        let viewer = app.signed_in(VIEWER).await;
        assert_eq!(viewer.get(&alpha(app, "")).await.status, 200);
        assert_eq!(events(app, "invitation.declined").await, 0);
        assert_eq!(lookup(&app.anonymous(), &token).await.status, 200);
    }

    async fn f23_a_name_before_the_address_is_kept(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (text, name) in [
            ("Ana Lima <ana@new.example>", Some("Ana Lima")),
            ("\"Lima, Ana\" <lima@new.example>", Some("Lima, Ana")),
            ("<bare@new.example>", None),
            ("a\u{202e}b <bidi@new.example>", None),
        ] {
            let (invited, _) = invite(app, &admin, text).await;
            assert_eq!(invited.name.as_deref(), name, "{text}");
        }
    }
}
