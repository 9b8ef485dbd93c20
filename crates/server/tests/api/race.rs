//! Changes that meet. Of one invitation: exactly one of them holds, and there is a member exactly if it was accepted.
//! Of two administrators: one of them stays.
//!
//! `ROSTER_RACE_ROUNDS` says how often each pair meets.

use std::{collections::BTreeMap, sync::Arc};

use api_types::{BulkResults, InvitationResult, InvitationResults, Member, MemberStatus, Organization};
use axum::http::Method;
use serde_json::{Value, json};
use tokio::{sync::Barrier, task::JoinSet};

use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{accept, alpha, assert_counted, events, invitation_body, invite, lookup, member, token},
    world::{ADMIN, CAUTIOUS, EDITOR, INVITED, VIEWER},
};

/// Enough to see a fault that is not rare, and short.
const ROUNDS: usize = 15;

fn rounds() -> usize {
    std::env::var("ROSTER_RACE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS)
}

/// What one side of a race asks for.
struct Move {
    client: Arc<Client>,
    method: Method,
    path: String,
    version: i64,
    body: Value,
}

/// Both at the same moment, the second one first in every other round; status and code of each.
async fn meet(round: usize, one: Move, other: Move) -> (String, String) {
    let barrier = Arc::new(Barrier::new(2));
    let run = |side: Move| {
        let barrier = Arc::clone(&barrier);
        tokio::spawn(async move {
            barrier.wait().await;
            summary(&side.client.change(side.method, &side.path, side.version, &side.body).await)
        })
    };
    let (one, other) = if round.is_multiple_of(2) {
        let one = run(one);
        (one, run(other))
    } else {
        let other = run(other);
        (run(one), other)
    };
    (one.await.unwrap(), other.await.unwrap())
}

/// Status and code of an answer; of a bulk action, of the answer for its one member.
fn summary(answer: &Answer) -> String {
    let one = serde_json::from_slice::<BulkResults>(&answer.body).ok();
    match one.and_then(|bulk| bulk.results.into_iter().next()).and_then(|result| result.problem) {
        Some(problem) => format!("409 {}", problem.code),
        None => answer.summary(),
    }
}

/// How often each pair of answers came.
#[derive(Default)]
struct Seen(BTreeMap<(String, String), usize>);

impl Seen {
    fn note(&mut self, answers: &(String, String)) {
        *self.0.entry(answers.clone()).or_default() += 1;
    }
}

impl Drop for Seen {
    fn drop(&mut self) {
        println!("{:?}", self.0);
    }
}

/// Somebody who is invited again and again, and has an account so that no password needs hashing.
struct Scene<'a> {
    app: &'a TestApp,
    admin: Arc<Client>,
    invitee: Arc<Client>,
    email: &'static str,
}

impl<'a> Scene<'a> {
    async fn new(app: &'a TestApp) -> Self {
        let (admin, invitee) = (app.signed_in(ADMIN).await, app.signed_in(crate::support::world::OUTSIDER).await);
        let email = crate::support::world::OUTSIDER;
        Self { app, admin: Arc::new(admin), invitee: Arc::new(invitee), email }
    }

    async fn invited(&self) -> (Member, String) {
        invite(self.app, &self.admin, self.email).await
    }

    fn accept(&self, token: &str) -> Move {
        let body = json!({"token": token});
        let path = "/invitations/accept".to_owned();
        Move { client: Arc::clone(&self.invitee), method: Method::POST, path, version: 0, body }
    }

    fn ask(&self, method: Method, of: &Member, below: &str, body: Value) -> Move {
        let path = member(self.app, of, below);
        Move { client: Arc::clone(&self.admin), method, path, version: of.version, body }
    }

    /// The member as it is now, if it still is one.
    async fn now(&self, of: &Member) -> Option<Member> {
        let answer = self.admin.get(&member(self.app, of, "")).await;
        (answer.status == 200).then(|| answer.ok())
    }

    /// Whether the invitee is in the organization.
    async fn is_in(&self) -> bool {
        self.invitee.get(&alpha(self.app, "")).await.status == 200
    }

