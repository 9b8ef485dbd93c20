//! `POST /organizations/{organization}/members/{member}/…`: resend, link, withdraw, restore

use api_types::{DeliveryState, InvitationLink, Member, MemberStatus, ResendResult};
use jiff::SignedDuration;
use serde_json::json;

use crate::support::{
    both_engines,
    invitations::{
        accept, alpha, assert_counted, codes, editors_manage_members, events, invitation_body, invite, lookup, member,
        one, outcomes, post, token, with,
    },
    world::{ADMIN, EDITOR, INVITED, OUTSIDER, VIEWER},
};

const VERBS: [&str; 4] = ["/resend", "/link", "/withdraw", "/restore"];

/// What a request says.
fn body(verb: &str) -> serde_json::Value {
    if verb == "/resend" { json!({"send_email": false}) } else { json!({}) }
}

both_engines! {
    async fn sent_again_there_is_a_new_link_and_the_old_ones_are_dead(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, first) = invite(app, &admin, "nia@new.example").await;
        app.clock.advance(SignedDuration::from_hours(10));
        let body = json!({"send_email": true, "lifetime_days": 2});
        let resent: ResendResult = admin.post(&member(app, &nia, "/resend"), &body).await.ok();
        let invitation = resent.member.invitation.clone().unwrap();
        assert_eq!((resent.member.version, invitation.times_sent), (2, 0));
        assert_eq!(invitation.expires_at, (app.now() + SignedDuration::from_hours(48)).to_string());
        assert_eq!(invitation.delivery.unwrap().state, DeliveryState::Waiting);
        let client = app.anonymous();
        assert_eq!(lookup(&client, &first).await.summary(), "410 invitation_replaced");
        let second = token(&resent.link);
        assert_eq!(lookup(&client, &second).await.summary(), "200");

        // What waited is not sent any more.
        let body = json!({"send_email": true});
        let resent: ResendResult = admin.post(&member(app, &nia, "/resend"), &body).await.ok();
        assert_eq!(resent.member.invitation.unwrap().times_sent, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE state = 4").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE state = 0").await, 1);
        assert_eq!(lookup(&client, &second).await.summary(), "410 invitation_replaced");
        assert_eq!(events(app, "invitation.resent").await, 2);
        assert_counted(app).await;
    }

    async fn c7_sent_again_under_the_same_key_there_is_one_mail_and_another_link(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, first) = invite(app, &admin, "nia@new.example").await;
        let admin = admin.with_header("idempotency-key", "k1");
        let path = member(app, &nia, "/resend");
        let body = json!({"send_email": true});
        let (once, again): (ResendResult, ResendResult) = (admin.post(&path, &body).await.ok(), admin.post(&path, &body).await.ok());
        assert_eq!((once.member.version, &once.member), (2, &again.member));
        assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 1);
        assert_eq!((events(app, "invitation.resent").await, events(app, "invitation.linked").await), (1, 1));
        let client = app.anonymous();
        assert_eq!(lookup(&client, &first).await.summary(), "410 invitation_replaced");
        for link in [&once.link, &again.link] {
            assert_eq!(lookup(&client, &token(link)).await.summary(), "200");
        }

        let other = admin.post(&path, &json!({"send_email": false})).await;
        assert_eq!(other.field_errors(), [("/headers/idempotency-key".to_owned(), "invalid".to_owned())]);
        assert_eq!(admin.post(&member(app, &nia, "/withdraw"), &json!({})).await.status, 204);
        assert_eq!(admin.post(&path, &body).await.summary(), "410 invitation_withdrawn");
        assert_counted(app).await;
    }

    async fn c7_many_sent_again_under_the_same_key_get_one_mail_each(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let (bo, _) = invite(app, &admin, "bo@new.example").await;
        let path = alpha(app, "/members/bulk");
        let body = |members: &[&Member], dry_run: bool| {
            let ids: Vec<_> = members.iter().map(|member| member.id).collect();
            json!({"action": "resend", "members": ids, "dry_run": dry_run})
        };
        let admin = admin.with_header("idempotency-key", "k1");
        assert_eq!(outcomes(&admin.post(&path, &body(&[&nia], true)).await), ["ok"]);
        let (a, b) = (admin, app.signed_in(ADMIN).await.with_header("idempotency-key", "k1"));
        let both = body(&[&nia, &bo], false);
        let (one, other) = tokio::join!(a.post(&path, &both), b.post(&path, &both));
        for answer in [one, other, a.post(&path, &both).await] {
            assert_eq!(outcomes(&answer), ["ok", "ok"]);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 2);
        assert_eq!(events(app, "invitation.resent").await, 2);
        let reused = [("/headers/idempotency-key".to_owned(), "invalid".to_owned())];
        assert_eq!(a.post(&path, &body(&[&nia], false)).await.field_errors(), reused);
        assert_counted(app).await;
    }

    async fn an_expired_invitation_sent_again_holds_again(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, old) = invite(app, &admin, "nia@new.example").await;
        app.clock.advance(SignedDuration::from_hours(7 * 24));
        roster_server::maintenance::once(&app.state).await.unwrap();
        let admin = app.signed_in(ADMIN).await;
        let expired: Member = admin.get(&member(app, &nia, "")).await.ok();
        assert_eq!(expired.status, MemberStatus::Expired);
        assert_eq!(admin.post(&member(app, &nia, "/link"), &json!({})).await.summary(), "410 invitation_expired");
        let resent: ResendResult = admin.post(&member(app, &nia, "/resend"), &json!({"send_email": false})).await.ok();
        assert_eq!(resent.member.status, MemberStatus::Invited);
        assert_eq!(lookup(&app.anonymous(), &old).await.summary(), "410 invitation_replaced");
        assert_eq!(accept(&app.anonymous(), &token(&resent.link)).await.status, 200);
        assert_counted(app).await;
    }

    async fn more_links_stand_beside_each_other_and_end_together(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, first) = invite(app, &admin, "nia@new.example").await;
        let link: InvitationLink = admin.post(&member(app, &nia, "/link"), &json!({})).await.ok();
        let second = token(&link.link);
        assert_ne!(first, second);
        let client = app.anonymous();
        for token in [&first, &second] {
            assert_eq!(lookup(&client, token).await.status, 200);
        }
        assert_eq!(admin.get(&member(app, &nia, "")).await.ok::<Member>().version, 1);
        assert_eq!(events(app, "invitation.linked").await, 1);
        assert_eq!(accept(&client, &second).await.status, 200);
        assert_eq!(lookup(&app.anonymous(), &first).await.summary(), "410 invitation_used");
    }

    async fn withdrawn_its_link_is_dead_and_restored_it_works_again(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let invitation_body = with(invitation_body(app, &["nia@new.example"]), json!({"send_email": true}));
        let (nia, secret) = one(&post(app, &admin, &invitation_body).await);
        assert_eq!(admin.post(&member(app, &nia, "/withdraw"), &json!({})).await.status, 204);
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "410 invitation_withdrawn");
        assert_eq!(accept(&app.anonymous(), &secret).await.summary(), "410 invitation_withdrawn");
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE state = 0").await, 0);
        admin.post(&member(app, &nia, "/restore"), &json!({})).await.ok::<Member>();
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE state = 0").await, 1);
        assert_eq!(accept(&app.anonymous(), &secret).await.status, 200);
        for action in ["invitation.withdrawn", "invitation.restored"] {
            assert_eq!(events(app, action).await, 1, "{action}");
        }
        assert_eq!(admin.post(&member(app, &nia, "/restore"), &json!({})).await.summary(), "409 not_withdrawn");
        assert_counted(app).await;
    }

    async fn what_was_replaced_before_stays_dead_when_the_invitation_is_restored(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, old) = invite(app, &admin, "nia@new.example").await;
        let resent: ResendResult = admin.post(&member(app, &nia, "/resend"), &json!({"send_email": false})).await.ok();
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        admin.post(&member(app, &nia, "/restore"), &json!({})).await.ok::<Member>();
        assert_eq!(lookup(&app.anonymous(), &old).await.summary(), "410 invitation_replaced");
        assert_eq!(lookup(&app.anonymous(), &token(&resent.link)).await.status, 200);
    }

    async fn a_withdrawn_invitation_can_be_restored_while_address_and_seat_are_free(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let restore = member(app, &nia, "/restore");
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        app.sql("UPDATE organizations SET seat_limit = 7 WHERE number = '1001'").await;
        let full = admin.post(&restore, &json!({})).await;
        assert_eq!(full.summary(), "409 no_seat_left");
        assert_eq!(full.problem().detail, "All 7 seats are taken, invitations included.");
        app.sql("UPDATE organizations SET seat_limit = 8 WHERE number = '1001'").await;
        let (again, _) = invite(app, &admin, "NIA@new.example").await;
        assert_eq!(admin.post(&restore, &json!({})).await.summary(), "409 already_member");
        admin.post(&member(app, &again, "/withdraw"), &json!({})).await;
        app.clock.advance(SignedDuration::from_hours(23));
        let outsider = app.signed_in(OUTSIDER).await;
        let theirs = format!("/organizations/{}/members/{}/restore", app.world.beta, nia.id);
        assert_eq!(outsider.post(&theirs, &json!({})).await.summary(), "404 not_found");
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.post(&restore, &json!({})).await.status, 200);
        assert_counted(app).await;
    }

    async fn restored_after_its_end_it_has_expired(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let invitation_body = with(invitation_body(app, &["nia@new.example"]), json!({"lifetime_days": 1}));
        let (nia, secret) = one(&post(app, &admin, &invitation_body).await);
        app.clock.advance(SignedDuration::from_hours(11));
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        app.clock.advance(SignedDuration::from_hours(13));
        let admin = app.signed_in(ADMIN).await;
        let restored: Member = admin.post(&member(app, &nia, "/restore"), &json!({})).await.ok();
        assert_eq!(restored.status, MemberStatus::Expired);
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "410 invitation_expired");
        assert_counted(app).await;
    }

    async fn who_is_no_invitation_is_left_alone(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for email in [ADMIN, VIEWER] {
            let id = app.world.member(app.world.alpha, email);
            for (verb, expected) in VERBS.into_iter().zip([
                "409 not_pending", "409 not_pending", "409 not_pending", "409 not_withdrawn",
            ]) {
                let path = alpha(app, &format!("/members/{id}{verb}"));
                assert_eq!(admin.post(&path, &body(verb)).await.summary(), expected, "{path}");
            }
        }
    }

    async fn t2_an_invitation_of_another_organization_is_not_found(app: &TestApp) {
        let (admin, outsider) = (app.signed_in(ADMIN).await, app.signed_in(OUTSIDER).await);
        let (nia, secret) = invite(app, &admin, "nia@new.example").await;
        for verb in VERBS {
            let body = body(verb);
            let own = format!("/organizations/{}/members/{}{verb}", app.world.beta, nia.id);
            let none = format!("/organizations/{}/members/mem_00000000000000000000000007{verb}", app.world.beta);
            let missing = outsider.post(&none, &body).await;
            assert_eq!(missing.summary(), "404 not_found");
            missing.assert_same_as(&outsider.post(&own, &body).await);
            missing.assert_same_as(&outsider.post(&member(app, &nia, verb), &body).await);
        }
        assert_eq!(lookup(&app.anonymous(), &secret).await.status, 200);
    }

    async fn t3_an_invitation_above_oneself_can_be_neither_linked_nor_changed(app: &TestApp) {
        editors_manage_members(app).await;
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        let invitation_body = with(invitation_body(app, &["nia@new.example"]), json!({"roles": [app.world.alpha_roles[0]]}));
        let (nia, secret) = one(&post(app, &admin, &invitation_body).await);
        for verb in &VERBS[..3] {
            let answer = editor.post(&member(app, &nia, verb), &body(verb)).await;
            assert_eq!(answer.summary(), "403 above_yourself", "{verb}");
        }
        let body = json!({"message": "Hello"});
        let answer = editor.change(axum::http::Method::PATCH, &member(app, &nia, ""), nia.version, &body).await;
        assert_eq!(answer.summary(), "403 above_yourself");
        for action in ["resend", "withdraw"] {
            let body = json!({"action": action, "members": [nia.id], "send_email": false});
            let results: api_types::BulkResults = editor.post(&alpha(app, "/members/bulk"), &body).await.ok();
            assert_eq!(results.results[0].problem.as_ref().unwrap().code, "above_yourself");
        }
        assert_eq!(lookup(&app.anonymous(), &secret).await.status, 200);
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        assert_eq!(editor.post(&member(app, &nia, "/restore"), &json!({})).await.summary(), "403 above_yourself");
        let body = json!({"action": "restore", "members": [nia.id]});
        assert_eq!(outcomes(&editor.post(&alpha(app, "/members/bulk"), &body).await), ["above_yourself"]);
    }

    async fn many_are_done_or_refused_each_by_itself(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, secret) = invite(app, &admin, "nia@new.example").await;
        let (bo, _) = invite(app, &admin, "bo@new.example").await;
        let viewer = app.world.member(app.world.alpha, VIEWER);
        let none = "mem_00000000000000000000000007";
        let path = alpha(app, "/members/bulk");
        let members = json!([nia.id, viewer, none, bo.id, nia.id]);
        let expected = [None, Some("not_pending"), Some("not_found"), None];
        for (action, dry_run) in [("withdraw", true), ("resend", true), ("resend", false), ("withdraw", false)] {
            let body = json!({"action": action, "members": members, "dry_run": dry_run});
            let results: api_types::BulkResults = admin.post(&path, &body).await.ok();
            let codes: Vec<_> = results.results.iter().map(|result| result.problem.as_ref()).collect();
            let codes: Vec<_> = codes.iter().map(|problem| problem.map(|problem| problem.code.as_str())).collect();
            assert_eq!(codes, expected, "{action} {dry_run}");
            let alive = lookup(&app.anonymous(), &secret).await.summary();
            let expected_alive = match (action, dry_run) {
                (_, true) => "200",
                ("resend", _) => "410 invitation_replaced",
                _ => "410 invitation_replaced",
            };
            assert_eq!(alive, expected_alive);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 2);
        assert_eq!((events(app, "invitation.resent").await, events(app, "invitation.withdrawn").await), (2, 2));
        for (members, code) in [(json!([]), "required"), (json!(vec![none; 201]), "too_many")] {
            let answer = admin.post(&path, &json!({"action": "resend", "members": members})).await;
            assert_eq!(answer.field_errors(), [("/members".to_owned(), code.to_owned())]);
        }
        assert_eq!(admin.post(&path, &json!({"action": "erase", "members": [none]})).await.summary(), "400 malformed");
        assert_counted(app).await;
    }

    async fn many_withdrawn_are_restored_together_once_and_whose_address_is_taken_is_left_out(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let invitation_body = with(invitation_body(app, &["nia@new.example", "bo@new.example", "cy@new.example"]), json!({"send_email": true}));
        let invited: api_types::InvitationResults = post(app, &admin, &invitation_body).await.ok();
        let ids: Vec<_> = invited.results.iter().map(|result| result.member.as_ref().unwrap().id).collect();
        let secret = token(invited.results[0].link.as_ref().unwrap());
        let path = alpha(app, "/members/bulk");
        let found = async |action: &str, dry_run: bool| {
            let body = json!({"action": action, "members": ids, "dry_run": dry_run});
            outcomes(&admin.post(&path, &body).await)
        };
        assert_eq!(found("restore", false).await, ["not_withdrawn", "not_withdrawn", "not_withdrawn"]);
        assert_eq!(found("withdraw", false).await, ["ok", "ok", "ok"]);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE state = 0").await, 0);
        // Said, and not done.
        assert_eq!(found("restore", true).await, ["ok", "ok", "ok"]);
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "410 invitation_withdrawn");
        invite(app, &admin, "BO@new.example").await;
        for dry_run in [true, false] {
            assert_eq!(found("restore", dry_run).await, ["ok", "already_member", "ok"], "{dry_run}");
        }
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "200");
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE state = 0").await, 2);
        assert_eq!(events(app, "invitation.restored").await, 2);
        // A second time there is nothing left to take back.
        assert_eq!(found("restore", false).await, ["not_withdrawn", "already_member", "not_withdrawn"]);
        assert_counted(app).await;
    }

    async fn when_seats_run_out_as_many_are_restored_as_there_are(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let (bo, _) = invite(app, &admin, "bo@new.example").await;
        let path = alpha(app, "/members/bulk");
        let body = |action: &str| json!({"action": action, "members": [nia.id, bo.id]});
        assert_eq!(outcomes(&admin.post(&path, &body("withdraw")).await), ["ok", "ok"]);
        app.sql("UPDATE organizations SET seat_limit = 1 + (SELECT total FROM list_state \
                 WHERE organization_id = organizations.id AND list = 'members') WHERE number = '1001'").await;
        assert_eq!(outcomes(&admin.post(&path, &body("restore")).await), ["ok", "no_seat_left"]);
        assert_counted(app).await;
    }

    async fn t1_among_many_those_of_another_organization_are_not_found(app: &TestApp) {
        let (admin, outsider) = (app.signed_in(ADMIN).await, app.signed_in(OUTSIDER).await);
        let (nia, secret) = invite(app, &admin, "nia@new.example").await;
        let none = "mem_00000000000000000000000007";
        let theirs = format!("/organizations/{}/members/bulk", app.world.beta);
        for action in ["resend", "withdraw", "restore"] {
            for dry_run in [true, false] {
                let body = json!({"action": action, "members": [none, nia.id], "send_email": false, "dry_run": dry_run});
                let answer: api_types::BulkResults = outsider.post(&theirs, &body).await.ok();
                let [missing, theirs] = &answer.results[..] else { panic!("{answer:?}") };
                assert_eq!(missing.problem, theirs.problem, "{action}");
                assert_eq!(missing.problem.as_ref().unwrap().code, "not_found");
                assert_eq!(outsider.post(&alpha(app, "/members/bulk"), &body).await.summary(), "404 not_found");
            }
        }
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "200");
        let body = |action: &str| json!({"action": action, "members": [nia.id]});
        admin.post(&alpha(app, "/members/bulk"), &body("withdraw")).await;
        assert_eq!(outcomes(&outsider.post(&theirs, &body("restore")).await), ["not_found"]);
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "410 invitation_withdrawn");
    }

    async fn t3_who_may_not_manage_people_restores_nobody(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, secret) = invite(app, &admin, "nia@new.example").await;
        let path = alpha(app, "/members/bulk");
        let body = |action: &str| json!({"action": action, "members": [nia.id], "send_email": false});
        admin.post(&path, &body("withdraw")).await;
        for email in [VIEWER, EDITOR] {
            let client = app.signed_in(email).await;
            for action in ["resend", "withdraw", "restore"] {
                assert_eq!(client.post(&path, &body(action)).await.summary(), "403 forbidden", "{email} {action}");
            }
        }
        assert_eq!(app.anonymous().post(&path, &body("restore")).await.summary(), "401 unauthenticated");
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "410 invitation_withdrawn");
    }

    async fn a_seeded_invitation_can_be_linked_and_accepted(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let id = app.world.member(app.world.alpha, INVITED);
        let path = alpha(app, &format!("/members/{id}"));
        let link: InvitationLink = admin.post(&format!("{path}/link"), &json!({})).await.ok();
        assert_eq!(accept(&app.anonymous(), &token(&link.link)).await.status, 200);
        assert_eq!(admin.get(&path).await.ok::<Member>().status, MemberStatus::Active);
        assert_eq!(codes(&post(app, &admin, &invitation_body(app, &[INVITED])).await), ["already_member"]);
        assert_counted(app).await;
    }
}
