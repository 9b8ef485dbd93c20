//! `POST /invitations/request`

use api_types::{FilterOptions, List, Member};
use jiff::SignedDuration;
use serde_json::json;

use crate::support::{
    Client, TestApp, both_engines,
    invitations::{accept, alpha, editors_manage_members, events, invite, member},
    world::{ADMIN, EDITOR},
};

async fn ask(client: &Client, token: &str) -> u16 {
    client.post("/invitations/request", &json!({"token": token})).await.status.as_u16()
}

async fn mails_to(app: &TestApp, email: &str) -> i64 {
    app.count(&format!("SELECT COUNT(*) FROM mails WHERE kind = 2 AND recipient = '{email}'")).await
}

both_engines! {
    async fn whoever_invited_is_told_once_a_day(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, token) = invite(app, &admin, "nia@new.example").await;
        let client = app.anonymous();
        assert_eq!(ask(&client, &token).await, 202);
        assert_eq!(mails_to(app, ADMIN).await, 0);
        assert_eq!(admin.post(&member(app, &nia, "/resend"), &json!({"send_email": false})).await.status, 200);
        for _ in 0..3 {
            assert_eq!(ask(&client, &token).await, 202);
        }
        assert_eq!((mails_to(app, ADMIN).await, events(app, "invitation.new_link_wanted").await), (1, 1));
        app.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(ask(&client, &token).await, 202);
        assert_eq!(mails_to(app, ADMIN).await, 2);
    }

    async fn u19_those_who_asked_are_found_until_they_get_a_link(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let list = alpha(app, "/members");
        let waiting = async || {
            let found: List<Member> = admin.get(&format!("{list}?invitation=link_wanted")).await.ok();
            let options: FilterOptions = admin.get(&format!("{list}/options?filter=invitation")).await.ok();
            assert_eq!(options.items[0].rows, found.total);
            found.items
        };
        for (address, answer, body) in [
            ("nia@new.example", "/resend", json!({"send_email": false})),
            ("ben@new.example", "/link", json!({})),
        ] {
            let (invited, token) = invite(app, &admin, address).await;
            admin.post(&member(app, &invited, "/resend"), &json!({"send_email": false})).await;
            assert!(waiting().await.is_empty());
            ask(&app.anonymous(), &token).await;
            let found = waiting().await;
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].email, address);
            let wanted_at = found[0].invitation.as_ref().unwrap().link_wanted_at.clone();
            assert_eq!(wanted_at, Some(app.now().to_string()));
            assert_eq!(admin.post(&member(app, &invited, answer), &body).await.status, 200);
            assert!(waiting().await.is_empty());
        }
    }

    async fn whose_invitation_was_withdrawn_can_ask_for_another(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (bo, token) = invite(app, &admin, "bo@new.example").await;
        admin.post(&member(app, &bo, "/withdraw"), &json!({})).await;
        for _ in 0..2 {
            assert_eq!(ask(&app.anonymous(), &token).await, 202);
        }
        let mails = "SELECT COUNT(*) FROM mails WHERE kind = 3 AND recipient = 'admin@alpha.example'";
        assert_eq!((app.count(mails).await, events(app, "invitation.wanted").await), (1, 1));
        // Whoever is invited again has a link that works.
        invite(app, &admin, "BO@new.example").await;
        app.clock.advance(SignedDuration::from_hours(25));
        assert_eq!(ask(&app.anonymous(), &token).await, 202);
        assert_eq!(app.count(mails).await, 1);
    }

    async fn an_expired_link_can_ask_and_a_used_one_cannot(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, used) = invite(app, &admin, "nia@new.example").await;
        accept(&app.anonymous(), &used).await;
        let (_, expired) = invite(app, &admin, "eva@new.example").await;
        app.clock.advance(SignedDuration::from_hours(7 * 24));
        for token in [&*used, "nonsense", ""] {
            assert_eq!(ask(&app.anonymous(), token).await, 202);
        }
        assert_eq!(mails_to(app, ADMIN).await, 0);
        assert_eq!(ask(&app.anonymous(), &expired).await, 202);
        assert_eq!(mails_to(app, ADMIN).await, 1);
    }

    async fn i9_when_whoever_invited_has_left_an_administrator_is_told(app: &TestApp) {
        editors_manage_members(app).await;
        let editor = app.signed_in(EDITOR).await;
        let (_, token) = invite(app, &editor, "nia@new.example").await;
        app.sql("UPDATE members SET status = 3 WHERE email_key = 'editor@alpha.example'").await;
        app.clock.advance(SignedDuration::from_hours(7 * 24));
        assert_eq!(ask(&app.anonymous(), &token).await, 202);
        assert_eq!(mails_to(app, EDITOR).await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE kind = 2").await, 1);
    }
}