    /// Takes the member away, and with it what the round has left.
    async fn clear(&self, of: &Member) {
        match self.now(of).await.map(|member| member.status) {
            Some(MemberStatus::Invited) => {
                assert_eq!(self.admin.post(&member(self.app, of, "/withdraw"), &json!({})).await.status, 204);
            }
            Some(MemberStatus::Active) => {
                assert_eq!(self.admin.delete(&member(self.app, of, "")).await.status, 204);
            }
            _ => {}
        }
    }
}

both_engines! {
    async fn c3_accepting_meets_accepting(app: &TestApp) {
        app.sql("UPDATE organizations SET seat_limit = NULL").await;
        let (scene, mut seen) = (Scene::new(app).await, Seen::default());
        for round in 0..rounds() {
            let (nia, token) = scene.invited().await;
            let answers = meet(round, scene.accept(&token), scene.accept(&token)).await;
            seen.note(&answers);
            let mut both = [answers.0.as_str(), answers.1.as_str()];
            both.sort_unstable();
            assert_eq!(both, ["200", "410 invitation_used"]);
            assert_eq!(scene.now(&nia).await.unwrap().status, MemberStatus::Active);
            scene.clear(&nia).await;
        }
    }

    async fn c9_many_at_once_take_no_more_seats_than_there_are(app: &TestApp) {
        const FREE: usize = 5;
        let admin = Arc::new(app.signed_in(ADMIN).await);
        let used = admin.get(&alpha(app, "")).await.ok::<Organization>().seats.unwrap().used as usize;
        app.sql(&format!("UPDATE organizations SET seat_limit = {} WHERE number = '1001'", used + FREE)).await;
        let mut inviting = JoinSet::new();
        for number in 0..100 {
            let (admin, path) = (Arc::clone(&admin), alpha(app, "/invitations"));
            let body = invitation_body(app, &[&format!("p{number}@new.example")]);
            inviting.spawn(async move { admin.post(&path, &body).await });
        }
        let (mut tokens, mut seen) = (Vec::new(), BTreeMap::<String, usize>::new());
        for answer in inviting.join_all().await {
            let result = (answer.status == 200).then(|| answer.ok::<InvitationResults>().results.remove(0));
            let outcome = match result {
                Some(InvitationResult { link: Some(link), .. }) => {
                    tokens.push(token(&link));
                    "ok".to_owned()
                }
                Some(InvitationResult { problem, .. }) => problem.unwrap().code,
                None => answer.summary(),
            };
            *seen.entry(outcome).or_default() += 1;
        }
        println!("{seen:?}");
        // Whoever collided too often was told to try again later.
        assert!(seen.keys().all(|outcome| ["ok", "no_seat_left", "503 unavailable"].contains(&outcome.as_str())), "{seen:?}");
        assert!((1..=FREE).contains(&tokens.len()), "{seen:?}");
        let mut accepting = JoinSet::new();
        for token in tokens.clone() {
            let client = app.anonymous();
            accepting.spawn(async move { accept(&client, &token).await.summary() });
        }
        assert!(accepting.join_all().await.iter().all(|answer| answer == "200"));
        let seats = admin.get(&alpha(app, "")).await.ok::<Organization>().seats.unwrap();
        assert_eq!(seats.used as usize, used + tokens.len());
        assert_counted(app).await;
    }

    async fn c5_accepting_meets_withdrawing(app: &TestApp) {
        app.sql("UPDATE organizations SET seat_limit = NULL").await;
        let (scene, mut seen) = (Scene::new(app).await, Seen::default());
        for round in 0..rounds() {
            let (nia, token) = scene.invited().await;
            let withdraw = scene.ask(Method::POST, &nia, "/withdraw", json!({}));
            let answers = meet(round, scene.accept(&token), withdraw).await;
            seen.note(&answers);
            let present = scene.now(&nia).await.map(|member| member.status);
            match (answers.0.as_str(), answers.1.as_str()) {
                ("200", "409 not_pending") => {
                    assert_eq!((present, scene.is_in().await), (Some(MemberStatus::Active), true));
                }
                ("410 invitation_withdrawn", "204") => {
                    assert_eq!((present, scene.is_in().await), (Some(MemberStatus::Withdrawn), false));
                    assert_eq!(lookup(&scene.invitee, &token).await.summary(), "410 invitation_withdrawn");
                }
                other => panic!("{other:?}"),
            }
            scene.clear(&nia).await;
        }
    }

    async fn c5_accepting_meets_sending_again(app: &TestApp) {
        app.sql("UPDATE organizations SET seat_limit = NULL").await;
        let (scene, mut seen) = (Scene::new(app).await, Seen::default());
        for round in 0..rounds() {
            let (nia, token) = scene.invited().await;
            let resend = scene.ask(Method::POST, &nia, "/resend", json!({"send_email": false}));
            let answers = meet(round, scene.accept(&token), resend).await;
            seen.note(&answers);
            let present = scene.now(&nia).await.map(|member| member.status);
            match (answers.0.as_str(), answers.1.as_str()) {
                ("200", "409 not_pending") => {
                    assert_eq!((present, scene.is_in().await), (Some(MemberStatus::Active), true));
                }
                ("410 invitation_replaced", "200") => {
                    assert_eq!((present, scene.is_in().await), (Some(MemberStatus::Invited), false));
                }
                other => panic!("{other:?}"),
            }
            scene.clear(&nia).await;
        }
    }

    async fn c5_accepting_meets_a_change_of_roles(app: &TestApp) {
        app.sql("UPDATE organizations SET seat_limit = NULL").await;
        let (scene, mut seen) = (Scene::new(app).await, Seen::default());
        let [_, editor, viewer] = app.world.alpha_roles;
        for round in 0..rounds() {
            let (nia, token) = scene.invited().await;
            let assign = scene.ask(Method::PUT, &nia, "/roles", json!({"roles": [editor]}));
            let answers = meet(round, scene.accept(&token), assign).await;
            seen.note(&answers);
            let present = scene.now(&nia).await.unwrap();
            assert_eq!((present.status, scene.is_in().await), (MemberStatus::Active, true));
            match (answers.0.as_str(), answers.1.as_str()) {
                ("200", "200") => assert_eq!((present.roles[0].id, present.version), (editor, 3)),
                ("200", "412 stale") => assert_eq!((present.roles[0].id, present.version), (viewer, 2)),
                other => panic!("{other:?}"),
            }
            scene.clear(&nia).await;
        }
    }

    async fn c1_two_administrators_demote_each_other(app: &TestApp) {
        let mut seen = Seen::default();
        let (ada, eve) = (Arc::new(app.signed_in(ADMIN).await), Arc::new(app.signed_in(CAUTIOUS).await));
        let [administrator, _, viewer] = app.world.alpha_roles;
        let path = |email| alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, email)));
        for round in 0..rounds() {
            let version = async |client: &Client, email| client.get(&path(email)).await.ok::<Member>().version;
            let demote = async |client: &Arc<Client>, email| Move {
                client: Arc::clone(client),
                method: Method::PUT,
                path: format!("{}/roles", path(email)),
                version: version(client, email).await,
                body: json!({"roles": [viewer]}),
            };
            let answers = meet(round, demote(&ada, CAUTIOUS).await, demote(&eve, ADMIN).await).await;
            seen.note(&answers);
            let (winner, loser) = match (answers.0.as_str(), answers.1.as_str()) {
                ("200", "409 last_administrator") => (&ada, CAUTIOUS),
                ("409 last_administrator", "200") => (&eve, ADMIN),
                // The loser was asked who it is only after the winner had finished.
                ("200", "404 not_found") => (&ada, CAUTIOUS),
                ("404 not_found", "200") => (&eve, ADMIN),
                other => panic!("{other:?}"),
            };
            let body = json!({"roles": [administrator]});
            let again = format!("{}/roles", path(loser));
            let version = version(winner, loser).await;
            assert_eq!(winner.change(Method::PUT, &again, version, &body).await.status, 200);
        }
        assert_counted(app).await;
    }
    async fn c1_two_administrators_end_each_others_access_on_any_two_paths(app: &TestApp) {
        app.sql("UPDATE organizations SET seat_limit = NULL").await;
        let mut seen = Seen::default();
        for one in 0..End::ALL.len() {
            for other in one..End::ALL.len() {
                for round in 0..rounds().div_ceil(5) {
                    end_each_other(app, &mut seen, round, End::ALL[one], End::ALL[other]).await;
                }
            }
        }
        assert_counted(app).await;
    }

    async fn rol4_a_role_is_widened_while_it_is_given(app: &TestApp) {
        app.sql(
            "UPDATE roles SET permissions = 'organization.read members.read roles.read roles.assign devices.read' \
             WHERE key = 'editor' AND organization_id = (SELECT id FROM organizations WHERE number = '1001')",
        )
        .await;
        let mut seen = Seen::default();
        let (ada, eddie) = (Arc::new(app.signed_in(ADMIN).await), Arc::new(app.signed_in(EDITOR).await));
        let [_, _, viewer] = app.world.alpha_roles;
        let own = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, VIEWER)));
        for round in 0..rounds() {
            let new = json!({"from": viewer, "name": format!("Watch {round}"), "permissions": ["devices.read"]});
            let role: api_types::Role = ada.post(&alpha(app, "/roles"), &new).await.ok();
            let version = ada.get(&own).await.ok::<Member>().version;
            let give = Move {
                client: Arc::clone(&eddie),
                method: Method::PUT,
                path: format!("{own}/roles"),
                version,
                body: json!({"roles": [role.id]}),
            };
            let widen = Move {
                client: Arc::clone(&ada),
                method: Method::PATCH,
                path: alpha(app, &format!("/roles/{}", role.id)),
                version: 1,
                body: json!({"permissions": ["members.manage"]}),
            };
            let answers = meet(round, give, widen).await;
            seen.note(&answers);
            // Eddie gave the small role and it grew, or was told that it is above him.
            assert!(["200", "403 above_yourself"].contains(&answers.0.as_str()), "{answers:?}");
            assert_eq!(answers.1, "200");
            let holds = ada.get(&own).await.ok::<Member>().roles.iter().any(|held| held.id == role.id);
            assert_eq!(holds, answers.0 == "200");
            let back = ada.get(&own).await.ok::<Member>().version;
            ada.change(Method::PUT, &format!("{own}/roles"), back, &json!({"roles": [viewer]})).await.ok::<Member>();
        }
        assert_counted(app).await;
    }

    async fn rol4_a_role_is_deleted_while_it_is_given(app: &TestApp) {
        let mut seen = Seen::default();
        let ada = Arc::new(app.signed_in(ADMIN).await);
        let [_, _, viewer] = app.world.alpha_roles;
        let own = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, VIEWER)));
        for round in 0..rounds() {
            let new = json!({"from": viewer, "name": format!("Watch {round}")});
            let role: api_types::Role = ada.post(&alpha(app, "/roles"), &new).await.ok();
            let version = ada.get(&own).await.ok::<Member>().version;
            let body = json!({"roles": [role.id]});
            let path = format!("{own}/roles");
            let give = Move { client: Arc::clone(&ada), method: Method::PUT, path, version, body };
            let path = alpha(app, &format!("/roles/{}", role.id));
            let delete =
                Move { client: Arc::clone(&ada), method: Method::DELETE, path, version: 1, body: json!({}) };
            let answers = meet(round, give, delete).await;
            seen.note(&answers);
            let held = ada.get(&own).await.ok::<Member>();
            match (answers.0.as_str(), answers.1.as_str()) {
                ("200", "409 role_held") => assert_eq!(held.roles[0].id, role.id),
                ("422 invalid", "204") => assert_eq!(held.roles[0].id, viewer),
                other => panic!("{other:?}"),
            }
            let body = json!({"roles": [viewer]});
            ada.change(Method::PUT, &format!("{own}/roles"), held.version, &body).await.ok::<Member>();
        }
        assert_counted(app).await;
    }

    async fn r1_removing_meets_registering_what_blocks_it(app: &TestApp) {
        let mut seen = Seen::default();
        let (admin, program) = (Arc::new(app.signed_in(ADMIN).await), Arc::new(app.program().await));
        let needed = |references: Value| json!({"references": references});
        for leave in Leave::ALL {
            for round in 0..rounds() {
                let (own, going) = leave.of(app, &admin);
                let path = format!("{own}/references/portal");
                let body = needed(json!([{"id": "1", "kind": "Work order", "title": "Pump"}]));
                let register =
                    Move { client: Arc::clone(&program), method: Method::PUT, path: path.clone(), version: 0, body };
                let answers = meet(round, going, register).await;
                seen.note(&answers);
                let status = admin.get(&own).await.ok::<Member>().status;
                let is_gone = matches!(status, MemberStatus::Removed | MemberStatus::Withdrawn);
                let references = app.count("SELECT COUNT(*) FROM member_references").await;
                match (answers.0.as_str(), answers.1.as_str()) {
                    ("204" | "200", "410 member_removed" | "410 invitation_withdrawn") => {
                        assert_eq!((is_gone, references), (true, 0));
                        assert_eq!(admin.post(&format!("{own}/restore"), &json!({})).await.status, 200);
                    }
                    ("409 blocked", "204") => {
                        assert_eq!((is_gone, references), (false, 1));
                        assert_eq!(program.put(&path, &needed(json!([]))).await.status, 204);
                    }
                    other => panic!("{leave:?}: {other:?}"),
                }
            }
        }
        assert_counted(app).await;
    }

    async fn c1_two_administrators_give_each_other_the_same_last_day(app: &TestApp) {
        let mut seen = Seen::default();
        let (ada, eve) = (Arc::new(app.signed_in(ADMIN).await), Arc::new(app.signed_in(CAUTIOUS).await));
        let path = |email| alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, email)));
        for round in 0..rounds() {
            let set = async |client: &Arc<Client>, email, body: Value| Move {
                client: Arc::clone(client),
                method: Method::PUT,
                path: format!("{}/schedule", path(email)),
                version: client.get(&path(email)).await.ok::<Member>().version,
                body,
            };
            let day = json!({"active_until": "2026-12-01"});
            let (one, other) = (set(&ada, CAUTIOUS, day.clone()).await, set(&eve, ADMIN, day).await);
            let answers = meet(round, one, other).await;
            seen.note(&answers);
            let (winner, loser) = match (answers.0.as_str(), answers.1.as_str()) {
                ("200", "409 last_administrator") => (&ada, CAUTIOUS),
                ("409 last_administrator", "200") => (&eve, ADMIN),
                other => panic!("{other:?}"),
            };
            let undo = set(winner, loser, json!({})).await;
            assert_eq!(winner.change(undo.method, &undo.path, undo.version, &undo.body).await.status, 200);
        }
    }

    async fn r1_being_removed_meets_inviting_oneself(app: &TestApp) {
        let mut seen = Seen::default();
        let ada = Arc::new(app.signed_in(ADMIN).await);
        let path = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, CAUTIOUS)));
        for round in 0..rounds() {
            let eve = Arc::new(app.signed_in(CAUTIOUS).await);
            let remove = End::Remove.by(app, &ada, CAUTIOUS).await;
            let (path_of_invitations, body) = (alpha(app, "/invitations"), invitation_body(app, &[CAUTIOUS]));
            let invite = Move { client: eve, method: Method::POST, path: path_of_invitations, version: 0, body };
            let answers = meet(round, remove, invite).await;
            seen.note(&answers);
            assert_eq!(answers.0, "204");
            assert!(["200", "401 unauthenticated", "403 forbidden", "404 not_found"].contains(&answers.1.as_str()));
            // 200 is the answer that the address is a member already.
            assert_eq!(events(app, "invitation.created").await, 0);
            assert_eq!(ada.post(&format!("{path}/restore"), &json!({})).await.status, 200);
        }
        assert_counted(app).await;
    }
}

