//! `POST /invitations/accept`

use api_types::{
    Accepted, InvitationPreview, InvitedAccount, List, MailService, Member, MemberStatus, Organization, Session, SignIn,
};
use roster_server::state::Settings;
use serde_json::json;

use crate::support::{
    Engine, TestApp, both_engines,
    invitations::{accept, accept_as, alpha, assert_counted, events, invite, lookup, member, one, role},
    world::{ADMIN, GONE, OUTSIDER, PASSWORD, VIEWER},
};

/// Accounts, members, sessions and live tokens: what a refused attempt must leave as it was.
async fn present(app: &TestApp) -> [i64; 4] {
    [
        app.count("SELECT COUNT(*) FROM accounts").await,
        app.count("SELECT COUNT(*) FROM members WHERE status = 0").await,
        app.count("SELECT COUNT(*) FROM sessions").await,
        app.count("SELECT COUNT(*) FROM invitation_tokens WHERE ended IS NULL").await,
    ]
}

both_engines! {
    async fn without_an_account_one_is_made_and_signed_in(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, token) = invite(app, &admin, "Nia@new.example").await;
        let client = app.anonymous();
        let answer = accept(&client, &token).await;
        let accepted: Accepted = answer.ok();
        assert_eq!(accepted.organization, app.world.alpha);
        assert_eq!(accepted.session.default_organization, Some(app.world.alpha));
        assert!(answer.header("set-cookie").starts_with("roster_session_8080="));
        assert_eq!(client.get("/session").await.ok::<Session>(), accepted.session);
        assert_eq!(client.get(&alpha(app, "")).await.status, 200);

        let joined: Member = admin.get(&member(app, &nia, "")).await.ok();
        assert_eq!((joined.id, joined.status, joined.version), (nia.id, MemberStatus::Active, 2));
        assert_eq!((joined.name.as_deref(), joined.invitation), (Some("Nia Newcomer"), None));
        assert_eq!((joined.roles, joined.invited_by), (nia.roles, nia.invited_by));
        assert_eq!((joined.two_factor, joined.member_since), (Some(false), Some(app.now().to_string())));
        let found: List<Member> = admin.get(&alpha(app, "/members?q=newcomer&status=active&sort=name")).await.ok();
        assert_eq!(found.items[0].id, nia.id);
        for action in ["invitation.accepted", "account.created"] {
            assert_eq!(events(app, action).await, 1, "{action}");
        }
        assert_counted(app).await;

        let again = app.anonymous();
        let credentials = json!({"email": "nia@new.example", "password": "correct horse battery"});
        again.post("/session", &credentials).await.ok::<SignIn>();
    }

    async fn f5_whoever_joins_is_found_and_sorted_by_given_and_family_name(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (email, given, family) in [
            ("nia@new.example", " Nia\u{200b}", "Newcomer"),
            ("su@new.example", "Sukarno", ""),
            ("te@new.example", "", "Teller"),
            ("wang@new.example", "小明", "王"),
        ] {
            let (_, token) = invite(app, &admin, email).await;
            accept_as(&app.anonymous(), &token, given, family).await.ok::<Accepted>();
        }
        let names = async |query: &str| -> Vec<_> {
            let found: List<Member> = admin.get(&alpha(app, &format!("/members?{query}"))).await.ok();
            found.items.into_iter().map(|member| member.name.unwrap_or_default()).collect()
        };
        for (search, expected) in [
            ("first:nia", "Nia Newcomer"),
            ("last:newc", "Nia Newcomer"),
            ("first:sukarno", "Sukarno"),
            ("last:sukarno", "Sukarno"),
            ("first:teller", "Teller"),
            ("last:teller", "Teller"),
            ("first:明", "王小明"),
            ("last:王", "王小明"),
        ] {
            assert_eq!(names(&format!("q={search}")).await, [expected], "{search}");
        }
        for search in ["last:nia", "first:newcomer", "last:明"] {
            assert_eq!(names(&format!("q={search}")).await, [""; 0], "{search}");
        }
        let sorted = names("q=%40new.example&sort=name").await;
        assert_eq!(sorted, ["Nia Newcomer", "Sukarno", "Teller", "王小明"]);
        let found: List<Member> = admin.get(&alpha(app, "/members?q=first:nia")).await.ok();
        let nia = &found.items[0];
        assert_eq!((nia.given_name.as_deref(), nia.family_name.as_deref()), (Some("Nia"), Some("Newcomer")));
        let found: List<Member> = admin.get(&alpha(app, "/members?q=teller")).await.ok();
        let teller = &found.items[0];
        assert_eq!((teller.given_name.as_deref(), teller.family_name.as_deref()), (None, Some("Teller")));
    }

    async fn f5_an_account_brings_its_names_along_wherever_it_joins(app: &TestApp) {
        let (admin, outsider) = (app.signed_in(ADMIN).await, app.signed_in(OUTSIDER).await);
        let (_, first) = invite(app, &admin, "nia@new.example").await;
        let nia = app.anonymous();
        accept_as(&nia, &first, "Nia", "Newcomer").await.ok::<Accepted>();
        let beta = format!("/organizations/{}", app.world.beta);
        let viewer = role(&outsider, app.world.beta, "viewer").await.id;
        let invitation_body = json!({"emails": ["nia@new.example"], "roles": [viewer], "send_email": false});
        let (_, second) = one(&outsider.post(&format!("{beta}/invitations"), &invitation_body).await);
        app.sql("UPDATE accounts SET email_unverified = FALSE").await;
        // What is typed does not matter: the account has its names.
        accept_as(&nia, &second, "Somebody", "Else").await.ok::<Accepted>();
        let own: Organization = nia.post("/organizations", &json!({"name": "Gamma"})).await.ok();
        for (client, organization) in [(&outsider, beta), (&nia, format!("/organizations/{}", own.id))] {
            for search in ["first:nia", "last:newcomer"] {
                let found: List<Member> = client.get(&format!("{organization}/members?q={search}")).await.ok();
                assert_eq!(found.items.len(), 1, "{search}");
                let found = &found.items[0];
                assert_eq!((found.given_name.as_deref(), found.family_name.as_deref()), (Some("Nia"), Some("Newcomer")));
                assert_eq!(found.name.as_deref(), Some("Nia Newcomer"));
            }
        }
    }

    async fn whoever_is_active_nowhere_may_sign_in_to_accept(app: &TestApp) {
        let sign_in = async || app.anonymous().post("/session", &json!({"email": GONE, "password": PASSWORD})).await;
        let refused = sign_in().await.summary();
        let outsider = app.signed_in(OUTSIDER).await;
        let beta = format!("/organizations/{}", app.world.beta);
        let viewer = role(&outsider, app.world.beta, "viewer").await.id;
        let invitation_body = json!({"emails": [GONE.to_uppercase()], "roles": [viewer], "send_email": false});
        let (invited, token) = one(&outsider.post(&format!("{beta}/invitations"), &invitation_body).await);
        assert_eq!(lookup(&app.anonymous(), &token).await.ok::<InvitationPreview>().account, InvitedAccount::Exists);
        let gone = app.signed_in(GONE).await;
        // It is still inactive where it was, and a member of nothing yet.
        assert_eq!(gone.get(&alpha(app, "")).await.summary(), "404 not_found");
        assert_eq!(gone.get(&beta).await.summary(), "404 not_found");
        let path = format!("{beta}/members/{}", invited.id);
        assert_eq!(outsider.post(&format!("{path}/withdraw"), &json!({})).await.status, 204);
        assert_eq!(gone.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(sign_in().await.summary(), refused);
        outsider.post(&format!("{path}/restore"), &json!({})).await.ok::<Member>();
        let gone = app.signed_in(GONE).await;
        assert_eq!(accept(&gone, &token).await.ok::<Accepted>().organization, app.world.beta);
        assert_eq!(gone.get(&beta).await.status, 200);
    }

    async fn with_an_account_its_session_goes_on(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, token) = invite(app, &admin, OUTSIDER).await;
        let client = app.signed_in(OUTSIDER).await;
        let before = client.cookie();
        let answer = accept(&client, &token).await;
        assert_eq!(answer.ok::<Accepted>().session.account.email, OUTSIDER);
        assert_eq!((client.cookie(), answer.header("set-cookie")), (before, ""));
        assert_eq!(client.get(&alpha(app, "")).await.status, 200);
        assert_counted(app).await;
    }

    async fn i2_another_account_cannot_accept(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, token) = invite(app, &admin, "nia@new.example").await;
        let client = app.signed_in(OUTSIDER).await;
        let before = present(app).await;
        let refused = accept(&client, &token).await;
        assert_eq!(refused.summary(), "403 wrong_account");
        assert!(!refused.text().contains("nia@"));
        assert_eq!(present(app).await, before);
        let still: Member = admin.get(&member(app, &nia, "")).await.ok();
        assert_eq!(still, nia);
    }

    async fn i2_an_account_whose_address_nobody_has_confirmed_needs_a_mail(app: &TestApp) {
        let (admin, outsider) = (app.signed_in(ADMIN).await, app.signed_in(OUTSIDER).await);
        // Whoever hands a link over can make an account for any address with it.
        let (_, handed) = invite(app, &admin, "nia@new.example").await;
        let client = app.anonymous();
        assert_eq!(accept(&client, &handed).await.status, 200);
        let invitation_body = json!({"emails": ["nia@new.example"], "send_email": false,
            "roles": [crate::support::invitations::role(&outsider, app.world.beta, "viewer").await.id]});
        let path = format!("/organizations/{}/invitations", app.world.beta);
        let (_, token) = crate::support::invitations::one(&outsider.post(&path, &invitation_body).await);
        let before = present(app).await;
        assert_eq!(accept(&client, &token).await.summary(), "403 unverified_email");
        assert_eq!(present(app).await, before);

        app.sql("UPDATE invitation_tokens SET mailed = TRUE WHERE ended IS NULL").await;
        assert_eq!(accept(&client, &token).await.status, 200);
        assert_eq!(app.count("SELECT COUNT(*) FROM accounts WHERE email_unverified").await, 0);
    }

    async fn i3_a_used_link_makes_no_second_account(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, first) = invite(app, &admin, "nia@new.example").await;
        let link: api_types::InvitationLink = admin.post(&member(app, &nia, "/link"), &json!({})).await.ok();
        let second = crate::support::invitations::token(&link.link);
        assert_eq!(accept(&app.anonymous(), &first).await.status, 200);
        let before = present(app).await;
        for token in [&first, &second] {
            assert_eq!(accept(&app.anonymous(), token).await.summary(), "410 invitation_used");
            assert_eq!(accept(&app.signed_in(VIEWER).await, token).await.summary(), "410 invitation_used");
        }
        let after = present(app).await;
        assert_eq!((after[0], after[1], after[3]), (before[0], before[1], before[3]));
    }

    async fn c3_accepted_twice_at_once_there_is_one_member(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, token) = invite(app, &admin, "nia@new.example").await;
        let (a, b) = (app.anonymous(), app.anonymous());
        let (a, b) = tokio::join!(accept(&a, &token), accept(&b, &token));
        let mut both = [a.summary(), b.summary()];
        both.sort();
        assert_eq!(both, ["200", "410 invitation_used"]);
        assert_eq!(app.count("SELECT COUNT(*) FROM accounts WHERE email_key = 'nia@new.example'").await, 1);
        assert_counted(app).await;
    }

    async fn c5_a_refused_attempt_changes_nothing_and_the_link_still_works(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, token) = invite(app, &admin, "nia@new.example").await;
        let client = app.anonymous();
        let before = present(app).await;
        for (body, pointer, code) in [
            (json!({"token": token, "password": "three wet otters hum"}), "/given_name", "required"),
            (json!({"token": token, "given_name": "\u{3164}", "password": "three wet otters hum"}), "/given_name", "required"),
            (json!({"token": token, "given_name": "a\nb", "password": "three wet otters hum"}), "/given_name", "invalid"),
            (json!({"token": token, "family_name": "a\u{202e}b", "password": "three wet otters hum"}), "/family_name", "invalid"),
            (json!({"token": token, "given_name": "x".repeat(121), "password": "three wet otters hum"}), "/given_name", "too_long"),
            (json!({"token": token, "given_name": "Nia"}), "/password", "required"),
            (json!({"token": token, "given_name": "Nia", "password": "fourteen wet x"}), "/password", "too_short"),
            (json!({"token": token, "given_name": "Nia", "password": "x".repeat(1025)}), "/password", "too_long"),
        ] {
            let answer = client.post("/invitations/accept", &body).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())]);
        }
        let extra = json!({"token": token, "given_name": "Nia", "password": "three wet otters hum", "status": "active"});
        assert_eq!(client.post("/invitations/accept", &extra).await.summary(), "400 malformed");
        assert_eq!(present(app).await, before);
        assert_eq!(accept(&client, &token).await.status, 200);
    }

    async fn an_address_with_an_account_has_to_sign_in_first(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (_, token) = invite(app, &admin, OUTSIDER).await;
        let before = present(app).await;
        assert_eq!(accept(&app.anonymous(), &token).await.summary(), "409 sign_in_first");
        assert_eq!(client_with_token_only(app, &token).await, "409 sign_in_first");
        app.sql("UPDATE accounts SET disabled = TRUE WHERE email_key = 'outsider@beta.example'").await;
        assert_eq!(accept(&app.anonymous(), &token).await.summary(), "403 account_disabled");
        assert_eq!(present(app).await, before);
    }

    async fn a_change_of_roles_before_acceptance_is_what_the_member_gets(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, token) = invite(app, &admin, "nia@new.example").await;
        let body = json!({"roles": [app.world.alpha_roles[1]]});
        let path = member(app, &nia, "/roles");
        let changed: Member = admin.change(axum::http::Method::PUT, &path, nia.version, &body).await.ok();
        assert_eq!(changed.status, MemberStatus::Invited);
        let preview: api_types::InvitationPreview = lookup(&app.anonymous(), &token).await.ok();
        assert_eq!(preview.roles[0].name, "Editor");
        let client = app.anonymous();
        accept(&client, &token).await.ok::<Accepted>();
        let seen: api_types::Organization = client.get(&alpha(app, "")).await.ok();
        assert_eq!(seen.roles[0].name, "Editor");
    }
}

