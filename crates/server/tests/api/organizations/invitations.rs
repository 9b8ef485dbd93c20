//! `POST /organizations/{organization}/invitations`

use api_types::{InvitationResults, List, MAX_ADDRESS, MailService, Member, MemberStatus, Organization, Seats};
use jiff::SignedDuration;
use roster_server::state::Settings;
use serde_json::json;

use crate::support::{
    Engine, TestApp, both_engines,
    invitations::{
        accept, alpha, assert_counted, codes, editors_manage_members, events, invitation_body, invite, lookup, member,
        one, post, role, token, with,
    },
    world::{ADMIN, DIVIDED, EDITOR, GONE, INVITED, OUTSIDER, VIEWER},
};

both_engines! {
    async fn each_address_becomes_a_member_with_a_link(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let companies: List<api_types::CompanyRef> = admin.get(&alpha(app, "/companies")).await.ok();
        let invitation_body = with(invitation_body(app, &["Nia@New.example", "Bo Berg <bo@new.example>"]), json!({
            "companies": [companies.items[0].id], "message": " Welcome\r\naboard ", "send_email": true,
            "language": "de", "lifetime_days": 3,
        }));
        let answer: InvitationResults = post(app, &admin, &invitation_body).await.ok();
        assert_eq!(answer.seats, Seats { used: 9, limit: Some(100) });
        let emails: Vec<_> = answer.results.iter().map(|result| result.email.as_str()).collect();
        assert_eq!(emails, ["Nia@New.example", "bo@new.example"]);
        assert_ne!(answer.results[0].link, answer.results[1].link);
        let nia = answer.results[0].member.clone().unwrap();
        assert_eq!((nia.status, nia.version, nia.name.as_deref()), (MemberStatus::Invited, 1, None));
        assert_eq!(nia.roles[0].id, app.world.alpha_roles[2]);
        assert_eq!(nia.companies[0].name, "Alpha Ltd");
        assert_eq!(nia.invited_by.as_ref().unwrap().id, app.world.member(app.world.alpha, ADMIN));
        assert_eq!(nia.invited_at, Some(app.now().to_string()));
        let invitation = nia.invitation.clone().unwrap();
        assert_eq!(invitation.expires_at, (app.now() + SignedDuration::from_hours(72)).to_string());
        assert_eq!(invitation.message.as_deref(), Some("Welcome\naboard"));
        assert_eq!((invitation.times_sent, invitation.language), (0, api_types::Language::De));
        assert_eq!(invitation.delivery.unwrap().state, api_types::DeliveryState::Waiting);

        assert_eq!(admin.get(&member(app, &nia, "")).await.ok::<Member>(), nia);
        let found: List<Member> = admin.get(&alpha(app, "/members?q=bo@new")).await.ok();
        assert_eq!(found.items[0].email, "bo@new.example");
        assert_eq!((events(app, "invitation.created").await, app.count("SELECT COUNT(*) FROM mails").await), (2, 2));
        assert_counted(app).await;
    }

    async fn every_obstacle_has_its_code_and_the_others_go_through(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (expired, _) = invite(app, &admin, "expired@new.example").await;
        app.sql("UPDATE members SET status = 2 WHERE email_key = 'expired@new.example'").await;
        app.sql(
            "UPDATE organizations SET allowed_domains = 'alpha.example new.example', seat_limit = 10 \
             WHERE number = '1001'",
        )
        .await;
        let emails = [
            ADMIN, GONE, " INVITED@alpha.EXAMPLE", "expired@new.example", "a@new.example", "A@New.example", "a@b",
            "a@elsewhere.example", "b@new.example", "c@new.example",
        ];
        let answer = post(app, &admin, &invitation_body(app, &emails)).await;
        let expected = [
            "already_member", "inactive_member", "already_invited", "expired_invitation", "ok", "duplicate",
            "invalid_email", "domain_not_allowed", "ok", "no_seat_left",
        ];
        assert_eq!(codes(&answer), expected);
        let answer: InvitationResults = answer.ok();
        assert_eq!(answer.seats, Seats { used: 10, limit: Some(10) });
        let problem = |at: usize| answer.results[at].problem.clone().unwrap();
        assert_eq!(problem(3).member, Some(expired.id));
        assert_eq!(problem(9).detail, "All 10 seats are taken, invitations included.");
        assert_eq!(problem(7).detail, "Only addresses at alpha.example, new.example can be invited.");
        assert!(answer.results.iter().all(|result| result.problem.is_some() != result.member.is_some()));
        assert_counted(app).await;
    }

    async fn a_dry_run_says_the_same_and_changes_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await.with_header("idempotency-key", "k");
        let dry = with(invitation_body(app, &["nia@new.example", ADMIN]), json!({"dry_run": true, "send_email": true}));
        let answer = post(app, &admin, &dry).await;
        assert_eq!(codes(&answer), ["ok", "already_member"]);
        let answer: InvitationResults = answer.ok();
        assert_eq!((&answer.results[0].member, &answer.results[0].link), (&None, &None));
        assert_eq!(answer.seats.used, 8);
        for table in ["mails", "invitation_tokens", "idempotency_keys"] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
        assert_eq!(events(app, "invitation.created").await, 0);
        assert_counted(app).await;
    }

    async fn five_hundred_addresses_of_which_forty_are_broken(app: &TestApp) {
        app.sql("UPDATE organizations SET seat_limit = NULL WHERE number = '1001'").await;
        let admin = app.signed_in(ADMIN).await;
        let emails: Vec<String> = (0..500)
            .map(|number| match number % 25 {
                3 => format!("broken {number}@new.example"),
                17 => format!("broken{number}@"),
                _ => format!("p{number}@new.example"),
            })
            .collect();
        let emails: Vec<&str> = emails.iter().map(String::as_str).collect();
        let answer = post(app, &admin, &with(invitation_body(app, &emails), json!({"send_email": true}))).await;
        let codes = codes(&answer);
        assert_eq!(codes.iter().filter(|code| *code == "ok").count(), 460);
        assert_eq!(codes.iter().filter(|code| *code == "invalid_email").count(), 40);
        assert_eq!(answer.ok::<InvitationResults>().seats.used, 467);
        for table in ["mails", "invitation_tokens"] {
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM {table}")).await, 460, "{table}");
        }
        assert_eq!(events(app, "invitation.created").await, 460);
        assert_counted(app).await;

        let one_more: Vec<&str> = emails.iter().copied().chain(["last@new.example"]).collect();
        let answer = post(app, &admin, &invitation_body(app, &one_more)).await;
        assert_eq!(answer.field_errors(), [("/emails".to_owned(), "too_many".to_owned())]);
    }

    async fn f24_an_address_that_no_mail_server_takes_is_invalid(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let emails = ["a@x.example،", "a@x.example’", "a@xn--a.example", "a@x.example", "a@-x.example", "a@x..example"];
        let expected = ["invalid_email", "invalid_email", "invalid_email", "ok", "invalid_email", "invalid_email"];
        assert_eq!(codes(&post(app, &admin, &invitation_body(app, &emails)).await), expected);
        assert_eq!(events(app, "invitation.created").await, 1);
    }

    async fn o3_one_mailbox_is_invited_once_however_it_is_written(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let name = format!("{} <nia@new.example>", "x".repeat(10_000));
        let emails = [
            &*name, "ＮＩＡ@new.example", "info@bücher.example", "info@xn--bcher-kva.example", "niа@new.example",
            "ni\u{200b}a@new.example", "nia@nеw.example",
        ];
        let answer = post(app, &admin, &invitation_body(app, &emails)).await;
        let expected = ["ok", "duplicate", "ok", "duplicate", "invalid_email", "invalid_email", "invalid_email"];
        assert_eq!(codes(&answer), expected);
        let results = answer.ok::<InvitationResults>().results;
        assert_eq!(results[0].email, "nia@new.example");
        let longer = format!("{}<nia@new.example>", "x".repeat(MAX_ADDRESS));
        assert_eq!(codes(&post(app, &admin, &invitation_body(app, &[&longer])).await), ["invalid_email"]);
        assert!(results[5].problem.as_ref().unwrap().detail.contains("U+200B"));
        assert!(results[6].problem.as_ref().unwrap().detail.contains("U+0435"));
    }

    async fn i10_line_feeds_markup_and_nuls_are_inert_or_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let emails = [
            "nia@new.example\r\nBcc: eve@evil.example", "nia@new.example\nbo@new.example", "ni\0a@new.example",
            "Nia\r\nBcc: eve@evil.example <nia@new.example>", "bo@new.example\r\n",
        ];
        let message = "<b>Hello</b> & <script>alert(1)</script>";
        let answer = post(app, &admin, &with(invitation_body(app, &emails), json!({"message": message}))).await;
        assert_eq!(codes(&answer), ["invalid_email", "invalid_email", "invalid_email", "ok", "ok"]);
        let results = answer.ok::<InvitationResults>().results;
        assert_eq!((results[3].email.as_str(), results[4].email.as_str()), ("nia@new.example", "bo@new.example"));
        assert_eq!(results[3].member.as_ref().unwrap().invitation.as_ref().unwrap().message.as_deref(), Some(message));

        for message in ["a\0b", "a\u{1b}b"] {
            let answer = post(app, &admin, &with(invitation_body(app, &["c@new.example"]), json!({"message": message}))).await;
            assert_eq!(answer.field_errors(), [("/message".to_owned(), "invalid".to_owned())]);
        }
    }

    async fn everything_wrong_is_said_at_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let invitation_body = json!({
            "emails": [], "roles": [], "send_email": false, "lifetime_days": 91, "message": "x".repeat(2001),
        });
        let expected =
            [("/emails", "required"), ("/roles", "required"), ("/message", "too_long"), ("/lifetime_days", "too_large")];
        assert_eq!(post(app, &admin, &invitation_body).await.field_errors(), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        let unknown_field = with(self::invitation_body(app, &["a@new.example"]), json!({"status": "active"}));
        assert_eq!(post(app, &admin, &unknown_field).await.summary(), "400 malformed");
    }

    async fn t1_roles_and_companies_of_another_organization_are_like_none(app: &TestApp) {
        let (admin, outsider) = (app.signed_in(ADMIN).await, app.signed_in(OUTSIDER).await);
        let theirs = role(&outsider, app.world.beta, "viewer").await.id;
        let none = "rol_00000000000000000000000007";
        for role in [json!(theirs), json!(none)] {
            let invitation_body = with(invitation_body(app, &["a@new.example"]), json!({"roles": [app.world.alpha_roles[2], role]}));
            let answer = post(app, &admin, &invitation_body).await;
            assert_eq!(answer.field_errors(), [("/roles/1".to_owned(), "unknown".to_owned())]);
        }
        let path = format!("/organizations/{}/companies", app.world.beta);
        let theirs: List<api_types::CompanyRef> = outsider.get(&path).await.ok();
        for company in [json!(theirs.items[0].id), json!("cmp_00000000000000000000000007")] {
            let answer = post(app, &admin, &with(invitation_body(app, &["a@new.example"]), json!({"companies": [company]}))).await;
            assert_eq!(answer.field_errors(), [("/companies/0".to_owned(), "unknown".to_owned())]);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM invitation_tokens").await, 0);
    }

    async fn t3_nobody_invites_anybody_above_themselves(app: &TestApp) {
        editors_manage_members(app).await;
        let editor = app.signed_in(EDITOR).await;
        let [administrator, own, viewer] = app.world.alpha_roles;
        for (roles, expected) in [
            (vec![administrator], "403 above_yourself"),
            (vec![viewer, administrator], "403 above_yourself"),
            (vec![own, viewer], "200"),
        ] {
            let answer = post(app, &editor, &with(invitation_body(app, &["a@new.example"]), json!({"roles": roles}))).await;
            assert_eq!(answer.summary(), expected, "{roles:?}");
        }
        let assignable = role(&editor, app.world.alpha, "administrator").await.assignable;
        assert!(!assignable && role(&editor, app.world.alpha, "editor").await.assignable);
    }

    async fn c7_the_same_key_invites_once_and_gives_more_links(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await.with_header("idempotency-key", "k1");
        let invitation_body = with(invitation_body(app, &["nia@new.example", ADMIN]), json!({"send_email": true}));
        let first = post(app, &admin, &invitation_body).await;
        let again = post(app, &admin, &invitation_body).await;
        assert_eq!(codes(&first), codes(&again));
        let ((nia, old), (same, new)) = (one(&first), one(&again));
        assert_eq!((nia.id, nia.version), (same.id, same.version));
        assert_ne!(old, new);
        let invitee = app.anonymous();
        for token in [&old, &new] {
            assert_eq!(lookup(&invitee, token).await.summary(), "200");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 1);
        assert_eq!(events(app, "invitation.created").await, 1);

        let other = post(app, &admin, &with(invitation_body.clone(), json!({"emails": ["bo@new.example"]}))).await;
        assert_eq!(other.field_errors(), [("/headers/idempotency-key".to_owned(), "invalid".to_owned())]);
        let path = member(app, &nia, "/withdraw");
        assert_eq!(admin.post(&path, &json!({})).await.status, 204);
        assert_eq!(codes(&post(app, &admin, &invitation_body).await), ["not_pending", "already_member"]);
    }

    async fn c7_the_same_key_twice_at_once_invites_once(app: &TestApp) {
        let (a, b) = (app.signed_in(ADMIN).await, app.signed_in(ADMIN).await);
        let (a, b) = (a.with_header("idempotency-key", "k2"), b.with_header("idempotency-key", "k2"));
        let invitation_body = invitation_body(app, &["nia@new.example"]);
        let (a, b) = tokio::join!(post(app, &a, &invitation_body), post(app, &b, &invitation_body));
        assert_eq!(one(&a).0.id, one(&b).0.id);
        assert_eq!(events(app, "invitation.created").await, 1);
        assert_counted(app).await;
    }

    async fn two_at_once_invite_a_mailbox_once_and_take_the_last_seat_once(app: &TestApp) {
        app.sql("UPDATE organizations SET seat_limit = 8 WHERE number = '1001'").await;
        let (a, b) = (app.signed_in(ADMIN).await, app.signed_in(ADMIN).await);
        let (first, second) = (invitation_body(app, &["nia@new.example"]), invitation_body(app, &["bo@new.example"]));
        let (one, other) = tokio::join!(post(app, &a, &first), post(app, &b, &second));
        let mut all = [codes(&one), codes(&other)].concat();
        all.sort();
        assert_eq!(all, ["no_seat_left", "ok"]);
        app.sql("UPDATE organizations SET seat_limit = NULL WHERE number = '1001'").await;
        let invitation_body = invitation_body(app, &["eva@new.example"]);
        let (one, other) = tokio::join!(post(app, &a, &invitation_body), post(app, &b, &invitation_body));
        let mut all = [codes(&one), codes(&other)].concat();
        all.sort();
        assert_eq!(all, ["already_invited", "ok"]);
        assert_counted(app).await;
    }

    async fn i5_no_answer_but_the_one_that_creates_the_link_holds_a_token(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await.with_header("idempotency-key", "k");
        let (nia, secret) = one(&post(app, &admin, &invitation_body(app, &["nia@new.example"])).await);
        let hash = roster_server::authz::Token::from_text(&secret).unwrap().hash();
        let hex: String = hash.0.iter().map(|byte| format!("{byte:02X}")).collect();
        let equals = if app.url.starts_with("sqlite:") { format!("X'{hex}'") } else { format!("'\\x{hex}'") };
        let by_hash = format!("SELECT COUNT(*) FROM invitation_tokens WHERE token_hash = {equals}");
        assert_eq!(app.count(&by_hash).await, 1);
        let kept = format!("SELECT COUNT(*) FROM idempotency_keys WHERE response LIKE '%{}%'", &secret[..20]);
        assert_eq!(app.count(&kept).await, 0);

        let invitee = app.anonymous();
        let answers = [
            admin.get(&member(app, &nia, "")).await,
            admin.get(&alpha(app, "/members")).await,
            admin.get(&alpha(app, "/members/export")).await,
            lookup(&invitee, &secret).await,
            accept(&invitee, &secret).await,
            lookup(&invitee, &secret).await,
        ];
        for answer in answers {
            assert!(!answer.text().contains(&secret) && !answer.text().contains("/invitation#"), "{}", answer.text());
        }
    }

    async fn i9_who_invited_may_leave_and_the_invitations_are_withdrawn_together(app: &TestApp) {
        editors_manage_members(app).await;
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        let (_, secret) = invite(app, &editor, "nia@new.example").await;
        invite(app, &editor, "bo@new.example").await;
        app.sql("UPDATE members SET status = 3 WHERE email_key = 'editor@alpha.example'").await;
        let inviter = app.world.member(app.world.alpha, EDITOR);
        let path = alpha(app, &format!("/members?status=invited&invited_by={inviter}"));
        let pending: List<Member> = admin.get(&path).await.ok();
        let ids: Vec<_> = pending.items.iter().map(|member| member.id).collect();
        assert_eq!(ids.len(), 2);
        let body = json!({"action": "withdraw", "members": ids});
        let results: api_types::BulkResults = admin.post(&alpha(app, "/members/bulk"), &body).await.ok();
        assert!(results.results.iter().all(|result| result.problem.is_none()));
        assert_eq!(admin.get(&path).await.ok::<List<Member>>().items, []);
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "410 invitation_withdrawn");
    }

    async fn viewers_cannot_invite_and_do_not_see_what_is_decided_about_it(app: &TestApp) {
        let admin: Organization = app.signed_in(ADMIN).await.get(&alpha(app, "")).await.ok();
        assert_eq!(admin.invitations.unwrap().lifetime_days, 7);
        for email in [VIEWER, EDITOR] {
            let client = app.signed_in(email).await;
            assert_eq!(post(app, &client, &invitation_body(app, &["a@new.example"])).await.summary(), "403 forbidden");
            assert_eq!(client.get(&alpha(app, "")).await.ok::<Organization>().invitations, None);
        }
        for email in [OUTSIDER, DIVIDED] {
            let client = app.signed_in(email).await;
            assert_eq!(post(app, &client, &invitation_body(app, &["a@new.example"])).await.summary(), "404 not_found");
        }
    }

    async fn whoever_is_invited_can_be_found_and_counted_at_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let before: List<Member> = admin.get(&alpha(app, "/members?status=invited")).await.ok();
        invite(app, &admin, "nia@new.example").await;
        let after: List<Member> = admin.get(&alpha(app, "/members?status=invited&sort=invited_by")).await.ok();
        assert_eq!(after.total.count, before.total.count + 1);
        assert!(after.version > before.version);
        assert_eq!(after.items[0].email, "nia@new.example");
        assert_eq!(after.items[1].email, INVITED);
    }
}

