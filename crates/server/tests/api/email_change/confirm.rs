//! `POST /email-changes/lookup` and `POST /email-changes/confirm`

use api_types::{EmailChangePreview, List, Member, MemberRef, Organization, Session, SignIn};
use axum::http::Method;
use jiff::SignedDuration;
use roster_server::{authz::Token, maintenance};
use serde_json::json;

use crate::support::{
    Client, TestApp, both_engines,
    email_changes::{NEW_ADDRESS, confirm, lookup, member, of, pending, request, requested, token},
    invitations::{self, accept, alpha, assert_counted, editors_manage_members, events, invite, post, with},
    password_resets::{self, mailed_token, mails, sign_in},
    world::{ADMIN, CAUTIOUS, EDITOR, OUTSIDER, PASSWORD, VIEWER},
};

async fn found(client: &Client, app: &TestApp, search: &str) -> Vec<String> {
    let list: List<Member> = client.get(&alpha(app, &format!("/members?q={search}"))).await.ok();
    list.items.into_iter().map(|member| member.email).collect()
}

both_engines! {
    async fn usr10_the_address_changes_when_the_new_one_confirms(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let session = app.signed_in(EDITOR).await;
        let before = member(app, &admin, EDITOR).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        sign_in(&app.anonymous(), EDITOR, PASSWORD).await.ok::<SignIn>();
        assert_eq!(sign_in(&app.anonymous(), NEW_ADDRESS, PASSWORD).await.summary(), "401 wrong_credentials");
        let preview: EmailChangePreview = lookup(&app.anonymous(), &token).await.ok();
        assert_eq!((preview.email.as_str(), preview.organization_name.as_str()), (NEW_ADDRESS, "Alpha"));
        assert_eq!(Some(preview.name), before.name);
        assert_eq!(preview.expires_at, "2026-11-22T09:30:00Z");
        let answer = confirm(&app.anonymous(), &token).await;
        assert_eq!((answer.status.as_u16(), answer.header("set-cookie")), (204, ""), "nobody is signed in");

        assert_eq!(sign_in(&app.anonymous(), EDITOR, PASSWORD).await.summary(), "401 wrong_credentials");
        sign_in(&app.anonymous(), NEW_ADDRESS, PASSWORD).await.ok::<SignIn>();
        let still: Session = session.get("/session").await.ok();
        assert_eq!(still.account.email, NEW_ADDRESS);
        let after = member(app, &admin, EDITOR).await;
        assert_eq!((after.email.as_str(), after.email_change), (NEW_ADDRESS, None));
        assert_eq!((after.id, after.version), (before.id, before.version + 1));
        assert_eq!(found(&admin, app, "renamed@").await, [NEW_ADDRESS]);
        assert!(found(&admin, app, "editor@").await.is_empty());
        let key = format!("SELECT COUNT(*) FROM members WHERE email_key = '{NEW_ADDRESS}'");
        assert_eq!(app.count(&key).await, 1);
        assert_counted(app).await;
    }

    async fn usr10_the_old_address_is_told_before_and_after_and_never_gets_the_link(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        request(app, &admin, EDITOR, NEW_ADDRESS).await.ok::<Member>();
        let sent = mails(app).await;
        let told: Vec<_> = sent.iter().map(|mail| (mail.to.as_str(), mail.content.subject.as_str())).collect();
        assert!(told.contains(&(NEW_ADDRESS, "Confirm your email address for Alpha")), "{told:?}");
        assert!(told.contains(&(EDITOR, "A new email address for your account in Alpha")), "{told:?}");
        assert_eq!(told.len(), 2);
        let [link, notice] = [NEW_ADDRESS, EDITOR].map(|to| sent.iter().find(|mail| mail.to == to).unwrap());
        let secret = token(link);
        assert_eq!(notice.content.link, "http://localhost:8080/sign-in");
        assert!(!notice.content.text.contains(&secret) && !notice.content.text.contains("email-change"));
        assert!(notice.content.text.contains(NEW_ADDRESS));
        assert_eq!(confirm(&app.anonymous(), &secret).await.status, 204);
        let after = mails(app).await;
        assert_eq!(after.len(), 1);
        assert_eq!((after[0].to.as_str(), after[0].content.link.as_str()), (EDITOR, "http://localhost:8080/sign-in"));
        assert_eq!(after[0].content.subject, "The email address of your account in Alpha was changed");
        assert!(after[0].content.text.contains(NEW_ADDRESS));
    }

    async fn a_link_works_once_even_in_parallel(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        let other = app.second_process().await;
        let clients = [app.anonymous(), app.anonymous(), app.anonymous()];
        let answers = tokio::join!(
            confirm(&clients[0], &token),
            confirm(&clients[1], &token),
            confirm(&clients[2], &token),
            confirm(&other, &token),
        );
        let answers = [answers.0, answers.1, answers.2, answers.3].map(|answer| answer.summary());
        assert_eq!(answers.iter().filter(|answer| *answer == "204").count(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|answer| *answer == "410 email_change_used").count(), 3, "{answers:?}");
        assert_eq!(events(app, "member.email_changed").await, 1);
        assert_eq!(mails(app).await.len(), 1, "the old address is told once");
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "410 email_change_used");
    }

    async fn two_members_never_get_one_address(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let other = app.second_process().await;
        for round in 0..5 {
            let new = format!("round{round}@alpha.example");
            let one = requested(app, &admin, EDITOR, &new).await;
            // One address gets no two mails at once.
            assert_eq!(request(app, &admin, VIEWER, &new).await.status, 429);
            app.clock.advance(SignedDuration::from_mins(2));
            let two = requested(app, &admin, VIEWER, &new).await;
            let client = app.anonymous();
            let (first, second) = tokio::join!(confirm(&client, &one), confirm(&other, &two));
            let mut answers = [first.summary(), second.summary()];
            answers.sort();
            assert_eq!(answers, ["204", "409 email_taken"]);
            let held = format!("SELECT COUNT(*) FROM accounts WHERE email_key = '{new}'");
            assert_eq!(app.count(&held).await, 1);
        }
        assert_eq!(events(app, "member.email_changed").await, 5);
        assert_counted(app).await;
    }

    async fn x3_a_link_is_void_once_who_asked_for_it_is_no_longer_allowed_to(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        editors_manage_members(app).await;
        let editor = app.signed_in(EDITOR).await;
        let token = requested(app, &editor, VIEWER, NEW_ADDRESS).await;
        // The member is above by now.
        let roles = |role: usize| json!({"roles": [app.world.alpha_roles[role]]});
        let set = async |role| {
            let version = member(app, &admin, VIEWER).await.version;
            admin.change(Method::PUT, &of(app, VIEWER, "/roles"), version, &roles(role)).await.ok::<Member>();
        };
        set(0).await;
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "410 email_change_cancelled");
        set(2).await;
        // Who asked has gone.
        assert_eq!(admin.post(&of(app, EDITOR, "/deactivate"), &json!({})).await.status, 200);
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "410 email_change_cancelled");
        assert_eq!(admin.post(&of(app, EDITOR, "/activate"), &json!({})).await.status, 200);
        assert_eq!(confirm(&app.anonymous(), &token).await.status, 204);
        assert_eq!(member(app, &admin, VIEWER).await.email, NEW_ADDRESS);
    }

    async fn an_address_that_was_taken_meanwhile_changes_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        let (_, invitation) = invite(app, &admin, NEW_ADDRESS).await;
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "409 email_taken");
        assert_eq!(accept(&app.anonymous(), &invitation).await.status, 200);
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "409 email_taken");
        let now = member(app, &admin, EDITOR).await;
        assert_eq!((now.email.as_str(), now.email_change.is_some()), (EDITOR, true), "it can still be cancelled");
        sign_in(&app.anonymous(), EDITOR, PASSWORD).await.ok::<SignIn>();
        assert_eq!(events(app, "member.email_changed").await, 0);
    }

    async fn x15_only_the_owner_of_the_mailbox_learns_that_another_account_has_it(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let unknown = request(app, &admin, VIEWER, "nobody@beta.example").await;
        let known = request(app, &admin, EDITOR, OUTSIDER).await;
        assert_eq!((unknown.status, known.status), (known.status, unknown.status));
        let mail = mails(app).await.into_iter().find(|mail| mail.to == OUTSIDER).unwrap();
        let token = token(&mail);
        assert_eq!(lookup(&app.anonymous(), &token).await.status, 200);
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "409 email_taken");
        assert_eq!(member(app, &admin, EDITOR).await.email, EDITOR);
    }

    async fn i8_looking_a_link_up_uses_nothing_up(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        for _ in 0..3 {
            lookup(&app.anonymous(), &token).await.ok::<EmailChangePreview>();
        }
        assert_eq!(confirm(&app.anonymous(), &token).await.status, 204);
    }

    async fn a_link_works_for_a_day(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        app.clock.advance(SignedDuration::from_hours(24) - SignedDuration::from_micros(1));
        maintenance::once(&app.state).await.unwrap();
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(lookup(&app.anonymous(), &token).await.status, 200);
        assert!(pending(app, &admin, EDITOR).await.is_some());
        app.clock.advance(SignedDuration::from_micros(1));
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "410 email_change_expired");
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "410 email_change_expired");
        let (one, other) = tokio::join!(maintenance::once(&app.state), maintenance::once(&app.state));
        one.and(other).unwrap();
        assert_eq!(pending(app, &admin, EDITOR).await, None);
        assert_eq!(events(app, "member.email_change_expired").await, 1);
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "410 email_change_expired");
        let again = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "410 email_change_replaced");
        assert_eq!(confirm(&app.anonymous(), &again).await.status, 204);
    }

    async fn a_dead_link_says_why_for_a_while_and_is_then_forgotten(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        app.clock.advance(SignedDuration::from_hours(30 * 24));
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "410 email_change_expired");
        app.clock.advance(SignedDuration::from_hours(2 * 24));
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "404 email_change_unknown");
        for table in ["email_changes", "email_change_tokens"] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
    }

    async fn i11_a_token_of_another_purpose_is_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let reset = mailed_token(app, VIEWER).await;
        let (_, invitation) = invite(app, &admin, "nia@new.example").await;
        let session = admin.cookie().unwrap().split_once('=').unwrap().1.to_owned();
        let nobodys = Token::new(&app.state.entropy).to_text();
        for token in [&reset, &invitation, &session, &nobodys, "nonsense", ""] {
            assert_eq!(lookup(&app.anonymous(), token).await.summary(), "404 email_change_unknown", "{token}");
            assert_eq!(confirm(&app.anonymous(), token).await.summary(), "404 email_change_unknown", "{token}");
        }
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        let client = app.anonymous();
        assert_eq!(password_resets::lookup(&client, &token).await.summary(), "404 reset_unknown");
        assert_eq!(password_resets::confirm(&client, &token, "long enough").await.summary(), "404 reset_unknown");
        assert_eq!(invitations::lookup(&client, &token).await.summary(), "404 invitation_unknown");
        let thief = app.anonymous().with_cookie("roster_session", &token);
        assert_eq!(thief.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(confirm(&client, &token).await.status, 204);
    }

    async fn malformed_requests_are_refused(app: &TestApp) {
        let client = app.anonymous();
        for path in ["/email-changes/lookup", "/email-changes/confirm"] {
            for body in [json!({}), json!({"token": 1}), json!({"token": "x", "email": "a@b.example"}), json!([])] {
                assert_eq!(client.post(path, &body).await.summary(), "400 malformed", "{path} {body}");
            }
            let long = client.post(path, &json!({"token": "x".repeat(2 * 1024 * 1024)})).await;
            assert_eq!(long.summary(), "413 too_large", "{path}");
        }
    }

    async fn attempts_from_one_address_are_limited_and_cost_no_sign_in(app: &TestApp) {
        let attacker = app.anonymous_at([192, 0, 2, 1]);
        let limit = app.state.settings.attempts_per_peer.get();
        for _ in 0..limit {
            assert_eq!(confirm(&attacker, "nonsense").await.status, 404);
        }
        let refused = confirm(&attacker, "nonsense").await;
        assert_eq!(refused.summary(), "429 too_many_requests");
        assert!(!refused.header("retry-after").is_empty());
        assert_eq!(confirm(&app.anonymous_at([192, 0, 2, 2]), "nonsense").await.status, 404);
        sign_in(&attacker, EDITOR, PASSWORD).await.ok::<SignIn>();
        assert_eq!(password_resets::lookup(&attacker, "nonsense").await.status, 404);
    }

    async fn links_and_mails_to_the_old_address_end(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        let mailed = mailed_token(app, EDITOR).await;
        app.clock.advance(SignedDuration::from_mins(3));
        // Waits to be sent when the address changes.
        admin.post(&of(app, EDITOR, "/password-reset"), &json!({"send_email": true})).await;
        assert_eq!(confirm(&app.anonymous(), &token).await.status, 204);
        assert_eq!(password_resets::lookup(&app.anonymous(), &mailed).await.summary(), "410 reset_replaced");
        let sent = mails(app).await;
        let subjects: Vec<_> = sent.iter().map(|mail| mail.content.subject.as_str()).collect();
        assert_eq!(subjects, ["The email address of your account in Alpha was changed"]);
    }

    async fn s12_a_second_factor_stays(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, CAUTIOUS, NEW_ADDRESS).await;
        assert_eq!(confirm(&app.anonymous(), &token).await.status, 204);
        let answer: SignIn = sign_in(&app.anonymous(), NEW_ADDRESS, PASSWORD).await.ok();
        assert!(matches!(answer, SignIn::SecondFactor { .. }));
    }

    async fn the_new_address_is_verified(app: &TestApp) {
        app.sql("UPDATE accounts SET email_unverified = TRUE").await;
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        assert_eq!(confirm(&app.anonymous(), &token).await.status, 204);
        let verified =
            format!("SELECT COUNT(*) FROM accounts WHERE NOT email_unverified AND email_key = '{NEW_ADDRESS}'");
        assert_eq!(app.count(&verified).await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM accounts WHERE NOT email_unverified").await, 1);
    }

    async fn a_member_who_is_deactivated_or_removed_keeps_the_old_address(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (number, end, back) in [(1, "/deactivate", "/activate"), (2, "", "/restore")] {
            let new = format!("new{number}@alpha.example");
            let token = requested(app, &admin, EDITOR, &new).await;
            app.clock.advance(SignedDuration::from_mins(3));
            request(app, &admin, EDITOR, &new).await.ok::<Member>();
            let ended = match end {
                "" => admin.delete(&of(app, EDITOR, "")).await,
                end => admin.post(&of(app, EDITOR, end), &json!({})).await,
            };
            assert!(ended.status.is_success(), "{}", ended.text());
            assert_eq!(mails(app).await.len(), 0, "the mail that waited is not sent any more");
            let refused = confirm(&app.anonymous(), &token).await.summary();
            assert!(refused.starts_with("410 ") || refused.starts_with("404 "), "{refused}");
            admin.post(&of(app, EDITOR, back), &json!({})).await.ok::<Member>();
            assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "410 email_change_replaced");
            let now = member(app, &admin, EDITOR).await;
            assert_eq!((now.email.as_str(), now.email_change), (EDITOR, None));
        }
    }

    async fn restoring_a_member_does_not_revive_the_link(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        admin.delete(&of(app, EDITOR, "")).await;
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "404 email_change_unknown");
        admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.ok::<Member>();
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "410 email_change_cancelled");
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "410 email_change_cancelled");
    }

    async fn a_removed_member_comes_back_under_the_present_address_of_the_account(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        // The account leaves Beta, then gets another address.
        let outsider = app.signed_in(OUTSIDER).await;
        let beta = format!("/organizations/{}", app.world.beta);
        let role = invitations::role(&outsider, app.world.beta, "viewer").await.id;
        let body = json!({"emails": [EDITOR], "roles": [role], "send_email": false});
        let (guest, invitation) = invitations::one(&outsider.post(&format!("{beta}/invitations"), &body).await);
        assert_eq!(accept(&app.signed_in(EDITOR).await, &invitation).await.status, 200);
        let guest = format!("{beta}/members/{}", guest.id);
        assert!(outsider.delete(&guest).await.status.is_success());
        // Beta can restore the member, so Alpha cannot change the address.
        assert_eq!(request(app, &admin, EDITOR, NEW_ADDRESS).await.summary(), "409 shared_account");
        app.sql(&format!(
            "UPDATE accounts SET email = '{NEW_ADDRESS}', email_key = '{NEW_ADDRESS}' WHERE email_key = '{EDITOR}'"
        ))
        .await;
        let restored: Member = outsider.post(&format!("{guest}/restore"), &json!({})).await.ok();
        assert_eq!(restored.email, NEW_ADDRESS);
        assert!(outsider.delete(&guest).await.status.is_success());
        let body = with(body, json!({"emails": [NEW_ADDRESS]}));
        invitations::one(&outsider.post(&format!("{beta}/invitations"), &body).await);
        let refused = outsider.post(&format!("{guest}/restore"), &json!({})).await;
        assert_eq!(refused.summary(), "409 already_member");
        assert_counted(app).await;
    }

    async fn removed_members_leave_their_address_to_others(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        admin.delete(&of(app, VIEWER, "")).await;
        // The account of the removed member still has it.
        let token = requested(app, &admin, EDITOR, VIEWER).await;
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "409 email_taken");
        let (gone, _) = invite(app, &admin, "nia@new.example").await;
        admin.post(&alpha(app, &format!("/members/{}/withdraw", gone.id)), &json!({})).await;
        let token = requested(app, &admin, EDITOR, "nia@new.example").await;
        assert_eq!(confirm(&app.anonymous(), &token).await.status, 204);
        let restored = admin.post(&alpha(app, &format!("/members/{}/restore", gone.id)), &json!({})).await;
        assert_eq!(restored.summary(), "409 already_member");
    }

    async fn a_link_ends_when_the_account_joins_another_organization(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        app.signed_in(EDITOR).await.post("/organizations", &json!({"name": "Mine"})).await.ok::<Organization>();
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "410 email_change_cancelled");
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "410 email_change_cancelled");
        assert_eq!(pending(app, &admin, EDITOR).await, None);
    }

    async fn t11_a_disabled_organization_changes_nobody(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        app.sql("UPDATE organizations SET disabled_at = 1 WHERE number = '1001'").await;
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "404 email_change_unknown");
        app.sql("UPDATE organizations SET disabled_at = NULL").await;
        app.sql("UPDATE accounts SET disabled = TRUE WHERE email_key = 'editor@alpha.example'").await;
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "410 email_change_cancelled");
    }

    async fn those_who_see_the_person_by_its_address_see_the_new_one(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        // A member without a name is shown by its address.
        app.sql("UPDATE members SET name = NULL, given_name = NULL, family_name = NULL WHERE email_key = \
                 'editor@alpha.example'").await;
        let viewer = member(app, &admin, VIEWER).await;
        let editor = app.world.member(app.world.alpha, EDITOR);
        let path = of(app, VIEWER, "");
        let changes = json!({"supervisor": editor});
        admin.change(axum::http::Method::PATCH, &path, viewer.version, &changes).await.ok::<Member>();
        let key = "SELECT COUNT(*) FROM members m JOIN members s ON s.id = m.supervisor_id \
                   WHERE m.supervisor_key = s.name_key";
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        assert_eq!(confirm(&app.anonymous(), &token).await.status, 204);
        let shown = member(app, &admin, VIEWER).await.supervisor;
        assert_eq!(shown, Some(MemberRef { id: editor, name: NEW_ADDRESS.to_owned() }));
        assert_eq!(app.count(key).await, app.count("SELECT COUNT(*) FROM members WHERE supervisor_id IS NOT NULL").await);
    }

    async fn an_invitation_to_the_new_address_elsewhere_can_be_accepted(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let outsider = app.signed_in(OUTSIDER).await;
        let role = invitations::role(&outsider, app.world.beta, "viewer").await.id;
        let body = json!({"emails": [NEW_ADDRESS], "roles": [role], "send_email": false});
        let answer = outsider.post(&format!("/organizations/{}/invitations", app.world.beta), &body).await;
        let (_, invitation) = invitations::one(&answer);
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        assert_eq!(confirm(&app.anonymous(), &token).await.status, 204);
        assert_eq!(accept(&app.signed_in(EDITOR).await, &invitation).await.status, 200);
    }

    async fn the_old_address_can_be_invited_and_the_new_one_cannot(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        assert_eq!(confirm(&app.anonymous(), &token).await.status, 204);
        let refused = post(app, &admin, &invitations::invitation_body(app, &[NEW_ADDRESS])).await;
        assert_eq!(invitations::codes(&refused), ["already_member"]);
        let free = post(app, &admin, &invitations::invitation_body(app, &[EDITOR])).await;
        assert_eq!(invitations::codes(&free), ["ok"], "the old address is free");
    }
}