/// A way to end the membership of a viewer, or its invitation.
#[derive(Debug, Clone, Copy)]
enum Leave {
    Remove,
    BulkRemove,
    Withdraw,
    BulkWithdraw,
}

impl Leave {
    const ALL: [Self; 4] = [Self::Remove, Self::BulkRemove, Self::Withdraw, Self::BulkWithdraw];

    fn of(self, app: &TestApp, client: &Arc<Client>) -> (String, Move) {
        let email = if matches!(self, Self::Remove | Self::BulkRemove) { VIEWER } else { INVITED };
        let id = app.world.member(app.world.alpha, email);
        let own = alpha(app, &format!("/members/{id}"));
        let bulk =
            |action: &str| (Method::POST, alpha(app, "/members/bulk"), json!({"action": action, "members": [id]}));
        let (method, path, body) = match self {
            Self::Remove => (Method::DELETE, own.clone(), json!({})),
            Self::Withdraw => (Method::POST, format!("{own}/withdraw"), json!({})),
            Self::BulkRemove => bulk("remove"),
            Self::BulkWithdraw => bulk("withdraw"),
        };
        (own, Move { client: Arc::clone(client), method, path, version: 0, body })
    }
}

/// A way to end the access of an administrator.
#[derive(Debug, Clone, Copy)]
enum End {
    Roles,
    Deactivate,
    Remove,
    BulkDeactivate,
    BulkRemove,
    FirstDay,
}

