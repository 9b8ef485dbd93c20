//! `POST …/members/{member}/deactivate` and `…/activate`

use api_types::{Credentials, MAX_NOTE, Member, MemberStatus, Organization};
use axum::http::Method;
use serde_json::json;

use super::{change, emails, events_with, id, of, read};
use crate::support::{
    both_engines,
    invitations::{alpha, assert_counted, editors_manage_members, events, invite, member, outcomes, role},
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, OUTSIDER, PASSWORD, VIEWER},
};

/// Every way to end the access of a member: method, path below the member, body.
fn ends(app: &crate::support::TestApp) -> [(Method, &'static str, serde_json::Value); 3] {
    let viewer = app.world.alpha_roles[2];
    [
        (Method::PUT, "/roles", json!({"roles": [viewer]})),
        (Method::POST, "/deactivate", json!({})),
        (Method::DELETE, "", json!({})),
    ]
}

both_engines! {
    async fn usr11_an_inactive_member_keeps_its_seat_roles_and_companies(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let before = read(app, &admin, EDITOR).await;
        let body = json!({"note": " On leave\r\nuntil March "});
        let answer = admin.post(&of(app, EDITOR, "/deactivate"), &body).await;
        let inactive: Member = answer.ok();
        assert_eq!(answer.header("etag"), "\"2\"");
        assert_eq!((inactive.status, inactive.version), (MemberStatus::Inactive, 2));
        assert_eq!(inactive.inactive_note.as_deref(), Some("On leave\nuntil March"));
        assert_eq!((&inactive.roles, &inactive.companies), (&before.roles, &before.companies));
        assert_eq!(inactive, read(app, &admin, EDITOR).await);
        assert_eq!(admin.get(&alpha(app, "")).await.ok::<Organization>().seats.unwrap().used, 7);
        assert_counted(app).await;
        let active: Member = admin.post(&of(app, EDITOR, "/activate"), &json!({})).await.ok();
        assert_eq!(active, Member { version: 3, ..before });
        for action in ["member.deactivated", "member.activated"] {
            assert_eq!(events(app, action).await, 1, "{action}");
        }
        assert_eq!(events_with(app, "member.deactivated", "\"has_note\":true").await, 1);
        assert_eq!(events_with(app, "%", "leave").await, 0, "the audit log has no notes");
        assert_counted(app).await;
    }

    async fn s1_access_ends_with_the_next_request(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (one, other) = (app.signed_in(EDITOR).await, app.signed_in(EDITOR).await);
        assert_eq!(one.get(&alpha(app, "")).await.status, 200);
        admin.post(&of(app, EDITOR, "/deactivate"), &json!({})).await.ok::<Member>();
        for browser in [&one, &other] {
            for path in ["/session", "/organizations", &alpha(app, ""), &alpha(app, "/membership")] {
                assert_eq!(browser.get(path).await.summary(), "401 unauthenticated", "{path}");
            }
        }
        // They are gone, so that none comes back to life.
        admin.post(&of(app, EDITOR, "/activate"), &json!({})).await.ok::<Member>();
        assert_eq!(one.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(app.signed_in(EDITOR).await.get(&alpha(app, "")).await.status, 200);
    }

    async fn s1_who_is_active_elsewhere_loses_this_organization_only(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let divided = app.signed_in(DIVIDED).await;
        let beta = format!("/organizations/{}", app.world.beta);
        assert_eq!(divided.get(&alpha(app, "")).await.summary(), "404 not_found");
        admin.post(&of(app, DIVIDED, "/activate"), &json!({})).await.ok::<Member>();
        assert_eq!(divided.get(&alpha(app, "")).await.status, 200);
        admin.post(&of(app, DIVIDED, "/deactivate"), &json!({})).await.ok::<Member>();
        assert_eq!(divided.get(&alpha(app, "")).await.summary(), "404 not_found");
        assert_eq!(divided.get(&beta).await.status, 200);
    }

    async fn s3_a_new_password_does_not_let_an_inactive_user_in(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        admin.post(&of(app, EDITOR, "/deactivate"), &json!({})).await.ok::<Member>();
        app.sql(&format!(
            "UPDATE accounts SET password_hash = (SELECT password_hash FROM accounts WHERE email_key = '{ADMIN}') \
             WHERE email_key = '{EDITOR}'"
        ))
        .await;
        let credentials = Credentials { email: EDITOR.into(), password: PASSWORD.into() };
        let refused = app.anonymous().post("/session", &credentials).await;
        assert_eq!(refused.summary(), "403 access_paused");
        admin.post(&of(app, EDITOR, "/activate"), &json!({})).await.ok::<Member>();
        assert_eq!(app.anonymous().post("/session", &credentials).await.status, 200);
    }

    async fn c2_nobody_ends_their_own_access(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for is_only in [false, true] {
            app.sql(&format!("UPDATE accounts SET disabled = {is_only} WHERE email_key = '{CAUTIOUS}'")).await;
            for (method, below, body) in ends(app).into_iter().skip(1) {
                let answer = change(app, &admin, method, ADMIN, below, &body).await;
                assert_eq!(answer.summary(), "409 own_account", "{below}");
            }
            for action in ["deactivate", "remove"] {
                let body = json!({"action": action, "members": [id(app, ADMIN)]});
                assert_eq!(outcomes(&admin.post(&alpha(app, "/members/bulk"), &body).await), ["own_account"]);
            }
        }
        assert_eq!(read(app, &admin, ADMIN).await.version, 1);
    }

    async fn c2_the_last_administrator_stays_on_every_path(app: &TestApp) {
        // An editor who can do everything, but does not administer.
        app.sql(
            "UPDATE roles SET permissions = (SELECT permissions FROM roles administrators \
             WHERE administrators.key = 'administrator' AND administrators.organization_id = roles.organization_id) \
             WHERE key = 'editor'",
        )
        .await;
        let editor = app.signed_in(EDITOR).await;
        app.sql(&format!("UPDATE accounts SET disabled = TRUE WHERE email_key = '{CAUTIOUS}'")).await;
        for (method, below, body) in ends(app) {
            let answer = change(app, &editor, method, ADMIN, below, &body).await;
            assert_eq!(answer.summary(), "409 last_administrator", "{below}");
        }
        for (action, dry_run) in [("deactivate", true), ("deactivate", false), ("remove", true), ("remove", false)] {
            let body = json!({"action": action, "members": [id(app, ADMIN)], "dry_run": dry_run});
            let answer = editor.post(&alpha(app, "/members/bulk"), &body).await;
            assert_eq!(outcomes(&answer), ["last_administrator"], "{action}");
        }
        assert_eq!(read(app, &editor, ADMIN).await.version, 1);
        app.sql("UPDATE accounts SET disabled = FALSE").await;
        assert_eq!(editor.post(&of(app, ADMIN, "/deactivate"), &json!({})).await.status, 200);
        let (method, below, body) = ends(app)[2].clone();
        assert_eq!(change(app, &editor, method, CAUTIOUS, below, &body).await.summary(), "409 last_administrator");
        // Somebody inactive is no administrator any more, and can be removed.
        assert_eq!(editor.delete(&of(app, ADMIN, "")).await.status, 204);
        assert_counted(app).await;
    }

    async fn t3_a_member_above_the_caller_is_left_alone(app: &TestApp) {
        editors_manage_members(app).await;
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        for (method, email, below) in [
            (Method::POST, ADMIN, "/deactivate"),
            (Method::DELETE, ADMIN, ""),
            (Method::DELETE, ADMIN, "/sessions"),
            (Method::POST, GONE, "/activate"),
            (Method::DELETE, GONE, ""),
        ] {
            let answer = editor.send(method.clone(), &of(app, email, below), Some("{}".into())).await;
            assert_eq!(answer.summary(), "403 above_yourself", "{method} {below}");
        }
        assert_eq!(admin.delete(&of(app, GONE, "")).await.status, 204);
        for body in [json!({}), json!({"roles": false})] {
            let answer = editor.post(&of(app, GONE, "/restore"), &body).await;
            assert_eq!(answer.summary(), "403 above_yourself");
        }
        for action in ["activate", "deactivate", "remove", "restore"] {
            let body = json!({"action": action, "members": [id(app, CAUTIOUS)]});
            let answer = editor.post(&alpha(app, "/members/bulk"), &body).await;
            assert_eq!(outcomes(&answer), ["above_yourself"], "{action}");
        }
        for (below, expected) in [("/deactivate", 200), ("/activate", 200)] {
            assert_eq!(editor.post(&of(app, VIEWER, below), &json!({})).await.status, expected, "{below}");
        }
        assert_eq!(editor.delete(&of(app, VIEWER, "")).await.status, 204);
        assert_eq!(editor.post(&of(app, VIEWER, "/restore"), &json!({})).await.status, 200);
    }

    async fn t2_a_member_of_another_organization_is_not_found(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        let theirs = id(app, EDITOR).to_string();
        for (method, below) in [
            (Method::POST, "/activate"),
            (Method::POST, "/deactivate"),
            (Method::POST, "/restore"),
            (Method::DELETE, ""),
            (Method::DELETE, "/sessions"),
            (Method::GET, "/blockers"),
        ] {
            let at = |organization, id: &str| format!("/organizations/{organization}/members/{id}{below}");
            let missing = at(app.world.beta, "mem_00000000000000000000000007");
            let ask = async |path: &str| outsider.send(method.clone(), path, Some("{}".into())).await;
            let missing = ask(&missing).await;
            assert_eq!(missing.summary(), "404 not_found", "{method} {below}");
            for organization in [app.world.alpha, app.world.beta] {
                missing.assert_same_as(&ask(&at(organization, &theirs)).await);
            }
        }
        let body = json!({"action": "remove", "members": [theirs]});
        let answer = outsider.post(&format!("/organizations/{}/members/bulk", app.world.beta), &body).await;
        assert_eq!(outcomes(&answer), ["not_found"]);
    }

    async fn l1_a_repeated_change_says_that_it_is_done(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        for (below, expected) in [
            ("/activate", "409 not_inactive"),
            ("/deactivate", "200"),
            ("/deactivate", "409 not_active"),
            ("/activate", "200"),
            ("/activate", "409 not_inactive"),
        ] {
            assert_eq!(admin.post(&of(app, EDITOR, below), &json!({})).await.summary(), expected, "{below}");
        }
        assert_eq!(read(app, &admin, EDITOR).await.version, 3);
        assert_eq!(admin.post(&member(app, &nia, "/deactivate"), &json!({})).await.summary(), "409 not_active");
        assert_eq!(admin.post(&member(app, &nia, "/activate"), &json!({})).await.summary(), "409 not_inactive");
        assert_eq!((events(app, "member.deactivated").await, events(app, "member.activated").await), (1, 1));
    }

    async fn x17_a_body_is_checked(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = of(app, EDITOR, "/deactivate");
        for body in ["{\"dry_run\":true}", "{\"note\":1}", "{", "[]", "null", "5", "{} {}"] {
            let answer = admin.send(Method::POST, &path, Some(body.into())).await;
            assert_eq!(answer.summary(), "400 malformed", "{body}");
        }
        for (note, code) in [("x".repeat(MAX_NOTE + 1), "too_long"), ("a\u{7}".to_owned(), "invalid")] {
            let answer = admin.post(&path, &json!({"note": note})).await;
            assert_eq!(answer.field_errors(), [("/note".to_owned(), code.to_owned())]);
            let bulk = json!({"action": "deactivate", "members": [id(app, EDITOR)], "note": note});
            let answer = admin.post(&alpha(app, "/members/bulk"), &bulk).await;
            assert_eq!(answer.field_errors(), [("/note".to_owned(), code.to_owned())]);
        }
        let typed = &[("content-type", "text/plain")];
        let answer = admin.send_with(Method::POST, &path, Some("{}".into()), typed).await;
        assert_eq!(answer.summary(), "415 unsupported_media_type");
        assert_eq!(admin.send(Method::POST, &path, Some(Vec::new())).await.ok::<Member>().inactive_note, None);
        let answer = admin.post(&of(app, EDITOR, "/activate"), &json!({"note": "x"})).await;
        assert_eq!(answer.summary(), "400 malformed");
    }

    async fn usr11_roles_and_companies_of_inactive_members_are_counted(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        admin.post(&of(app, EDITOR, "/deactivate"), &json!({})).await.ok::<Member>();
        assert_eq!(role(&admin, app.world.alpha, "editor").await.holders, 1);
        assert_eq!(emails(app, &admin, "status=inactive").await.len(), 3);
    }
}
