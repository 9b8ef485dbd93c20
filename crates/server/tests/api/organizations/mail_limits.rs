//! How many mails about invitations go out

use api_types::{InvitationResults, Member, Organization, ResendResult};
use jiff::SignedDuration;
use roster_server::maintenance;
use serde_json::json;

use crate::support::{
    Client, TestApp, both_engines,
    invitations::{self, alpha, codes, invitation_body, invite, member, outcomes, with},
    password_resets::mails,
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

/// Invites these addresses to Alpha by mail.
async fn mailed(app: &TestApp, client: &Client, emails: &[&str]) -> Vec<String> {
    codes(&client.post(&alpha(app, "/invitations"), &by_mail(app, emails)).await)
}

fn by_mail(app: &TestApp, emails: &[&str]) -> serde_json::Value {
    with(invitation_body(app, emails), json!({"send_email": true}))
}

async fn queued(app: &TestApp) -> i64 {
    app.count("SELECT COUNT(*) FROM mails").await
}

/// The token of the link by which mails stop, in the newest mail.
async fn stop_token(app: &TestApp) -> String {
    let mail = mails(app).await.pop().unwrap();
    let (_, rest) = mail.content.text.split_once("/stop-mails#").unwrap();
    assert!(mail.content.html.contains("/stop-mails#"));
    rest.split_whitespace().next().unwrap().to_owned()
}

async fn stop(app: &TestApp, token: &str, stop: bool) -> String {
    app.anonymous().post("/invitations/stop-mails", &json!({"token": token, "stop": stop})).await.summary()
}

both_engines! {
    async fn f25_sixty_resends_at_once_are_three_mails(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let resend = async || admin.post(&member(app, &nia, "/resend"), &json!({"send_email": true})).await;
        let mut done = 0;
        for _ in 0..60 {
            let answer = resend().await;
            done += u32::from(answer.status.is_success());
            if !answer.status.is_success() {
                assert_eq!((answer.summary().as_str(), answer.header("retry-after")), ("429 too_many_requests", "300"));
            }
        }
        assert_eq!((done, queued(app).await), (3, 3));
        let seen: Member = admin.get(&member(app, &nia, "")).await.ok();
        let from = (app.now() + SignedDuration::from_mins(5)).to_string();
        assert_eq!(seen.invitation.unwrap().resend_from, Some(from), "a page that is loaded again knows it too");
        let link = admin.post(&member(app, &nia, "/resend"), &json!({"send_email": false})).await;
        assert_eq!(link.status, 200, "without a mail there is no limit");
        app.clock.advance(SignedDuration::from_mins(5));
        resend().await.ok::<ResendResult>();
        assert_eq!(resend().await.status, 429);
    }

    async fn f25_one_address_gets_few_mails_a_day_from_all_organizations_together(app: &TestApp) {
        let (admin, outsider) = (app.signed_in(ADMIN).await, app.signed_in(OUTSIDER).await);
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        for _ in 0..10 {
            app.clock.advance(SignedDuration::from_mins(6));
            assert_eq!(admin.post(&member(app, &nia, "/resend"), &json!({"send_email": true})).await.status, 200);
        }
        let viewer = invitations::role(&outsider, app.world.beta, "viewer").await.id;
        let path = format!("/organizations/{}/invitations", app.world.beta);
        let body = json!({"emails": ["NIA@new.example", "bo@new.example"], "roles": [viewer], "send_email": true});
        let dry = outsider.post(&path, &with(body.clone(), json!({"dry_run": true}))).await;
        assert_eq!(codes(&dry), ["mail_limit", "ok"]);
        assert_eq!(codes(&outsider.post(&path, &body).await), ["mail_limit", "ok"]);
        let without = with(body, json!({"send_email": false, "emails": ["nia@new.example"]}));
        assert_eq!(codes(&outsider.post(&path, &without).await), ["ok"]);
        assert_eq!(queued(app).await, 11);
    }

    async fn f25_many_at_once_have_the_same_limits(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let body = json!({"action": "resend", "members": [nia.id]});
        for _ in 0..3 {
            assert_eq!(outcomes(&admin.post(&alpha(app, "/members/bulk"), &body).await), ["ok"]);
        }
        assert_eq!(outcomes(&admin.post(&alpha(app, "/members/bulk"), &body).await), ["mail_limit"]);
        assert_eq!(queued(app).await, 3);
    }

    async fn f26_a_new_organization_sends_few_invitations(app: &TestApp) {
        let client = app.signed_in(VIEWER).await;
        let own: Organization = client.post("/organizations", &json!({"name": "Mine"})).await.ok();
        let viewer = invitations::role(&client, own.id, "viewer").await.id;
        let mut sent = 0;
        for round in 0..4 {
            let emails: Vec<_> = (0..100).map(|number| format!("p{round}x{number}@new.example")).collect();
            let body = json!({"emails": emails, "roles": [viewer], "send_email": true});
            let answer = client.post(&format!("/organizations/{}/invitations", own.id), &body).await;
            let results = answer.ok::<InvitationResults>().results;
            sent += results.iter().filter(|result| result.problem.is_none()).count();
        }
        assert_eq!((sent, queued(app).await), (50, 50));
        app.clock.advance(SignedDuration::from_hours(8 * 24));
        let client = app.signed_in(VIEWER).await;
        let emails: Vec<_> = (0..100).map(|number| format!("q{number}@new.example")).collect();
        let body = json!({"emails": emails, "roles": [viewer], "send_email": true});
        let answer = client.post(&format!("/organizations/{}/invitations", own.id), &body).await;
        assert!(codes(&answer).iter().all(|code| code == "ok"), "a week later it is no longer new");
    }

    async fn x4_one_account_sends_few_mails_from_all_its_organizations_together(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(mailed(app, &admin, &["a@new.example"]).await, ["ok"]);
        // As if the account had sent its mails of the day.
        let end = (app.now() + SignedDuration::from_hours(24)).as_microsecond();
        app.sql(&format!("UPDATE limits SET full_at = {end}")).await;
        assert_eq!(mailed(app, &admin, &["b@new.example"]).await, ["mail_limit"]);
        app.clock.advance(SignedDuration::from_mins(2));
        assert_eq!(mailed(app, &app.signed_in(ADMIN).await, &["b@new.example"]).await, ["ok"]);
    }

    async fn x4_who_wants_no_mails_gets_none_from_any_organization(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(mailed(app, &admin, &["nia@new.example"]).await, ["ok"]);
        let token = stop_token(app).await;
        assert_eq!(stop(app, &token, true).await, "204");
        assert_eq!(stop(app, &token, true).await, "204", "twice is as once");
        let outsider = app.signed_in(OUTSIDER).await;
        let viewer = invitations::role(&outsider, app.world.beta, "viewer").await.id;
        let body = json!({"emails": ["Nia@NEW.example"], "roles": [viewer], "send_email": true});
        let path = format!("/organizations/{}/invitations", app.world.beta);
        assert_eq!(codes(&outsider.post(&path, &body).await), ["mail_refused"]);
        let list: api_types::List<Member> = admin.get(&alpha(app, "/members?q=nia@new.example")).await.ok();
        let again = admin.post(&member(app, &list.items[0], "/resend"), &json!({"send_email": true})).await;
        assert_eq!(again.summary(), "409 mail_refused");
        assert_eq!(stop(app, &token, false).await, "204");
        assert_eq!(codes(&outsider.post(&path, &body).await), ["ok"]);
        let events = "SELECT COUNT(*) FROM audit_events WHERE action LIKE 'invitation.mails_%'";
        assert_eq!(app.count(events).await, 3);
        let kept = "SELECT COUNT(*) FROM refused_mails";
        assert_eq!(app.count(kept).await, 0);
    }

    async fn x4_a_mail_that_waits_is_not_sent_to_who_wants_none(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(mailed(app, &admin, &["nia@new.example"]).await, ["ok"]);
        let token = stop_token(app).await;
        let outsider = app.signed_in(OUTSIDER).await;
        let viewer = invitations::role(&outsider, app.world.beta, "viewer").await.id;
        let body = json!({"emails": ["nia@new.example"], "roles": [viewer], "send_email": true});
        outsider.post(&format!("/organizations/{}/invitations", app.world.beta), &body).await.ok::<InvitationResults>();
        assert_eq!(stop(app, &token, true).await, "204");
        assert_eq!(mails(app).await.len(), 0);
        // Nor a reminder.
        app.clock.advance(SignedDuration::from_hours(6 * 24));
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(mails(app).await.len(), 0);
    }

    async fn x4_only_who_reads_the_mailbox_stops_its_mails(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, handed_over) = invite(app, &admin, "nia@new.example").await;
        assert_eq!(stop(app, &handed_over, true).await, "404 invitation_unknown");
        for token in ["nonsense", &"A".repeat(43)] {
            assert_eq!(stop(app, token, true).await, "404 invitation_unknown");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM refused_mails").await, 0);
    }

    async fn f27_times_sent_is_the_number_of_mails(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(mailed(app, &admin, &["nia@new.example"]).await, ["ok"]);
        let list: api_types::List<Member> = admin.get(&alpha(app, "/members?q=nia@new.example")).await.ok();
        let nia = list.items.into_iter().next().unwrap();
        let mut sent = mails(app).await.len();
        for _ in 0..4 {
            app.clock.advance(SignedDuration::from_mins(6));
            admin.post(&member(app, &nia, "/resend"), &json!({"send_email": true})).await.ok::<ResendResult>();
            sent += mails(app).await.len();
        }
        let seen: Member = admin.get(&member(app, &nia, "")).await.ok();
        assert_eq!((seen.invitation.unwrap().times_sent, sent), (5, 5));
    }

    async fn r5_links_to_choose_a_password_have_a_pause(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, &format!("/members/{}/password-reset", app.world.member(app.world.alpha, EDITOR)));
        let send = async || admin.post(&path, &json!({"send_email": true})).await;
        for _ in 0..3 {
            assert!(send().await.status.is_success());
            app.clock.advance(SignedDuration::from_secs(1));
        }
        let limited = send().await;
        assert_eq!((limited.summary().as_str(), limited.header("retry-after")), ("429 too_many_requests", "297"));
        assert_eq!(queued(app).await, 3);
        let other = app.second_process().await;
        let (name, value) = admin.cookie().unwrap().split_once('=').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        let again = other.with_cookie(&name, &value).post(&path, &json!({"send_email": true})).await;
        assert_eq!(again.summary(), "429 too_many_requests", "after a restart, too");
    }

    async fn x17_an_invitation_has_a_bounded_number_of_links(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, first) = invite(app, &admin, "nia@new.example").await;
        let mut last = String::new();
        for _ in 0..25 {
            app.clock.advance(SignedDuration::from_secs(1));
            let link: api_types::InvitationLink = admin.post(&member(app, &nia, "/link"), &json!({})).await.ok();
            last = invitations::token(&link.link);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM invitation_tokens WHERE ended IS NULL").await, 20);
        assert_eq!(invitations::lookup(&app.anonymous(), &first).await.summary(), "410 invitation_replaced");
        assert_eq!(invitations::lookup(&app.anonymous(), &last).await.status, 200);
    }
}
