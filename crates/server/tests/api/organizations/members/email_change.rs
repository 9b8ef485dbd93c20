//! `POST` and `DELETE /organizations/{organization}/members/{member}/email-change`

use api_types::{AuditEvent, DeliveryState, List, MailService, Member, MemberAction};
use jiff::SignedDuration;
use roster_server::state::Settings;
use serde_json::json;

use crate::support::{
    Answer, Client, Engine, TestApp, both_engines,
    email_changes::{NEW_ADDRESS, cancel, confirm, lookup, member, of, pending, request, requested},
    invitations::{alpha, editors_manage_members, events},
    password_resets::mails,
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, INVITED, OUTSIDER, VIEWER},
};

/// The code of the one problem, which the address has.
fn refused(answer: &Answer) -> String {
    let errors = answer.field_errors();
    let [(pointer, code)] = &errors[..] else { panic!("{errors:?}") };
    assert_eq!(pointer, "/email");
    code.clone()
}

async fn activity(app: &TestApp, client: &Client, email: &str) -> Vec<AuditEvent> {
    client.get(&of(app, email, "/activity")).await.ok::<List<AuditEvent>>().items
}

both_engines! {
    async fn a_pending_change_is_shown_until_it_is_cancelled(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let before = member(app, &admin, EDITOR).await;
        let asked: Member = request(app, &admin, EDITOR, " Renamed <Renamed@Alpha.example> ").await.ok();
        assert_eq!((asked.email.as_str(), asked.version), (EDITOR, before.version));
        let change = asked.email_change.unwrap();
        assert_eq!(change.email, "Renamed@Alpha.example");
        assert_eq!((change.requested_at.as_str(), change.expires_at.as_str()), ("2026-11-21T09:30:00Z", "2026-11-22T09:30:00Z"));
        assert_eq!(change.resend_from, "2026-11-21T09:32:00Z");
        assert_eq!(change.delivery.unwrap().state, DeliveryState::Waiting);
        mails(app).await;
        let sent = pending(app, &admin, EDITOR).await.unwrap().delivery.unwrap();
        assert_eq!((sent.state, sent.attempts), (DeliveryState::Sent, 1));
        let cancelled: Member = cancel(app, &admin, EDITOR).await.ok();
        assert_eq!((cancelled.email.as_str(), cancelled.email_change), (EDITOR, None));
        assert_eq!(cancel(app, &admin, EDITOR).await.status, 200, "nothing is left to cancel");
        assert_eq!(events(app, "member.email_change_cancelled").await, 1);
    }

    async fn cancelling_kills_the_link_and_the_mails_that_wait(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        assert_eq!(cancel(app, &admin, EDITOR).await.status, 200);
        assert_eq!(lookup(&app.anonymous(), &token).await.summary(), "410 email_change_cancelled");
        assert_eq!(confirm(&app.anonymous(), &token).await.summary(), "410 email_change_cancelled");
        request(app, &admin, VIEWER, "other@alpha.example").await.ok::<Member>();
        assert_eq!(cancel(app, &admin, VIEWER).await.status, 200);
        assert_eq!(mails(app).await.len(), 0);
        assert_eq!(member(app, &admin, EDITOR).await.email, EDITOR);
    }

    async fn r5_sending_again_has_a_pause_and_ends_the_earlier_link(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let first = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        app.clock.advance(SignedDuration::from_secs(90));
        let early = request(app, &admin, EDITOR, "RENAMED@alpha.example").await;
        assert_eq!((early.summary().as_str(), early.header("retry-after")), ("429 too_many_requests", "30"));
        assert_eq!(lookup(&app.anonymous(), &first).await.status, 200, "nothing has happened");
        cancel(app, &admin, EDITOR).await;
        assert_eq!(request(app, &admin, EDITOR, NEW_ADDRESS).await.summary(), "429 too_many_requests");
        app.clock.advance(SignedDuration::from_secs(30));
        let second = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        assert_eq!(lookup(&app.anonymous(), &first).await.summary(), "410 email_change_replaced");
        app.clock.advance(SignedDuration::from_mins(2));
        request(app, &admin, EDITOR, NEW_ADDRESS).await.ok::<Member>();
        let again = mails(app).await;
        assert_eq!(again.len(), 1, "the old address is told once");
        assert_eq!(again[0].to, NEW_ADDRESS);
        assert_eq!(events(app, "member.email_change_resent").await, 1);
        assert_eq!(lookup(&app.anonymous(), &second).await.summary(), "410 email_change_replaced");
    }

    async fn another_address_replaces_the_pending_one(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let first = requested(app, &admin, EDITOR, "typo@alpha.example").await;
        let second = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        assert_eq!(confirm(&app.anonymous(), &first).await.summary(), "410 email_change_replaced");
        assert_eq!(pending(app, &admin, EDITOR).await.unwrap().email, NEW_ADDRESS);
        // The mail that has not left yet does not leave any more.
        request(app, &admin, EDITOR, "third@alpha.example").await.ok::<Member>();
        request(app, &admin, EDITOR, "fourth@alpha.example").await.ok::<Member>();
        let mut to: Vec<_> = mails(app).await.into_iter().map(|mail| mail.to).collect();
        to.sort();
        assert_eq!(to, [EDITOR, "fourth@alpha.example"]);
        assert_eq!(lookup(&app.anonymous(), &second).await.summary(), "410 email_change_replaced");
        assert_eq!(request(app, &admin, EDITOR, "typo@alpha.example").await.summary(), "429 too_many_requests");
    }

    async fn c7_a_retry_with_the_same_key_sends_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await.with_header("idempotency-key", "k");
        for _ in 0..2 {
            let now: Member = request(app, &admin, EDITOR, NEW_ADDRESS).await.ok();
            assert_eq!(now.email_change.unwrap().email, NEW_ADDRESS);
        }
        let other = request(app, &admin, EDITOR, "other@alpha.example").await;
        assert_eq!(other.field_errors(), [("/headers/idempotency-key".to_owned(), "invalid".to_owned())]);
        assert_eq!(mails(app).await.len(), 2);
        assert_eq!(events(app, "member.email_change_requested").await, 1);
    }

    async fn o3_addresses_that_are_none_taken_or_the_same_are_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (address, code) in [
            ("", "invalid"),
            ("renamed", "invalid"),
            ("a@b.example, c@d.example", "invalid"),
            ("a\u{200b}b@alpha.example", "invalid"),
            ("rеnamed@alpha.example", "invalid"),
            (EDITOR, "same"),
            ("EDITOR@Alpha.example", "same"),
            ("ｅｄｉｔｏｒ@alpha.example", "same"),
            (VIEWER, "taken"),
            ("Viewer@ALPHA.example", "taken"),
            ("ｖｉｅｗｅｒ@alpha.example", "taken"),
            (INVITED, "taken"),
            (GONE, "taken"),
        ] {
            assert_eq!(refused(&request(app, &admin, EDITOR, address).await), code, "{address}");
        }
        let long = format!("{}@alpha.example", "a".repeat(70));
        assert_eq!(refused(&request(app, &admin, EDITOR, &long).await), "invalid");
        assert_eq!(pending(app, &admin, EDITOR).await, None);
        assert_eq!(mails(app).await.len(), 0);
    }

    async fn x14_a_look_alike_is_written_to_in_its_one_spelling(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        request(app, &admin, EDITOR, "\u{217d}eo@alpha.example").await.ok::<Member>();
        let mut to: Vec<_> = mails(app).await.into_iter().map(|mail| mail.to).collect();
        to.sort();
        assert_eq!(to, ["ceo@alpha.example", EDITOR], "the mail goes to the mailbox that it proves");
    }

    async fn only_addresses_that_could_be_invited(app: &TestApp) {
        app.sql("UPDATE organizations SET allowed_domains = 'alpha.example other.example'").await;
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(refused(&request(app, &admin, EDITOR, "a@new.example").await), "domain_not_allowed");
        request(app, &admin, EDITOR, "a@OTHER.example").await.ok::<Member>();
    }

    async fn malformed_requests_are_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = of(app, EDITOR, "/email-change");
        for body in [json!({}), json!({"email": 1}), json!({"email": "a@b.example", "verified": true}), json!([])] {
            assert_eq!(admin.post(&path, &body).await.summary(), "400 malformed", "{body}");
        }
        let long = admin.post(&path, &json!({"email": "x".repeat(2 * 1024 * 1024)})).await;
        assert_eq!(long.summary(), "413 too_large");
    }

    async fn usr10_an_account_of_several_organizations_is_its_owners(app: &TestApp) {
        app.sql("UPDATE members SET status = 0 WHERE email_key = 'divided@alpha.example'").await;
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(request(app, &admin, DIVIDED, NEW_ADDRESS).await.summary(), "409 shared_account");
        let told = member(app, &admin, DIVIDED).await.actions;
        let told = told.into_iter().find(|it| it.action == MemberAction::ChangeEmail).unwrap();
        assert_eq!(told.reason.map(api_types::ActionRefusal::as_str), Some("shared_account"));
        // Also while the other organization can restore the member.
        app.sql(
            "UPDATE members SET removed_account_id = account_id, account_id = NULL, status = 5 \
             WHERE email_key = 'divided@alpha.example' AND organization_id = \
             (SELECT id FROM organizations WHERE number = '1002')",
        )
        .await;
        assert_eq!(request(app, &admin, DIVIDED, NEW_ADDRESS).await.summary(), "409 shared_account");
        assert_eq!(admin.delete(&of(app, DIVIDED, "/sessions")).await.summary(), "409 shared_account");
        let reset = admin.post(&of(app, DIVIDED, "/password-reset"), &json!({"send_email": false})).await;
        assert_eq!(reset.summary(), "409 reset_by_mail_only");
        assert_eq!(mails(app).await.len(), 0);
    }

    async fn usr10_ones_own_address_needs_ones_own_password(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(request(app, &admin, ADMIN, NEW_ADDRESS).await.summary(), "409 own_account");
        assert_eq!(mails(app).await.len(), 0);
    }

    async fn t3_nobody_changes_those_above_themselves(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, CAUTIOUS, NEW_ADDRESS).await;
        editors_manage_members(app).await;
        let editor = app.signed_in(EDITOR).await;
        assert_eq!(request(app, &editor, CAUTIOUS, "evil@alpha.example").await.summary(), "403 above_yourself");
        assert_eq!(cancel(app, &editor, CAUTIOUS).await.summary(), "403 above_yourself");
        assert_eq!(lookup(&app.anonymous(), &token).await.status, 200);
        assert_eq!(request(app, &editor, VIEWER, "fine@alpha.example").await.status, 200);
    }

    async fn only_active_members_with_an_account_have_an_address_to_change(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (email, refusal) in [(INVITED, "409 not_joined"), (GONE, "409 not_active"), (DIVIDED, "409 not_active")] {
            assert_eq!(request(app, &admin, email, NEW_ADDRESS).await.summary(), refusal, "{email}");
        }
        admin.delete(&of(app, VIEWER, "")).await;
        assert_eq!(request(app, &admin, VIEWER, NEW_ADDRESS).await.summary(), "410 member_removed");
        assert_eq!(cancel(app, &admin, VIEWER).await.summary(), "410 member_removed");
        assert_eq!(mails(app).await.len(), 0);
    }

    async fn t1_another_organization_is_not_there(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        assert_eq!(request(app, &outsider, EDITOR, NEW_ADDRESS).await.summary(), "404 not_found");
        assert_eq!(cancel(app, &outsider, EDITOR).await.summary(), "404 not_found");
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, &format!("/members/{}/email-change", app.world.member(app.world.beta, OUTSIDER)));
        let nobody = alpha(app, "/members/mem_00000000000000000000000001/email-change");
        let body = json!({"email": NEW_ADDRESS});
        admin.post(&path, &body).await.assert_same_as(&admin.post(&nobody, &body).await);
        admin.delete(&path).await.assert_same_as(&admin.delete(&nobody).await);
        assert_eq!(admin.post(&path, &body).await.summary(), "404 not_found");
        assert_eq!(mails(app).await.len(), 0);
    }

    async fn i5_no_answer_has_the_token(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        for path in [alpha(app, "/members"), of(app, EDITOR, ""), of(app, EDITOR, "/activity")] {
            let answer = admin.get(&path).await;
            assert!(answer.status.is_success() && !answer.text().contains(&token), "{path}");
        }
        let events = format!("SELECT COUNT(*) FROM audit_events WHERE details LIKE '%{token}%'");
        assert_eq!(app.count(&events).await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM email_change_tokens").await, 1);
    }

    async fn the_list_shows_the_pending_change_too(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        request(app, &admin, EDITOR, NEW_ADDRESS).await.ok::<Member>();
        let list: List<Member> = admin.get(&alpha(app, "/members")).await.ok();
        let pending: Vec<_> = list.items.iter().filter(|member| member.email_change.is_some()).collect();
        assert_eq!((pending.len(), pending[0].email.as_str()), (1, EDITOR));
    }

    async fn the_activity_names_the_addresses(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let minute = SignedDuration::from_mins(3);
        request(app, &admin, EDITOR, "typo@alpha.example").await.ok::<Member>();
        app.clock.advance(minute);
        cancel(app, &admin, EDITOR).await.ok::<Member>();
        app.clock.advance(minute);
        let token = requested(app, &admin, EDITOR, NEW_ADDRESS).await;
        app.clock.advance(minute);
        assert_eq!(confirm(&app.anonymous(), &token).await.status, 204);
        let told: Vec<_> = activity(app, &admin, EDITOR).await.into_iter().filter(|it| it.action.starts_with("member.")).collect();
        let text = |values: &[api_types::AuditValue]| values.iter().filter_map(|value| value.text.clone()).collect::<String>();
        let told: Vec<_> = told
            .iter()
            .map(|event| {
                let change = &event.changes[0];
                (event.action.as_str(), change.field.as_str(), text(&change.before), text(&change.after))
            })
            .collect();
        let new = || NEW_ADDRESS.to_owned();
        assert_eq!(
            told,
            [
                ("member.email_changed", "email", EDITOR.to_owned(), new()),
                ("member.email_change_requested", "new_email", String::new(), new()),
                ("member.email_change_cancelled", "new_email", String::new(), "typo@alpha.example".to_owned()),
                ("member.email_change_requested", "new_email", String::new(), "typo@alpha.example".to_owned()),
            ]
        );
    }
}

#[tokio::test]
async fn without_mail_no_address_can_be_confirmed() {
    let app = TestApp::start(Engine::Sqlite, Settings { mail: MailService::None, ..Settings::default() }).await;
    let admin = app.signed_in(ADMIN).await;
    assert_eq!(refused(&request(&app, &admin, EDITOR, NEW_ADDRESS).await), "no_mail");
    assert_eq!(pending(&app, &admin, EDITOR).await, None);
    assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 0);
}