#[tokio::test]
async fn a_server_without_mail_gives_links_only() {
    let settings = Settings { mail: MailService::None, ..Settings::default() };
    let app = TestApp::start(Engine::Sqlite, settings).await;
    let admin = app.signed_in(ADMIN).await;
    let wished = with(invitation_body(&app, &["nia@new.example"]), json!({"send_email": true}));
    let answer = post(&app, &admin, &wished).await;
    assert_eq!(answer.field_errors(), [("/send_email".to_owned(), "no_mail".to_owned())]);
    let (nia, _) = invite(&app, &admin, "nia@new.example").await;
    let resend = admin.post(&member(&app, &nia, "/resend"), &json!({"send_email": true})).await;
    assert_eq!(resend.field_errors(), [("/send_email".to_owned(), "no_mail".to_owned())]);
    for dry_run in [true, false] {
        let body = json!({"action": "resend", "members": [nia.id], "dry_run": dry_run});
        let many = admin.post(&alpha(&app, "/members/bulk"), &body).await;
        assert_eq!(many.field_errors(), [("/send_email".to_owned(), "no_mail".to_owned())]);
    }
    let resent: api_types::ResendResult =
        admin.post(&member(&app, &nia, "/resend"), &json!({"send_email": false})).await.ok();
    assert_eq!(lookup(&app.anonymous(), &token(&resent.link)).await.summary(), "200");
    assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 0);
}
