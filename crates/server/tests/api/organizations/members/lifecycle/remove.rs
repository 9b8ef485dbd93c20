//! `DELETE …/members/{member}`

use api_types::{Company, Credentials, FilterOptions, List, Member, MemberStatus, Organization};
use axum::http::Method;
use serde_json::json;

use super::{emails, id, of, read};
use crate::support::{
    Client, TestApp, both_engines,
    invitations::{
        accept, alpha, assert_counted, codes, editors_manage_members, events, invitation_body, invite, lookup, member,
        outcomes, post, role,
    },
    world::{ADMIN, DIVIDED, EDITOR, GONE, INVITED, OUTSIDER, PASSWORD, VIEWER},
};

async fn company(app: &TestApp, client: &Client) -> Company {
    client.get(&alpha(app, &format!("/companies/{}", app.world.alpha_company))).await.ok()
}

both_engines! {
    async fn usr12_a_removed_member_is_a_status(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let before = read(app, &admin, EDITOR).await;
        let members = company(app, &admin).await.members;
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        let removed = read(app, &admin, EDITOR).await;
        assert_eq!((removed.status, removed.version), (MemberStatus::Removed, 2));
        assert_eq!(removed.removed_at, Some(app.now().to_string()));
        assert_eq!((&removed.roles, &removed.companies), (&before.roles, &before.companies));
        for email in [VIEWER, OUTSIDER] {
            assert_eq!(app.signed_in(email).await.get(&of(app, EDITOR, "")).await.summary(), "404 not_found");
        }
        assert_eq!(admin.get(&alpha(app, "")).await.ok::<Organization>().seats.unwrap().used, 6);
        assert_eq!(role(&admin, app.world.alpha, "editor").await.holders, 0);
        assert_eq!(company(app, &admin).await.members, members - 1);
        assert!(!emails(app, &admin, "").await.contains(&EDITOR.to_owned()));
        let editor = app.world.alpha_roles[1];
        for (query, expected) in [
            ("q=editor".to_owned(), 0),
            (format!("role={editor}"), 0),
            ("status=removed".to_owned(), 1),
            ("status=removed&q=editor".to_owned(), 1),
            (format!("status=removed&role={editor}"), 1),
            ("status=withdrawn".to_owned(), 0),
            ("status=withdrawn,removed".to_owned(), 1),
        ] {
            assert_eq!(emails(app, &admin, &query).await.len(), expected, "{query}");
        }
        let options: FilterOptions = admin.get(&alpha(app, "/members/options?filter=status")).await.ok();
        let rows = options.items.iter().find(|it| it.value == "removed").unwrap().rows.count;
        assert_eq!(rows, 1);
        let file = admin.get(&alpha(app, "/members/export?status=removed&columns=name,email,status")).await.text();
        assert!(file.contains("removed") && file.contains(EDITOR), "{file}");
        assert!(!admin.get(&alpha(app, "/members/export")).await.text().contains(EDITOR));
        assert_counted(app).await;
    }

    async fn s1_access_ends_with_the_next_request(app: &TestApp) {
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        assert_eq!(editor.get(&alpha(app, "")).await.summary(), "401 unauthenticated");
        assert_eq!(app.count("SELECT COUNT(*) FROM sessions").await, 1);
        // The account is still its owner's. It belongs nowhere.
        let credentials = Credentials { email: EDITOR.into(), password: PASSWORD.into() };
        let editor = app.anonymous();
        assert_eq!(editor.post("/session", &credentials).await.status, 200);
        for below in ["", "/membership", "/members", "/roles"] {
            assert_eq!(editor.get(&alpha(app, below)).await.summary(), "404 not_found", "{below}");
        }
        assert_eq!(editor.get("/organizations").await.ok::<List<Organization>>().items.len(), 0);
    }

    async fn t6_only_the_membership_ends(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        admin.post(&of(app, DIVIDED, "/activate"), &json!({})).await.ok::<Member>();
        let divided = app.signed_in(DIVIDED).await;
        assert_eq!(divided.get(&alpha(app, "")).await.status, 200);
        assert_eq!(admin.delete(&of(app, DIVIDED, "")).await.status, 204);
        assert_eq!(divided.get(&alpha(app, "")).await.summary(), "404 not_found");
        assert_eq!(divided.get(&format!("/organizations/{}", app.world.beta)).await.status, 200);
        let account = format!("SELECT COUNT(*) FROM accounts WHERE email_key = '{DIVIDED}' AND NOT disabled");
        assert_eq!(app.count(&account).await, 1);
    }

    async fn l1_a_repeated_removal_says_that_it_is_done(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.summary(), "410 member_removed");
        let body = json!({"action": "remove", "members": [id(app, EDITOR)]});
        assert_eq!(outcomes(&admin.post(&alpha(app, "/members/bulk"), &body).await), ["member_removed"]);
        assert_eq!((read(app, &admin, EDITOR).await.version, events(app, "member.removed").await), (2, 1));
    }

    async fn l1_two_removals_at_once_remove_once(app: &TestApp) {
        let (a, b) = (app.signed_in(ADMIN).await, app.signed_in(ADMIN).await);
        let path = of(app, EDITOR, "");
        let (one, other) = tokio::join!(a.delete(&path), b.delete(&path));
        let mut answers = [one.summary(), other.summary()];
        answers.sort();
        assert_eq!(answers, ["204", "410 member_removed"]);
        assert_eq!(events(app, "member.removed").await, 1);
        assert_counted(app).await;
    }

    async fn who_has_not_joined_is_not_removed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.delete(&of(app, INVITED, "")).await.summary(), "409 not_joined");
        admin.post(&of(app, INVITED, "/withdraw"), &json!({})).await;
        assert_eq!(admin.delete(&of(app, INVITED, "")).await.summary(), "409 not_joined");
        let body = json!({"action": "remove", "members": [id(app, INVITED)]});
        assert_eq!(outcomes(&admin.post(&alpha(app, "/members/bulk"), &body).await), ["not_joined"]);
    }

    async fn nothing_but_restoring_can_be_done_with_a_removed_member(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        for (method, below, body) in [
            (Method::PATCH, "", json!({"note": "x"})),
            (Method::PUT, "/roles", json!({"roles": []})),
            (Method::POST, "/resend", json!({"send_email": false})),
            (Method::POST, "/link", json!({})),
            (Method::POST, "/withdraw", json!({})),
            (Method::POST, "/deactivate", json!({})),
            (Method::POST, "/activate", json!({})),
            (Method::DELETE, "/sessions", json!({})),
        ] {
            let answer = admin.change(method, &of(app, EDITOR, below), 2, &body).await;
            assert_eq!(answer.summary(), "410 member_removed", "{below}");
        }
        for action in ["resend", "withdraw", "activate", "deactivate", "remove"] {
            let body = json!({"action": action, "members": [id(app, EDITOR)], "send_email": false});
            let answer = admin.post(&alpha(app, "/members/bulk"), &body).await;
            assert_eq!(outcomes(&answer), ["member_removed"], "{action}");
        }
        assert_eq!(read(app, &admin, EDITOR).await.version, 2);
        let actions: Vec<_> = read(app, &admin, EDITOR).await.actions.iter().map(|it| it.action.as_str()).collect();
        assert_eq!(actions, ["restore", "export"]);
    }

    async fn a_removed_person_can_be_invited_again_and_accept(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        let (again, token) = invite(app, &admin, EDITOR).await;
        assert_ne!(again.id, id(app, EDITOR));
        assert_eq!(admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.summary(), "409 already_member");
        let editor = app.signed_in(EDITOR).await;
        assert_eq!(accept(&editor, &token).await.status, 200);
        assert_eq!(editor.get(&alpha(app, "")).await.status, 200);
        let joined: Member = admin.get(&member(app, &again, "")).await.ok();
        assert_eq!((joined.status, joined.roles[0].key.as_str()), (MemberStatus::Active, "viewer"));
        assert_eq!(admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.summary(), "409 already_member");
        let invitation = invitation_body(app, &[EDITOR]);
        assert_eq!(codes(&post(app, &admin, &invitation).await), ["already_member"]);
        assert_counted(app).await;
        // And removed again: two removed members of one address are no conflict.
        assert_eq!(admin.delete(&member(app, &again, "")).await.status, 204);
        assert_eq!(emails(app, &admin, "status=removed").await, [EDITOR, EDITOR]);
        admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.ok::<Member>();
        assert_eq!(admin.post(&member(app, &again, "/restore"), &json!({})).await.summary(), "409 already_member");
        assert_counted(app).await;
    }

    async fn r1_an_old_link_does_not_let_a_removed_person_back_in(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, token) = invite(app, &admin, "nia@new.example").await;
        let browser = app.anonymous();
        assert_eq!(accept(&browser, &token).await.status, 200);
        assert_eq!(admin.delete(&member(app, &nia, "")).await.status, 204);
        assert_eq!(browser.get(&alpha(app, "")).await.summary(), "401 unauthenticated");
        let stranger = app.anonymous();
        for answer in [lookup(&stranger, &token).await, accept(&stranger, &token).await] {
            assert_eq!(answer.summary(), "410 invitation_used");
        }
        app.anonymous().post("/invitations/request", &json!({"token": token})).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 0);
    }

    async fn mails_that_wait_for_a_removed_member_are_cancelled(app: &TestApp) {
        editors_manage_members(app).await;
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        let (nia, token) = invite(app, &editor, "nia@new.example").await;
        editor.post(&member(app, &nia, "/withdraw"), &json!({})).await;
        app.anonymous().post("/invitations/request", &json!({"token": token})).await;
        let to_editor = format!("SELECT COUNT(*) FROM mails WHERE recipient = '{EDITOR}' AND state =");
        assert_eq!(app.count(&format!("{to_editor} 0")).await, 1);
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        assert_eq!((app.count(&format!("{to_editor} 0")).await, app.count(&format!("{to_editor} 4")).await), (0, 1));
        let invited: Member = admin.get(&member(app, &nia, "")).await.ok();
        assert_eq!(invited.invited_by.unwrap().name, "editor");
    }

    async fn somebody_inactive_can_be_removed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.delete(&of(app, GONE, "")).await.status, 204);
        let credentials = Credentials { email: GONE.into(), password: PASSWORD.into() };
        let gone = app.anonymous();
        assert_eq!(gone.post("/session", &credentials).await.status, 200);
        assert_eq!(gone.get(&alpha(app, "")).await.summary(), "404 not_found");
        assert_counted(app).await;
    }
}
