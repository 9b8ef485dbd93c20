//! Withdrawn invitations: members that the list shows only when a filter asks for them

use api_types::{DeliveryState, FilterOptions, List, Member, MemberStatus, Organization};
use axum::http::Method;
use jiff::SignedDuration;
use roster_server::maintenance;
use serde_json::json;

use crate::support::{
    Client, TestApp, both_engines,
    invitations::{
        alpha, assert_counted, codes, events, invitation_body, invite, lookup, member, one, outcomes, post, with,
    },
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

/// Emails of a list; its total is their number.
async fn emails(app: &TestApp, client: &Client, query: &str) -> Vec<String> {
    let list: List<Member> = client.get(&alpha(app, &format!("/members?{query}"))).await.ok();
    assert_eq!(list.total.count, list.items.len() as u64, "{query}");
    list.items.into_iter().map(|member| member.email).collect()
}

/// Values of a filter that match rows, each with their number.
async fn options(app: &TestApp, client: &Client, filter: &str, query: &str) -> Vec<(String, u64)> {
    let path = alpha(app, &format!("/members/options?filter={filter}&{query}"));
    let options: FilterOptions = client.get(&path).await.ok();
    options.items.into_iter().map(|it| (it.value, it.rows.count)).filter(|(_, rows)| *rows > 0).collect()
}

both_engines! {
    async fn u15_a_withdrawn_invitation_is_a_status(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let invitation_body = with(invitation_body(app, &["nia@new.example"]), json!({"send_email": true, "message": "Hello"}));
        let (nia, secret) = one(&post(app, &admin, &invitation_body).await);
        let path = member(app, &nia, "");
        assert_eq!(admin.post(&member(app, &nia, "/withdraw"), &json!({})).await.status, 204);
        let answer = admin.get(&path).await;
        let withdrawn: Member = answer.ok();
        assert_eq!((withdrawn.status, withdrawn.version), (MemberStatus::Withdrawn, 2));
        assert_eq!(answer.header("etag"), "\"2\"");
        assert_eq!(withdrawn.withdrawn_at, Some(app.now().to_string()));
        assert_eq!((&withdrawn.roles, &withdrawn.companies, &withdrawn.invited_by), (&nia.roles, &nia.companies, &nia.invited_by));
        let invitation = withdrawn.invitation.unwrap();
        assert_eq!((invitation.message.as_deref(), invitation.delivery.unwrap().state), (Some("Hello"), DeliveryState::Cancelled));
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "410 invitation_withdrawn");
        for email in [VIEWER, EDITOR, OUTSIDER] {
            assert_eq!(app.signed_in(email).await.get(&path).await.summary(), "404 not_found");
        }
        assert_counted(app).await;

        let restored: Member = admin.post(&member(app, &nia, "/restore"), &json!({})).await.ok();
        assert_eq!((restored.status, restored.version, &restored.withdrawn_at), (MemberStatus::Invited, 3, &None));
        assert_eq!((&restored.roles, &restored.companies, &restored.actions), (&nia.roles, &nia.companies, &nia.actions));
        assert_eq!(restored.invitation, nia.invitation);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE state = 0").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 1);
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "200");
        assert_counted(app).await;
    }

    async fn the_list_shows_it_only_when_the_filter_asks(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let (bo, _) = invite(app, &admin, "bo@new.example").await;
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        let viewer = app.world.alpha_roles[2];
        let inviter = app.world.member(app.world.alpha, ADMIN);
        for sort in api_types::MemberColumn::ALL {
            for direction in ["", "-"] {
                let all = emails(app, &admin, &format!("sort={direction}{sort}")).await;
                assert_eq!((all.len(), all.contains(&nia.email)), (8, false), "{direction}{sort}");
                let hidden = emails(app, &admin, &format!("sort={direction}{sort}&status=withdrawn")).await;
                assert_eq!(hidden, [nia.email.as_str()], "{direction}{sort}");
            }
        }
        for (query, expected) in [
            ("q=%40new.example".to_owned(), &["bo@new.example"][..]),
            ("q=%40new.example&status=withdrawn".to_owned(), &["nia@new.example"]),
            ("q=%40new.example&status=withdrawn,invited".to_owned(), &["bo@new.example", "nia@new.example"]),
            (format!("status=withdrawn&role={viewer}"), &["nia@new.example"]),
            (format!("status=withdrawn&role={}", app.world.alpha_roles[0]), &[]),
            (format!("invited_by={inviter}"), &["bo@new.example"]),
            (format!("invited_by={inviter}&status=withdrawn"), &["nia@new.example"]),
            ("status=withdrawn&q=supervisor:admin".to_owned(), &[]),
            ("status=withdrawn&two_factor=unknown".to_owned(), &["nia@new.example"]),
        ] {
            assert_eq!(emails(app, &admin, &query).await, expected, "{query}");
        }
        admin.post(&member(app, &bo, "/withdraw"), &json!({})).await;
        assert_eq!(emails(app, &admin, "status=withdrawn").await, ["bo@new.example", "nia@new.example"]);
    }

    async fn it_is_counted_under_its_status_only_and_holds_no_seat(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let facets = ["role", "two_factor", "company", "supervisor", "invited_by", "last_sign_in"];
        let mut before = Vec::new();
        for facet in facets {
            before.push(options(app, &admin, facet, "").await);
        }
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        assert_eq!(admin.get(&alpha(app, "")).await.ok::<Organization>().seats.unwrap().used, 8);
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        assert_eq!(admin.get(&alpha(app, "")).await.ok::<Organization>().seats.unwrap().used, 7);
        for (facet, before) in facets.into_iter().zip(before) {
            assert_eq!(options(app, &admin, facet, "").await, before, "{facet}");
        }
        let statuses = [("active", 4), ("invited", 1), ("inactive", 2), ("withdrawn", 1)];
        let statuses = statuses.map(|(value, rows)| (value.to_owned(), rows));
        assert_eq!(options(app, &admin, "status", "").await, statuses);
        let viewer = app.world.alpha_roles[2].to_string();
        assert_eq!(options(app, &admin, "status", "q=nia").await, [("withdrawn".to_owned(), 1)]);
        let of_viewers = options(app, &admin, "status", &format!("role={viewer}")).await;
        assert!(of_viewers.contains(&("withdrawn".to_owned(), 1)), "{of_viewers:?}");
        assert_eq!(options(app, &admin, "role", "status=withdrawn").await, [(viewer, 1)]);
        assert_counted(app).await;
    }

    async fn nothing_but_restoring_can_be_done_with_it(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, secret) = invite(app, &admin, "nia@new.example").await;
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        for (method, below, body) in [
            (Method::PATCH, "", json!({"message": "Hello"})),
            (Method::PUT, "/roles", json!({"roles": [app.world.alpha_roles[1]]})),
            (Method::POST, "/resend", json!({"send_email": false})),
            (Method::POST, "/link", json!({})),
            (Method::POST, "/withdraw", json!({})),
        ] {
            let answer = admin.change(method, &member(app, &nia, below), 2, &body).await;
            assert_eq!(answer.summary(), "410 invitation_withdrawn", "{below}");
        }
        for action in ["resend", "withdraw"] {
            let body = json!({"action": action, "members": [nia.id], "send_email": false});
            assert_eq!(outcomes(&admin.post(&alpha(app, "/members/bulk"), &body).await), ["not_pending"], "{action}");
        }
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "410 invitation_withdrawn");
        assert_eq!(admin.get(&member(app, &nia, "")).await.ok::<Member>().version, 2);
    }

    async fn its_address_can_be_invited_again_and_is_then_a_conflict(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (first, _) = invite(app, &admin, "nia@new.example").await;
        admin.post(&member(app, &first, "/withdraw"), &json!({})).await;
        let (second, _) = invite(app, &admin, "NIA@new.example").await;
        assert_ne!(first.id, second.id);
        assert_eq!(admin.post(&member(app, &first, "/restore"), &json!({})).await.summary(), "409 already_member");
        assert_eq!(codes(&post(app, &admin, &invitation_body(app, &["nia@new.example"])).await), ["already_invited"]);
        // Two withdrawn invitations of one address are no conflict; the second that is restored is one.
        admin.post(&member(app, &second, "/withdraw"), &json!({})).await;
        assert_eq!(emails(app, &admin, "status=withdrawn").await.len(), 2);
        admin.post(&member(app, &first, "/restore"), &json!({})).await.ok::<Member>();
        assert_eq!(admin.post(&member(app, &second, "/restore"), &json!({})).await.summary(), "409 already_member");
        assert_counted(app).await;
    }

    async fn restoring_meets_inviting_and_another_that_wants_the_last_seat(app: &TestApp) {
        let (a, b) = (app.signed_in(ADMIN).await, app.signed_in(ADMIN).await);
        let (nia, _) = invite(app, &a, "nia@new.example").await;
        let (bo, _) = invite(app, &a, "bo@new.example").await;
        for one in [&nia, &bo] {
            assert_eq!(a.post(&member(app, one, "/withdraw"), &json!({})).await.status, 204);
        }
        app.sql("UPDATE organizations SET seat_limit = 1 + (SELECT total FROM list_state \
                 WHERE organization_id = organizations.id AND list = 'members') WHERE number = '1001'").await;
        let (none, first, second) = (json!({}), member(app, &nia, "/restore"), member(app, &bo, "/restore"));
        let answers = tokio::join!(a.post(&first, &none), b.post(&second, &none));
        let mut answers = [answers.0.summary(), answers.1.summary()];
        answers.sort();
        assert_eq!(answers, ["200", "409 no_seat_left"]);
        assert_counted(app).await;

        app.sql("UPDATE organizations SET seat_limit = NULL").await;
        let (eva, _) = invite(app, &a, "eva@new.example").await;
        assert_eq!(a.post(&member(app, &eva, "/withdraw"), &json!({})).await.status, 204);
        let (invitation_body, restore) = (invitation_body(app, &["eva@new.example"]), member(app, &eva, "/restore"));
        let (invited, restored) = tokio::join!(post(app, &a, &invitation_body), b.post(&restore, &none));
        match (codes(&invited)[0].as_str(), restored.summary().as_str()) {
            ("ok", "409 already_member") | ("already_invited", "200") => {}
            other => panic!("{other:?}"),
        }
        assert_eq!(emails(app, &a, "q=email:eva").await.len(), 1);
        assert_counted(app).await;
    }

    async fn it_gets_no_mail_and_does_not_expire(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let invitation_body = with(invitation_body(app, &["nia@new.example"]), json!({"send_email": true, "lifetime_days": 8}));
        let (nia, _) = one(&post(app, &admin, &invitation_body).await);
        app.sql("UPDATE mails SET state = 2").await;
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        for _ in 0..3 {
            app.clock.advance(SignedDuration::from_hours(3 * 24));
            maintenance::once(&app.state).await.unwrap();
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 1);
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.get(&member(app, &nia, "")).await.ok::<Member>().status, MemberStatus::Withdrawn);
        let restored: Member = admin.post(&member(app, &nia, "/restore"), &json!({})).await.ok();
        assert_eq!(restored.status, MemberStatus::Expired);
        assert_counted(app).await;
    }

    async fn after_30_days_it_cannot_be_restored_and_is_erased(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, secret) = invite(app, &admin, "nia@new.example").await;
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        app.clock.advance(SignedDuration::from_hours(30 * 24) - SignedDuration::from_micros(1));
        maintenance::once(&app.state).await.unwrap();
        let admin = app.signed_in(ADMIN).await;
        let body = json!({"action": "restore", "members": [nia.id], "dry_run": true});
        assert_eq!(outcomes(&admin.post(&alpha(app, "/members/bulk"), &body).await), ["ok"]);
        app.clock.advance(SignedDuration::from_micros(1));
        assert_eq!(admin.post(&member(app, &nia, "/restore"), &json!({})).await.summary(), "410 invitation_withdrawn");
        let (one, other) = tokio::join!(maintenance::once(&app.state), maintenance::once(&app.state));
        one.and(other).unwrap();
        assert_eq!(admin.get(&member(app, &nia, "")).await.summary(), "404 not_found");
        assert_eq!(admin.post(&member(app, &nia, "/restore"), &json!({})).await.summary(), "404 not_found");
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "410 invitation_withdrawn");
        for action in ["invitation.withdrawn", "invitation.erased"] {
            assert_eq!(events(app, action).await, 1, "{action}");
        }
        assert_counted(app).await;
    }

    async fn x17_a_body_that_says_something_is_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        for verb in ["/withdraw", "/restore", "/link"] {
            for body in ["{\"dry_run\":true}", "{", "junk", "[]", "null", "5", "\"\"", "{} {}", "\u{feff}{}"] {
                let answer = admin.send(Method::POST, &member(app, &nia, verb), Some(body.into())).await;
                assert_eq!(answer.summary(), "400 malformed", "{verb} {body}");
            }
        }
        assert_eq!(admin.get(&member(app, &nia, "")).await.ok::<Member>(), nia);
        for (verb, body, expected) in [
            ("/link", "", "200"),
            ("/link", " {} ", "200"),
            ("/withdraw", "", "204"),
            ("/restore", "{}", "200"),
            ("/withdraw", "{}", "204"),
            ("/restore", "", "200"),
        ] {
            let answer = admin.send(Method::POST, &member(app, &nia, verb), Some(body.into())).await;
            assert_eq!(answer.summary(), expected, "{verb} {body:?}");
        }
    }

    async fn its_inviter_is_asked_for_another_until_it_is_restored(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, secret) = invite(app, &admin, "nia@new.example").await;
        admin.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        app.anonymous().post("/invitations/request", &json!({"token": secret})).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE kind = 3 AND state = 0").await, 1);
        admin.post(&member(app, &nia, "/restore"), &json!({})).await.ok::<Member>();
        assert_eq!(app.count("SELECT COUNT(*) FROM mails WHERE kind <> 3").await, 0);
    }
}
