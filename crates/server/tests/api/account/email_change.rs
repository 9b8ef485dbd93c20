//! `/account/email-change`

use api_types::{EmailChangePreview, Member, OwnAccount, Session};
use jiff::SignedDuration;
use serde_json::json;

use super::{events, own, sign_in};
use crate::support::{
    Client, TestApp, both_engines,
    email_changes::{confirm, lookup, of, token},
    invitations::{accept_as, invite},
    password_resets::mails,
    world::{ADMIN, DIVIDED, EDITOR, OUTSIDER, PASSWORD},
};

const NEW: &str = "dora@new.example";

async fn request(client: &Client, email: &str) -> String {
    client.post("/account/email-change", &json!({"email": email})).await.summary()
}

/// Asks for another address: the token of the link.
async fn requested(app: &TestApp, client: &Client, email: &str) -> String {
    assert_eq!(request(client, email).await, "200");
    let mails = mails(app).await;
    token(mails.iter().rev().find(|mail| mail.to == email).expect("a mail to the new address"))
}

both_engines! {
    async fn a_confirmed_address_is_that_of_every_membership(app: &TestApp) {
        let client = app.signed_in(DIVIDED).await;
        assert_eq!(request(&client, NEW).await, "200");
        let pending = own(&client).await.email_change.unwrap();
        assert_eq!((pending.email.as_str(), pending.expires_at.as_str()), (NEW, "2026-11-22T09:30:00Z"));
        let sent = mails(app).await;
        let subjects: Vec<_> = sent.iter().map(|mail| (mail.to.as_str(), mail.content.subject.as_str())).collect();
        assert!(subjects.contains(&(NEW, "Confirm your email address for Roster")), "{subjects:?}");
        assert!(subjects.contains(&(DIVIDED, "A new email address for your Roster account")), "{subjects:?}");
        let token = token(sent.iter().find(|mail| mail.to == NEW).unwrap());
        let preview: EmailChangePreview = lookup(&app.anonymous(), &token).await.ok();
        assert_eq!((preview.email.as_str(), preview.organization_name.as_str()), (NEW, ""));
        app.clock.advance(SignedDuration::from_secs(1));
        assert_eq!(confirm(&app.anonymous(), &token).await.status, 204);
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "410 email_change_used");

        assert_eq!(sign_in(&app.anonymous(), NEW, PASSWORD).await.status, 200);
        assert_eq!(sign_in(&app.anonymous(), DIVIDED, PASSWORD).await.summary(), "401 wrong_credentials");
        assert_eq!(client.get("/session").await.ok::<Session>().account.email, NEW, "the session stays");
        let member: Member = app.signed_in(ADMIN).await.get(&of(app, DIVIDED, "")).await.ok();
        assert_eq!(member.email, NEW);
        let told = mails(app).await;
        assert_eq!(told.last().map(|mail| mail.to.as_str()), Some(DIVIDED));
        let counts = (events(app, "account.email_change_requested").await, events(app, "account.email_changed").await);
        assert_eq!((counts, events(app, "member.changed").await), ((1, 1), 2));
    }

    async fn it_asks_for_a_proof_and_takes_no_address_twice(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        app.clock.advance(SignedDuration::from_mins(11));
        assert_eq!(request(&client, NEW).await, "403 reauthentication_required");
        client.post("/session/proof", &json!({"password": PASSWORD})).await.ok::<Session>();
        assert_eq!(request(&client, NEW).await, "200");
        assert_eq!(request(&client, NEW).await, "429 too_many_requests");
        for (email, code) in [(EDITOR, "same"), ("nonsense", "invalid")] {
            let answer = client.post("/account/email-change", &json!({"email": email})).await;
            assert_eq!(answer.field_errors(), [("/email".to_owned(), code.to_owned())]);
        }
    }

    async fn an_address_that_others_have_is_refused_at_the_end_only(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let token = requested(app, &client, OUTSIDER).await;
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "409 email_taken");
        assert_eq!(own(&client).await.email, EDITOR);
    }

    async fn x5_an_unverified_account_does_not_keep_an_address_from_its_owner(app: &TestApp) {
        let (_, invited) = invite(app, &app.signed_in(ADMIN).await, NEW).await;
        let squatter = app.anonymous();
        assert_eq!(accept_as(&squatter, &invited, "Not", "Them").await.status, 200);
        let client = app.signed_in(OUTSIDER).await;
        let token = requested(app, &client, NEW).await;
        assert_eq!(confirm(&app.anonymous(), &token).await.status, 204);
        assert_eq!(client.get("/session").await.ok::<Session>().account.email, NEW);
        assert_eq!(squatter.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(sign_in(&app.anonymous(), NEW, PASSWORD).await.status, 200);
        assert_eq!(events(app, "account.released").await, 1);
    }

    async fn cancelled_replaced_and_expired_links_are_dead(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let first = requested(app, &client, "one@new.example").await;
        app.clock.advance(SignedDuration::from_secs(1));
        let second = requested(app, &client, "two@new.example").await;
        assert_eq!(confirm(&app.anonymous(), &first).await.summary(), "410 email_change_replaced");
        let cancelled: OwnAccount = client.delete("/account/email-change").await.ok();
        assert_eq!(cancelled.email_change, None);
        assert_eq!(confirm(&app.anonymous(), &second).await.summary(), "410 email_change_cancelled");
        app.clock.advance(SignedDuration::from_secs(1));
        let third = requested(app, &client, "three@new.example").await;
        app.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(confirm(&app.anonymous(), &third).await.summary(), "410 email_change_expired");
    }
}
