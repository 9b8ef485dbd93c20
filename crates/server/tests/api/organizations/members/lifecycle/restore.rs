//! `POST …/members/{member}/restore`, of removed members

use api_types::{InvitationResults, Member, MemberStatus};
use axum::http::Method;
use serde_json::json;

use super::{change, events_with, id, of, read};
use crate::support::{
    both_engines,
    invitations::{alpha, assert_counted, events, invitation_body, invite, member, post, role, with},
    world::{ADMIN, EDITOR, GONE, INVITED, VIEWER},
};

both_engines! {
    async fn usr12_a_restored_member_is_what_it_was(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        app.signed_in(EDITOR).await;
        let body = json!({"signature": "ED", "note": "Key 7", "supervisor": id(app, VIEWER)});
        assert_eq!(change(app, &admin, Method::PATCH, EDITOR, "", &body).await.status, 200);
        let before = read(app, &admin, EDITOR).await;
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        let answer = admin.post(&of(app, EDITOR, "/restore"), &json!({})).await;
        assert_eq!(answer.header("etag"), "\"4\"");
        assert_eq!(answer.ok::<Member>(), Member { version: 4, ..before });
        assert_eq!(role(&admin, app.world.alpha, "editor").await.holders, 1);
        assert_eq!(app.signed_in(EDITOR).await.get(&alpha(app, "")).await.status, 200);
        assert_eq!(events(app, "member.restored").await, 1);
        assert_eq!(admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.summary(), "409 not_withdrawn");
        assert_counted(app).await;
    }

    async fn usr11_who_waited_for_an_invitation_gives_way_to_who_was_invited_since(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let body = with(invitation_body(app, &["nia@new.example"]), json!({"hold": true}));
        let held = post(app, &admin, &body).await.ok::<InvitationResults>().results.remove(0).member.unwrap();
        assert_eq!(admin.delete(&member(app, &held, "")).await.status, 204);
        invite(app, &admin, "nia@new.example").await;
        assert_eq!(admin.post(&member(app, &held, "/restore"), &json!({})).await.summary(), "409 already_member");
        assert_counted(app).await;
    }

    async fn usr12_who_was_inactive_comes_back_inactive(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let note = json!({"note": "On leave"});
        let inactive: Member = admin.post(&of(app, EDITOR, "/deactivate"), &note).await.ok();
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        assert_eq!(read(app, &admin, EDITOR).await.inactive_note, None);
        let restored: Member = admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.ok();
        assert_eq!((restored.status, &restored.inactive_note), (MemberStatus::Inactive, &inactive.inactive_note));
        assert_eq!(admin.post(&of(app, EDITOR, "/activate"), &json!({})).await.ok::<Member>().inactive_note, None);
        assert_counted(app).await;
    }

    async fn usr12_a_member_can_come_back_without_roles(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        let restored: Member = admin.post(&of(app, EDITOR, "/restore"), &json!({"roles": false})).await.ok();
        assert_eq!((restored.status, restored.roles.len()), (MemberStatus::Active, 0));
        assert_eq!(app.signed_in(EDITOR).await.get(&alpha(app, "")).await.summary(), "404 not_found");
        assert_eq!(events_with(app, "member.restored", "\"roles\":false").await, 1);
        assert_counted(app).await;
        // An invitation needs its roles.
        admin.post(&of(app, INVITED, "/withdraw"), &json!({})).await;
        let refused = admin.post(&of(app, INVITED, "/restore"), &json!({"roles": false})).await;
        assert_eq!(refused.field_errors(), [("/roles".to_owned(), "required".to_owned())]);
        assert_eq!(admin.post(&of(app, INVITED, "/restore"), &json!({"roles": true})).await.status, 200);
    }

    async fn c9_a_full_organization_restores_nobody(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        app.sql("UPDATE organizations SET seat_limit = (SELECT total FROM list_state \
                 WHERE organization_id = organizations.id AND list = 'members') WHERE number = '1001'").await;
        let path = of(app, EDITOR, "/restore");
        assert_eq!(admin.post(&path, &json!({})).await.summary(), "409 no_seat_left");
        assert_eq!(admin.delete(&of(app, VIEWER, "")).await.status, 204);
        // Two who want the seat that has become free.
        let other = app.signed_in(ADMIN).await;
        let (second, none) = (of(app, VIEWER, "/restore"), json!({}));
        let answers = tokio::join!(admin.post(&path, &none), other.post(&second, &none));
        let mut answers = [answers.0.summary(), answers.1.summary()];
        answers.sort();
        assert_eq!(answers, ["200", "409 no_seat_left"]);
        assert_counted(app).await;
    }

    async fn usr12_the_address_may_be_taken_now(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        let (again, _) = invite(app, &admin, EDITOR).await;
        assert_eq!(admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.summary(), "409 already_member");
        assert_eq!(admin.post(&member(app, &again, "/withdraw"), &json!({})).await.status, 204);
        assert_eq!(admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.status, 200);
        assert_eq!(admin.post(&member(app, &again, "/restore"), &json!({})).await.summary(), "409 already_member");
        assert_counted(app).await;
    }

    async fn usr12_the_account_may_be_gone_or_have_joined_again(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for email in [EDITOR, VIEWER] {
            assert_eq!(admin.delete(&of(app, email, "")).await.status, 204);
        }
        app.sql(&format!("DELETE FROM accounts WHERE email_key = '{EDITOR}'")).await;
        assert_eq!(admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.summary(), "409 account_gone");
        // The account has another address than the removed member, and belongs to somebody else now.
        let key = "old@alpha.example";
        app.sql(&format!("UPDATE members SET email = '{key}', email_key = '{key}' WHERE email_key = '{VIEWER}'")).await;
        let (_, token) = invite(app, &admin, VIEWER).await;
        let viewer = app.signed_in(VIEWER).await;
        assert_eq!(crate::support::invitations::accept(&viewer, &token).await.status, 200);
        assert_eq!(admin.post(&of(app, VIEWER, "/restore"), &json!({})).await.summary(), "409 already_member");
        assert_counted(app).await;
    }

    async fn usr12_a_signature_that_somebody_else_has_now_is_not_restored(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let signed = json!({"signature": "AB"});
        for path in [of(app, EDITOR, ""), member(app, &nia, "")] {
            let version = admin.get(&path).await.ok::<Member>().version;
            assert_eq!(admin.change(Method::PATCH, &path, version, &signed).await.status, 200);
            let end = if path.contains(&nia.id.to_string()) {
                admin.post(&format!("{path}/withdraw"), &json!({})).await
            } else {
                admin.delete(&path).await
            };
            assert_eq!(end.status, 204);
        }
        let taken = json!({"signature": "ab"});
        assert_eq!(change(app, &admin, Method::PATCH, VIEWER, "", &taken).await.status, 200);
        for path in [of(app, EDITOR, "/restore"), member(app, &nia, "/restore")] {
            assert_eq!(admin.post(&path, &json!({})).await.ok::<Member>().signature, None);
        }
        assert_counted(app).await;
    }

    async fn usr12_the_second_factor_is_what_it_is_now(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        app.sql(&format!("UPDATE accounts SET totp_sealed = 'sealed' WHERE email_key = '{EDITOR}'")).await;
        let restored: Member = admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.ok();
        assert_eq!(restored.two_factor, Some(true));
        assert_counted(app).await;
    }

    async fn x17_a_body_is_checked(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.delete(&of(app, GONE, "")).await.status, 204);
        let path = of(app, GONE, "/restore");
        for body in ["{\"dry_run\":true}", "{\"roles\":1}", "{", "[]", "[false]", "null", "false"] {
            let answer = admin.send(Method::POST, &path, Some(body.into())).await;
            assert_eq!(answer.summary(), "400 malformed", "{body}");
        }
        let restored: Member = admin.send(Method::POST, &path, Some(Vec::new())).await.ok();
        assert_eq!((restored.status, restored.roles.len()), (MemberStatus::Inactive, 1));
    }
}
