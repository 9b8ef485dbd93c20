//! `Member.actions`, against what the routes answer

use api_types::{ActionRefusal, InvitationResults, List, Member, MemberAction, MemberStatus, RoleId};
use axum::http::Method;
use serde_json::json;

use crate::support::{
    Client, TestApp, both_engines,
    invitations::{alpha, invitation_body, invite, member, post, with},
    world::{ADMIN, DIVIDED, EDITOR, GONE, VIEWER},
};

/// What an editor can do beside reading the organization.
const CALLERS: [&str; 4] = [
    "members.read",
    "members.read members.manage",
    "members.read roles.assign",
    "members.read members.manage roles.assign devices.read",
];

async fn editors_can(app: &TestApp, permissions: &str) {
    app.sql(&format!("UPDATE roles SET permissions = 'organization.read {permissions}' WHERE key = 'editor'")).await;
}

/// Does it, with a request that changes as little as possible; says what the route answered.
async fn act(app: &TestApp, client: &Client, on: &Member, action: MemberAction) -> String {
    let roles: Vec<_> = on.roles.iter().map(|role| role.id).collect();
    let at = |below| member(app, on, below);
    let answer = match action {
        MemberAction::SetRoles => client.change(Method::PUT, &at("/roles"), on.version, &json!({"roles": roles})).await,
        MemberAction::Update => client.change(Method::PATCH, &at(""), on.version, &json!({})).await,
        MemberAction::Resend => client.post(&at("/resend"), &json!({"send_email": false})).await,
        MemberAction::Link => client.post(&at("/link"), &json!({})).await,
        MemberAction::Withdraw => client.post(&at("/withdraw"), &json!({})).await,
        MemberAction::Restore => client.post(&at("/restore"), &json!({})).await,
    };
    answer.summary()
}

/// Whether the route does what the member says of the action.
async fn assert_agrees(app: &TestApp, client: &Client, on: &Member, action: MemberAction) {
    let told = on.actions.iter().find(|it| it.action == action).copied();
    let answered = act(app, client, on, action).await;
    let expected = match told.map(|it| (it.allowed, it.reason)) {
        Some((true, None)) => answered.starts_with('2'),
        Some((false, Some(ActionRefusal::Forbidden))) => answered == "403 forbidden",
        Some((false, Some(ActionRefusal::AboveYourself))) => answered == "403 above_yourself",
        Some((false, Some(ActionRefusal::Expired))) => answered == "410 invitation_expired",
        None => answered.starts_with('4'),
        _ => false,
    };
    assert!(expected, "{} {:?} {action}: {told:?}, but {answered}", on.email, on.status);
}

/// An invitation for each action.
async fn invitations(app: &TestApp, admin: &Client, status: MemberStatus, role: RoleId, of: &str) -> Vec<Member> {
    let emails = MemberAction::ALL.map(|action| format!("{action}-{status}-{role}@{of}.example"));
    let invitation_body = with(invitation_body(app, &[]), json!({"emails": emails, "roles": [role]}));
    let invited: InvitationResults = post(app, admin, &invitation_body).await.ok();
    if status == MemberStatus::Expired {
        app.sql(&format!("UPDATE members SET status = 2 WHERE email LIKE '%-expired-{role}@{of}.example'")).await;
    }
    let members: Vec<_> = invited.results.into_iter().map(|result| result.member.unwrap()).collect();
    if status == MemberStatus::Withdrawn {
        for one in &members {
            assert_eq!(admin.post(&member(app, one, "/withdraw"), &json!({})).await.status, 204);
        }
    }
    members
}

