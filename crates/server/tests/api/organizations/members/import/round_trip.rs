//! The export of the list is imported and changes nothing.

use api_types::{Company, JobState, List, Member, MemberId, Role};
use axum::http::Method;
use base64::{Engine, engine::general_purpose::STANDARD};
use proptest::{
    prelude::*,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::{Value, json};

use super::{alpha, check_as, counts, problems};
use crate::support::{Client, TestApp, both_engines, invitations::invite, world::ADMIN};

/// Users besides those of the world.
const USERS: usize = 24;

/// Samples of what the fields of a user can be.
struct Samples(TestRunner);

impl Samples {
    fn one<S: Strategy>(&mut self, strategy: S) -> S::Value {
        strategy.new_tree(&mut self.0).unwrap().current()
    }

    /// A text that separators, quotation marks and formulas of CSV are in.
    fn text(&mut self) -> String {
        let odd =
            prop::sample::select(vec!["=1+1", "a; b", "x|y", "\"q\"", "'=x", "a,b", "Łukasz", "اسم", "@x", "-", "ß"]);
        let words = prop::collection::vec(prop_oneof![odd.prop_map(str::to_owned), "[a-zA-Zé;|,' ]{1,12}"], 1..3);
        let text = self.one(words).join(" ");
        let text = text.trim().to_owned();
        if text.chars().any(char::is_alphanumeric) { text } else { format!("x{text}") }
    }
}

async fn patch(client: &Client, path: &str, body: &Value) {
    let version = client.get(path).await.ok::<Member>().version;
    let answer = client.change(Method::PATCH, path, version, body).await;
    assert_eq!(answer.status, 200, "{body}: {}", answer.summary());
}

/// Fills Alpha with users of every kind.
async fn fill(app: &TestApp, admin: &Client, samples: &mut Samples) {
    let mut roles: Vec<_> = app.world.alpha_roles.to_vec();
    let mut companies = vec![app.world.alpha_company];
    for number in 0..3 {
        let name = format!("{} {number}", samples.text());
        let answer = admin.post(&alpha(app, "/roles"), &json!({"from": app.world.alpha_roles[2], "name": name})).await;
        roles.push(answer.ok::<Role>().id);
        let name = if number < 2 { "Twin; Twin".to_owned() } else { samples.text() };
        companies.push(admin.post(&alpha(app, "/companies"), &json!({"name": name})).await.ok::<Company>().id);
    }
    let mut supervisors: Vec<MemberId> = Vec::new();
    for number in 0..USERS {
        let (member, _) = invite(app, admin, &format!("user{number}@new.example")).await;
        let path = alpha(app, &format!("/members/{}", member.id));
        if number % 5 != 0 {
            let given = if number % 7 == 0 { "Same".to_owned() } else { samples.text() };
            let family = if number % 3 == 0 { String::new() } else { samples.text() };
            patch(
                admin,
                &path,
                &json!({"given_name": given, "family_name": if number % 7 == 0 { "Name" } else { &family }}),
            )
            .await;
        }
        let companies: Vec<_> =
            samples.one(prop::sample::subsequence(companies.clone(), 0..companies.len()).prop_shuffle());
        let supervisor = supervisors.get(number / 2).map(|id| json!(id)).unwrap_or(json!(""));
        patch(
            admin,
            &path,
            &json!({"signature": format!("S{number}"), "companies": companies, "supervisor": supervisor}),
        )
        .await;
        let held: Vec<_> = samples.one(prop::sample::subsequence(roles.clone(), 1..roles.len()).prop_shuffle());
        let version = admin.get(&path).await.ok::<Member>().version;
        let answer = admin.change(Method::PUT, &format!("{path}/roles"), version, &json!({"roles": held})).await;
        assert_eq!(answer.status, 200, "{}", answer.summary());
        if number % 6 == 5 {
            let days = json!({"active_from": "2026-12-24", "active_until": "2027-12-31"});
            let version = admin.get(&path).await.ok::<Member>().version;
            assert_eq!(admin.change(Method::PUT, &format!("{path}/schedule"), version, &days).await.status, 200);
        }
        // Several people with one name, and supervisors who are active.
        let active = [ADMIN, crate::support::world::EDITOR, crate::support::world::CAUTIOUS];
        supervisors.push(app.world.member(app.world.alpha, active[number % 3]));
    }
    let viewer = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, crate::support::world::VIEWER)));
    let editor = alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, crate::support::world::EDITOR)));
    for path in [viewer, editor] {
        patch(admin, &path, &json!({"given_name": "Same", "family_name": "Name"})).await;
    }
}

both_engines! {
    async fn usr7_the_export_of_the_list_changes_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let mut samples = Samples(TestRunner::deterministic());
        fill(app, &admin, &mut samples).await;
        let all: List<Member> = admin.get(&alpha(app, "/members?limit=200")).await.ok();
        let number = all.items.len() as u64;
        let before = app.count("SELECT CAST(SUM(version) AS BIGINT) FROM members").await;
        for query in ["", "?delimiter=semicolon&bom=true", "?columns=name,email,roles,supervisor,active_until"] {
            let file = admin.get(&alpha(app, &format!("/members/export{query}"))).await.text();
            for (clear_empty, find_by) in [(false, "email"), (true, "email"), (false, "signature")] {
                let body = json!({"file": STANDARD.encode(&file), "clear_empty": clear_empty, "find_by": find_by});
                let import = check_as(app, &admin, body).await;
                let problems = problems(app, &admin, &import).await;
                assert_eq!(problems, Vec::<String>::new(), "{query} {find_by}: {file}");
                assert_eq!((import.job.state, counts(&import)), (JobState::Ready, [0, 0, number, 0, 0]), "{query}: {file}");
            }
        }
        assert_eq!(app.count("SELECT CAST(SUM(version) AS BIGINT) FROM members").await, before);
    }
}
