//! `Member.actions`, against what the routes answer

use std::sync::atomic::{AtomicUsize, Ordering};

use api_types::{
    ActionRefusal, InvitationResults, List, Member, MemberAction, MemberStatus, ReplacedSupervisors, RoleId,
};
use axum::http::Method;
use serde_json::json;

use crate::support::{
    Client, TestApp, both_engines,
    invitations::{alpha, invitation_body, invite, member, post, with},
    world::{ADMIN, CAUTIOUS, DIVIDED, EDITOR, GONE, VIEWER},
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
        MemberAction::Activate => client.post(&at("/activate"), &json!({})).await,
        MemberAction::Deactivate => client.post(&at("/deactivate"), &json!({})).await,
        MemberAction::Remove => client.delete(&at("")).await,
        MemberAction::EndSessions => client.delete(&at("/sessions")).await,
        MemberAction::ChangeEmail => {
            // Each time another one: nobody gets two mails at once.
            static NUMBER: AtomicUsize = AtomicUsize::new(0);
            let new = format!("new-{}@new.example", NUMBER.fetch_add(1, Ordering::Relaxed));
            client.post(&at("/email-change"), &json!({"email": new})).await
        }
        MemberAction::Export => client.get(&at("/export")).await,
        MemberAction::PasswordReset => client.post(&at("/password-reset"), &json!({"send_email": true})).await,
        MemberAction::ResetSecondFactor => {
            client.send(Method::DELETE, &at("/second-factor"), Some(b"{\"reason\":\"Lost\"}".to_vec())).await
        }
        MemberAction::ReplaceSupervisor => {
            let body = json!({"from": on.id, "dry_run": true});
            let answer = client.post(&alpha(app, "/supervisors/replace"), &body).await;
            if answer.status == 200 && answer.ok::<ReplacedSupervisors>().count == 0 {
                return "404 nobody".to_owned();
            }
            answer
        }
        MemberAction::SetSchedule => {
            let body = json!({"active_until": "2036-11-21"});
            client.change(Method::PUT, &at("/schedule"), on.version, &body).await
        }
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
        Some((false, Some(ActionRefusal::Yourself))) => answered == "409 own_account",
        Some((false, Some(ActionRefusal::LastAdministrator))) => answered == "409 last_administrator",
        Some((false, Some(ActionRefusal::IdentityProvider))) => answered == "409 password_elsewhere",
        Some((false, Some(ActionRefusal::NotJoined))) => answered == "409 not_joined",
        Some((false, Some(ActionRefusal::Inactive))) => answered == "409 not_active",
        Some((false, Some(ActionRefusal::SharedAccount))) => answered == "409 shared_account",
        None => answered.starts_with('4'),
        _ => false,
    };
    assert!(expected, "{} {:?} {action}: {told:?}, but {answered}", on.email, on.status);
}