both_engines! {
    async fn usr17_every_action_on_every_status_agrees_with_its_route(app: &TestApp) {
        app.sql("UPDATE organizations SET seat_limit = NULL").await;
        let admin = app.signed_in(ADMIN).await;
        let editor = app.signed_in(EDITOR).await;
        let [administrator, _, viewer] = app.world.alpha_roles;
        for (number, permissions) in CALLERS.into_iter().chain(["administrator"]).enumerate() {
            let client = if permissions == "administrator" { &admin } else { &editor };
            let read = async |id| client.get(&alpha(app, &format!("/members/{id}"))).await.ok::<Member>();
            if permissions != "administrator" {
                editors_can(app, permissions).await;
            }
            for email in [ADMIN, EDITOR, VIEWER, DIVIDED, GONE] {
                for action in MemberAction::ALL {
                    let on = read(app.world.member(app.world.alpha, email)).await;
                    assert_agrees(app, client, &on, action).await;
                }
            }
            for status in [MemberStatus::Invited, MemberStatus::Expired, MemberStatus::Withdrawn] {
                for role in [administrator, viewer] {
                    let members = invitations(app, &admin, status, role, &format!("caller{number}")).await;
                    for (on, action) in members.iter().zip(MemberAction::ALL) {
                        let on = read(on.id).await;
                        assert_eq!(on.status, status);
                        assert_agrees(app, client, &on, action).await;
                    }
                }
            }
        }
    }

    async fn usr17_every_answer_has_the_same_actions(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        invite(app, &admin, "nia@new.example").await;
        let (bo, _) = invite(app, &admin, "bo@new.example").await;
        admin.post(&member(app, &bo, "/withdraw"), &json!({})).await;
        editors_can(app, CALLERS[3]).await;
        let editor = app.signed_in(EDITOR).await;
        let path = alpha(app, "/members?status=active,invited,inactive,withdrawn");
        let list: List<Member> = editor.get(&path).await.ok();
        assert_eq!(list.items.len(), 9);
        for on in &list.items {
            let one: Member = editor.get(&member(app, on, "")).await.ok();
            assert_eq!(one.actions, on.actions, "{}", on.email);
            if on.actions.iter().any(|it| it.action == MemberAction::Update && it.allowed) {
                let same: Member = editor.change(Method::PATCH, &member(app, on, ""), on.version, &json!({})).await.ok();
                assert_eq!(same.actions, on.actions, "{}", on.email);
            }
        }
        assert!(list.items.iter().any(|on| on.actions.iter().any(|it| !it.allowed)));
    }

    async fn a_list_that_is_known_is_sent_again_when_the_caller_can_do_less(app: &TestApp) {
        editors_can(app, CALLERS[3]).await;
        let path = alpha(app, "/members");
        let editor = app.signed_in(EDITOR).await;
        let first = editor.get(&path).await;
        let editor = editor.with_header("if-none-match", first.header("etag"));
        assert_eq!(editor.get(&path).await.status, 304);
        editors_can(app, CALLERS[0]).await;
        assert_eq!(editor.get(&path).await.status, 200);
    }

    async fn who_can_change_members_but_not_read_them_gets_none(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        editors_can(app, "members.manage roles.assign devices.read").await;
        let editor = app.signed_in(EDITOR).await;
        let [_, _, viewer] = app.world.alpha_roles;
        let none = |answer: crate::support::Answer| (answer.summary(), answer.body.len());
        let path = member(app, &nia, "");
        let changed = editor.change(Method::PATCH, &path, 1, &json!({"message": "Hello"})).await;
        assert_eq!(none(changed), ("204".to_owned(), 0));
        let changed = editor.change(Method::PUT, &member(app, &nia, "/roles"), 2, &json!({"roles": [viewer]})).await;
        assert_eq!(none(changed), ("204".to_owned(), 0));
        for (verb, body) in [("/resend", json!({"send_email": false})), ("/withdraw", json!({})), ("/restore", json!({}))] {
            assert_eq!(none(editor.post(&member(app, &nia, verb), &body).await), ("204".to_owned(), 0), "{verb}");
        }
        assert_eq!(editor.get(&path).await.summary(), "404 not_found");
        let invited: InvitationResults = post(app, &editor, &invitation_body(app, &["bo@new.example"])).await.ok();
        let result = &invited.results[0];
        assert!(result.member.is_none() && result.problem.is_none() && result.link.is_some(), "{result:?}");
        let message = admin.get(&path).await.ok::<Member>().invitation.unwrap().message;
        assert_eq!(message.as_deref(), Some("Hello"));
    }
}