impl End {
    const ALL: [Self; 6] =
        [Self::Roles, Self::Deactivate, Self::Remove, Self::BulkDeactivate, Self::BulkRemove, Self::FirstDay];

    async fn by(self, app: &TestApp, client: &Arc<Client>, email: &str) -> Move {
        let id = app.world.member(app.world.alpha, email);
        let own = alpha(app, &format!("/members/{id}"));
        let bulk =
            |action: &str| (Method::POST, alpha(app, "/members/bulk"), json!({"action": action, "members": [id]}));
        let (method, path, body) = match self {
            Self::Roles => (Method::PUT, format!("{own}/roles"), json!({"roles": [app.world.alpha_roles[2]]})),
            Self::Deactivate => (Method::POST, format!("{own}/deactivate"), json!({})),
            Self::Remove => (Method::DELETE, own.clone(), json!({})),
            Self::BulkDeactivate => bulk("deactivate"),
            Self::BulkRemove => bulk("remove"),
            Self::FirstDay => (Method::PUT, format!("{own}/schedule"), json!({"active_from": "2026-12-01"})),
        };
        let version = client.get(&own).await.ok::<Member>().version;
        Move { client: Arc::clone(client), method, path, version, body }
    }
}

/// One of the two stays an administrator, and then undoes what it did to the other.
async fn end_each_other(app: &TestApp, seen: &mut Seen, round: usize, one: End, other: End) {
    let (ada, eve) = (Arc::new(app.signed_in(ADMIN).await), Arc::new(app.signed_in(CAUTIOUS).await));
    let answers = meet(round, one.by(app, &ada, CAUTIOUS).await, other.by(app, &eve, ADMIN).await).await;
    seen.note(&answers);
    let is_done = |answer: &str| ["200", "204"].contains(&answer);
    // The others are the answers to one whom the server asked who it is only after the winner had finished.
    let is_refused = |answer: &str| {
        ["409 last_administrator", "401 unauthenticated", "403 forbidden", "404 not_found"].contains(&answer)
    };
    let (winner, loser) = match (answers.0.as_str(), answers.1.as_str()) {
        (one, other) if is_done(one) && is_refused(other) => (&ada, CAUTIOUS),
        (one, other) if is_refused(one) && is_done(other) => (&eve, ADMIN),
        answers => panic!("{one:?} and {other:?}: {answers:?}"),
    };
    let own = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, loser)));
    let ended: Member = winner.get(&own).await.ok();
    let undone = match ended.status {
        MemberStatus::Inactive => winner.post(&format!("{own}/activate"), &json!({})).await,
        MemberStatus::Removed => winner.post(&format!("{own}/restore"), &json!({})).await,
        _ => {
            let body = json!({"roles": [app.world.alpha_roles[0]]});
            winner.change(Method::PUT, &format!("{own}/roles"), ended.version, &body).await
        }
    };
    assert_eq!(undone.status, 200);
}