/// Makes good what an action did to a member: as it was, with its version one higher each time.
async fn undo(app: &TestApp, admin: &Client, before: &Member) {
    let now: Member = admin.get(&member(app, before, "")).await.ok();
    if now.status == MemberStatus::Removed && before.status != MemberStatus::Removed {
        admin.post(&member(app, before, "/restore"), &json!({})).await.ok::<Member>();
    }
    let verb = match (now.status, before.status) {
        (MemberStatus::Inactive, MemberStatus::Active) => "/activate",
        (MemberStatus::Active, MemberStatus::Inactive) => "/deactivate",
        _ => return,
    };
    admin.post(&member(app, before, verb), &json!({})).await.ok::<Member>();
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
        let [administrator, _, viewer] = app.world.alpha_roles;
        let cautious = app.signed_in(CAUTIOUS).await;
        for (number, permissions) in CALLERS.into_iter().chain(["administrator"]).enumerate() {
            let caller = if permissions == "administrator" { ADMIN } else { EDITOR };
            let client = async || app.signed_in(caller).await;
            if permissions != "administrator" {
                editors_can(app, permissions).await;
            }
            let emails = [ADMIN, EDITOR, VIEWER, DIVIDED, GONE];
            let all = emails.into_iter().flat_map(|email| MemberAction::ALL.map(|action| (email, action)));
            for (email, action) in all {
                // What ends the sessions of the caller does so each time.
                let client = client().await;
                let path = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, email)));
                let on: Member = client.get(&path).await.ok();
                assert_agrees(app, &client, &on, action).await;
                undo(app, &cautious, &on).await;
            }
            for action in MemberAction::ALL {
                let path = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, VIEWER)));
                assert_eq!(cautious.delete(&path).await.status, 204);
                let (client, on): (_, Member) = (client().await, cautious.get(&path).await.ok());
                let seen: Member = client.get(&path).await.ok();
                assert_eq!((on.status, seen.status), (MemberStatus::Removed, MemberStatus::Removed));
                assert_agrees(app, &client, &seen, action).await;
                cautious.post(&member(app, &on, "/restore"), &json!({})).await;
            }
            let client = client().await;
            let read = async |id| client.get(&alpha(app, &format!("/members/{id}"))).await.ok::<Member>();
            for status in [MemberStatus::Invited, MemberStatus::Expired, MemberStatus::Withdrawn] {
                for role in [administrator, viewer] {
                    let members = invitations(app, &cautious, status, role, &format!("caller{number}")).await;
                    for (on, action) in members.iter().zip(MemberAction::ALL) {
                        let on = read(on.id).await;
                        assert_eq!(on.status, status);
                        assert_agrees(app, &client, &on, action).await;
                    }
                }
            }
        }
    }

    async fn usr17_ending_access_is_refused_for_oneself_and_the_last_administrator(app: &TestApp) {
        app.sql(
            "UPDATE roles SET permissions = (SELECT permissions FROM roles administrators \
             WHERE administrators.key = 'administrator' AND administrators.organization_id = roles.organization_id) \
             WHERE key = 'editor'",
        )
        .await;
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        let refusals = async |client: &Client, email| {
            let list: List<Member> = client.get(&alpha(app, "/members")).await.ok();
            let id = app.world.member(app.world.alpha, email);
            let listed = list.items.into_iter().find(|member| member.id == id).unwrap();
            let one: Member = client.get(&alpha(app, &format!("/members/{id}"))).await.ok();
            assert_eq!(listed.actions, one.actions);
            let remove = one.actions.into_iter().find(|it| it.action == MemberAction::Remove);
            remove.unwrap().reason
        };
        assert_eq!(refusals(&admin, ADMIN).await, Some(ActionRefusal::Yourself));
        assert_eq!(refusals(&admin, CAUTIOUS).await, None);
        assert_eq!(refusals(&editor, ADMIN).await, None);
        let cautious = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, CAUTIOUS)));
        assert_eq!(editor.delete(&cautious).await.status, 204);
        assert_eq!(refusals(&editor, ADMIN).await, Some(ActionRefusal::LastAdministrator));
        assert_eq!(refusals(&editor, EDITOR).await, Some(ActionRefusal::Yourself));
        assert_eq!(refusals(&editor, GONE).await, None);
        let on: Member =
            editor.get(&alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, ADMIN)))).await.ok();
        for action in [MemberAction::Deactivate, MemberAction::Remove] {
            assert_agrees(app, &editor, &on, action).await;
        }
    }

    async fn a_list_that_is_known_is_sent_again_to_somebody_else(app: &TestApp) {
        let path = alpha(app, "/members");
        let admin = app.signed_in(ADMIN).await;
        let first = admin.get(&path).await;
        let cautious = app.signed_in(CAUTIOUS).await.with_header("if-none-match", first.header("etag"));
        // What nobody can do to themselves is refused to another one.
        assert_eq!(cautious.get(&path).await.status, 200);
        let admin = admin.with_header("if-none-match", cautious.get(&path).await.header("etag"));
        assert_eq!(admin.get(&path).await.status, 200);
    }

    async fn usr17_every_answer_has_the_same_actions(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        invite(app, &admin, "nia@new.example").await;
        let (bo, _) = invite(app, &admin, "bo@new.example").await;
        admin.post(&member(app, &bo, "/withdraw"), &json!({})).await;
        let gone = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, GONE)));
        assert_eq!(admin.delete(&gone).await.status, 204);
        editors_can(app, CALLERS[3]).await;
        let editor = app.signed_in(EDITOR).await;
        let path = alpha(app, "/members?status=active,invited,inactive,withdrawn,removed");
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
        editors_can(app, "members.invite members.manage roles.assign devices.read").await;
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