async fn client_with_token_only(app: &TestApp, token: &str) -> String {
    app.anonymous().post("/invitations/accept", &json!({"token": token})).await.summary()
}

#[tokio::test]
async fn without_mail_links_are_all_there_is_and_addresses_are_believed() {
    let settings = Settings { mail: MailService::None, ..Settings::default() };
    let app = TestApp::start(Engine::Sqlite, settings).await;
    let (admin, outsider) = (app.signed_in(ADMIN).await, app.signed_in(OUTSIDER).await);
    let (_, token) = invite(&app, &admin, "nia@new.example").await;
    let client = app.anonymous();
    assert_eq!(accept(&client, &token).await.status, 200);
    let role = crate::support::invitations::role(&outsider, app.world.beta, "viewer").await.id;
    let invitation_body = json!({"emails": ["nia@new.example"], "send_email": false, "roles": [role]});
    let path = format!("/organizations/{}/invitations", app.world.beta);
    let (_, token) = crate::support::invitations::one(&outsider.post(&path, &invitation_body).await);
    assert_eq!(accept(&client, &token).await.status, 200);
}

#[tokio::test]
async fn one_address_may_not_try_one_token_after_another() {
    let settings = Settings { attempts_per_peer: 3.try_into().unwrap(), ..Settings::default() };
    let app = TestApp::start(Engine::Sqlite, settings).await;
    let guesser = app.anonymous_at([192, 0, 2, 1]);
    for _ in 0..3 {
        assert_eq!(accept(&guesser, "nonsense").await.summary(), "404 invitation_unknown");
    }
    for path in ["/invitations/lookup", "/invitations/accept", "/invitations/request"] {
        let answer = guesser.post(path, &json!({"token": "nonsense"})).await;
        assert_eq!(answer.summary(), "429 too_many_requests", "{path}");
    }
}
