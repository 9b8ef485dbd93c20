//! `POST /invitations/lookup`

use api_types::{InvitationPreview, InvitedAccount};
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::json;

use crate::support::{
    both_engines,
    invitations::{accept, invitation_body, invite, lookup, member, one, post, with},
    world::{ADMIN, OUTSIDER, VIEWER},
};

both_engines! {
    async fn whoever_has_the_link_sees_what_it_offers(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let roles = &app.world.alpha_roles[1..];
        let invitation_body = with(invitation_body(app, &["nia@new.example"]), json!({"roles": roles, "message": "Hello"}));
        let (nia, token) = one(&post(app, &admin, &invitation_body).await);
        let preview: InvitationPreview = lookup(&app.anonymous(), &token).await.ok();
        assert_eq!((preview.organization.id, preview.organization.name.as_str()), (app.world.alpha, "Alpha"));
        assert_eq!((preview.email.as_str(), preview.inviter.as_deref()), ("nia@new.example", Some("admin")));
        assert_eq!(preview.roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>(), ["Editor", "Viewer"]);
        assert!(preview.roles[0].description.contains("settings"));
        assert_eq!((preview.message.as_deref(), preview.account), (Some("Hello"), InvitedAccount::None));
        assert_eq!(preview.expires_at, nia.invitation.unwrap().expires_at);
    }

    async fn it_says_whether_the_invited_person_has_an_account_and_who_is_signed_in(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, token) = invite(app, &admin, OUTSIDER).await;
        for (client, expected) in [
            (app.anonymous(), InvitedAccount::Exists),
            (app.signed_in(OUTSIDER).await, InvitedAccount::You),
            (app.signed_in(VIEWER).await, InvitedAccount::Other),
        ] {
            assert_eq!(lookup(&client, &token).await.ok::<InvitationPreview>().account, expected);
        }
    }

    async fn i8_looking_and_fetching_the_link_consume_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, token) = invite(app, &admin, "nia@new.example").await;
        let scanner = app.anonymous();
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            for path in ["/invitations/lookup", "/invitations/accept", "/invitations/request"] {
                assert_eq!(scanner.send(method.clone(), path, None).await.status, 405, "{method} {path}");
            }
        }
        for _ in 0..5 {
            assert_eq!(lookup(&scanner, &token).await.status, 200);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM invitation_tokens WHERE ended IS NOT NULL").await, 0);
        assert_eq!(accept(&app.anonymous(), &token).await.status, 200);
    }

    async fn i1_an_altered_token_leads_nowhere(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, token) = invite(app, &admin, "nia@new.example").await;
        let client = app.anonymous();
        let swap = |at: usize| {
            let letter = if &token[at..=at] == "A" { "B" } else { "A" };
            format!("{}{letter}{}", &token[..at], &token[at + 1..])
        };
        let altered = [swap(0), swap(21), swap(41), token[1..].to_owned(), format!("{token}A"), format!("{token}=")];
        for token in altered.iter().map(String::as_str).chain(["", " ", "' OR 1=1 --", &"x".repeat(100_000)]) {
            assert_eq!(lookup(&client, token).await.summary(), "404 invitation_unknown");
            assert_eq!(accept(&client, token).await.summary(), "404 invitation_unknown");
        }
        assert_eq!(lookup(&client, &token).await.status, 200);
    }

    async fn i11_a_token_of_another_purpose_leads_nowhere(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, token) = invite(app, &admin, "nia@new.example").await;
        let session = admin.cookie().unwrap().split_once('=').unwrap().1.to_owned();
        assert_eq!(lookup(&app.anonymous(), &session).await.summary(), "404 invitation_unknown");
        assert_eq!(accept(&app.anonymous(), &session).await.summary(), "404 invitation_unknown");
        let thief = app.anonymous().with_cookie("roster_session", &token);
        assert_eq!(thief.get("/session").await.summary(), "401 unauthenticated");
    }

    async fn a_dead_link_says_why_it_is_dead(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let client = app.anonymous();
        let (bo, withdrawn) = invite(app, &admin, "bo@new.example").await;
        assert_eq!(admin.post(&member(app, &bo, "/withdraw"), &json!({})).await.status, 204);
        let (eva, replaced) = invite(app, &admin, "eva@new.example").await;
        assert_eq!(admin.post(&member(app, &eva, "/resend"), &json!({"send_email": false})).await.status, 200);
        let (_, used) = invite(app, &admin, "nia@new.example").await;
        assert_eq!(accept(&app.anonymous(), &used).await.status, 200);
        let (_, expired) = invite(app, &admin, "leo@new.example").await;
        app.clock.advance(SignedDuration::from_hours(7 * 24));
        for (token, expected) in [
            (withdrawn, "410 invitation_withdrawn"),
            (replaced, "410 invitation_replaced"),
            (used, "410 invitation_used"),
            (expired, "410 invitation_expired"),
        ] {
            assert_eq!(lookup(&client, &token).await.summary(), expected);
            assert_eq!(accept(&client, &token).await.summary(), expected);
        }
    }

    async fn t11_the_links_of_a_disabled_organization_lead_nowhere(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, token) = invite(app, &admin, "nia@new.example").await;
        app.sql("UPDATE organizations SET disabled_at = 1 WHERE number = '1001'").await;
        let nowhere = lookup(&app.anonymous(), "nonsense").await;
        nowhere.assert_same_as(&lookup(&app.anonymous(), &token).await);
        nowhere.assert_same_as(&accept(&app.anonymous(), &token).await);
    }
}
