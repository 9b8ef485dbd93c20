//! Any sequence of changes, against people kept in memory

use std::collections::BTreeMap;

use api_types::{FilterOptions, List, ListQuery, MEMBERS, Member, MemberFilter, MemberStatus, Organization, Role};
use axum::http::Method;
use jiff::{SignedDuration, Timestamp};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use roster_server::maintenance;
use serde_json::json;

use super::super::oracle::{Draft, Row, World, account_email, drafts};
use crate::support::{Client, TestApp, both_engines, invitations::assert_counted, world::ADMIN};

const PEOPLE: usize = 14;

/// A change of the person at a place. A successor is a place too.
#[derive(Debug, Clone)]
enum Step {
    Deactivate(usize, Option<usize>),
    Activate(usize),
    Remove(usize, Option<usize>),
    Restore(usize, bool),
    SetRoles(usize, Vec<usize>),
    /// Gives the reports of one person to another one.
    ReplaceSupervisor(usize, usize),
    /// The first and the last day, counted from today.
    SetSchedule(usize, Option<i64>, Option<i64>),
    /// Days pass, and the server does what is due after each.
    Pass(i64),
}

fn steps() -> impl Strategy<Value = Step> {
    let who = || 0..PEOPLE;
    let successor = || proptest::option::weighted(0.4, 0..PEOPLE);
    let roles = proptest::sample::subsequence(vec![0, 1, 2], 0..=2);
    let days = || proptest::option::weighted(0.6, -1i64..6);
    prop_oneof![
        (who(), successor()).prop_map(|(who, successor)| Step::Deactivate(who, successor)),
        who().prop_map(Step::Activate),
        (who(), successor()).prop_map(|(who, successor)| Step::Remove(who, successor)),
        (who(), proptest::bool::weighted(0.7)).prop_map(|(who, roles)| Step::Restore(who, roles)),
        (who(), who()).prop_map(|(from, to)| Step::ReplaceSupervisor(from, to)),
        // The caller stays an administrator.
        (1..PEOPLE, roles).prop_map(|(who, roles)| Step::SetRoles(who, roles)),
        (who(), days(), days()).prop_map(|(who, from, until)| Step::SetSchedule(who, from, until)),
        (1i64..3).prop_map(Step::Pass),
    ]
}

/// People who have joined; each has an account.
fn people() -> impl Strategy<Value = Vec<Draft>> {
    let joined = (drafts(PEOPLE - 1), proptest::collection::vec(any::<(bool, bool)>(), PEOPLE - 1));
    joined.prop_map(|(drafts, choices)| {
        let draft = |(draft, (is_active, two_factor)): (Draft, (bool, bool))| Draft {
            status: if is_active { MemberStatus::Active } else { MemberStatus::Inactive },
            two_factor: Some(two_factor),
            ..draft
        };
        drafts.into_iter().zip(choices).map(draft).collect()
    })
}

/// People, and the status that those who were removed get back. The first one is the caller.
struct Model {
    world: World,
    removed: BTreeMap<usize, MemberStatus>,
    /// Days since the start.
    today: i64,
}

impl Model {
    /// Changes the people as the server should, and says what it should answer.
    fn take(&mut self, step: &Step) -> &'static str {
        match *step {
            Step::Deactivate(who, successor) => {
                if let Some(problem) = self.why_not(who, &[MemberStatus::Active], "409 not_active", successor) {
                    return problem;
                }
                self.world.rows[who].member.status = MemberStatus::Inactive;
                if successor.is_some() {
                    self.move_reports(who, successor);
                }
                "200"
            }
            Step::Activate(who) => match self.status(who) {
                MemberStatus::Inactive => {
                    self.world.rows[who].member.status = MemberStatus::Active;
                    self.world.rows[who].days.0 = None;
                    if self.is_over(who) {
                        self.world.rows[who].days.1 = None;
                    }
                    "200"
                }
                MemberStatus::Removed => "410 member_removed",
                _ => "409 not_inactive",
            },
            Step::Remove(who, successor) => {
                let joined = [MemberStatus::Active, MemberStatus::Inactive];
                if let Some(problem) = self.why_not(who, &joined, "409 not_joined", successor) {
                    return problem;
                }
                self.removed.insert(who, self.status(who));
                self.world.rows[who].member.status = MemberStatus::Removed;
                self.move_reports(who, successor);
                "204"
            }
            Step::Restore(who, roles) => {
                let Some(status) = self.removed.remove(&who) else { return "409 not_withdrawn" };
                let is_over = self.is_over(who);
                let member = &mut self.world.rows[who].member;
                member.status = if is_over { MemberStatus::Inactive } else { status };
                member.email = member.account.map(account_email).unwrap();
                if !roles {
                    member.roles.clear();
                }
                if self.has_begun(who) {
                    self.world.rows[who].days.0 = None;
                }
                "200"
            }
            Step::ReplaceSupervisor(from, to) => self.replace_supervisor(from, to),
            Step::SetSchedule(who, from, until) => self.set_schedule(who, from, until),
            Step::Pass(days) => {
                for _ in 0..days {
                    self.today += 1;
                    (0..PEOPLE).for_each(|who| self.keep_schedule(who));
                }
                "done"
            }
            Step::SetRoles(who, ref roles) => {
                if self.status(who) == MemberStatus::Removed {
                    return "410 member_removed";
                }
                self.world.rows[who].member.roles = roles.iter().map(|role| self.world.roles[*role]).collect();
                "200"
            }
        }
    }

    fn set_schedule(&mut self, who: usize, from: Option<i64>, until: Option<i64>) -> &'static str {
        let absolute = |day: Option<i64>| day.map(|day| self.today + day);
        let (from, until) = (absolute(from), absolute(until));
        let before = self.world.rows[who].days;
        let new = |day: Option<i64>, before: Option<i64>| day.filter(|_| day != before);
        let is_wrong = new(from, before.0).is_some_and(|day| day <= self.today)
            || new(until, before.1).is_some_and(|day| day < self.today)
            || from.zip(until).is_some_and(|(from, until)| until < from);
        match self.status(who) {
            _ if who == 0 => "409 own_account",
            MemberStatus::Removed => "410 member_removed",
            _ if is_wrong => "422 invalid",
            _ => {
                self.world.rows[who].days = (from, until);
                if from.is_some() {
                    self.world.rows[who].member.status = MemberStatus::Inactive;
                }
                "200"
            }
        }
    }

    /// What the server does for somebody in the morning.
    fn keep_schedule(&mut self, who: usize) {
        let (is_over, has_begun) = (self.is_over(who), self.has_begun(who));
        match self.status(who) {
            MemberStatus::Active if is_over => self.world.rows[who].member.status = MemberStatus::Inactive,
            MemberStatus::Inactive if has_begun => {
                self.world.rows[who].days.0 = None;
                if !is_over {
                    self.world.rows[who].member.status = MemberStatus::Active;
                }
            }
            _ => {}
        }
    }

    fn is_over(&self, who: usize) -> bool {
        self.world.rows[who].days.1.is_some_and(|until| until < self.today)
    }

    fn has_begun(&self, who: usize) -> bool {
        self.world.rows[who].days.0.is_some_and(|from| from <= self.today)
    }

    fn status(&self, who: usize) -> MemberStatus {
        self.world.rows[who].member.status
    }

    /// Why somebody's access cannot end.
    fn why_not(
        &self,
        who: usize,
        statuses: &[MemberStatus],
        otherwise: &'static str,
        successor: Option<usize>,
    ) -> Option<&'static str> {
        let cannot_succeed = |successor| self.status(successor) != MemberStatus::Active || successor == who;
        match self.status(who) {
            _ if who == 0 => Some("409 own_account"),
            MemberStatus::Removed => Some("410 member_removed"),
            status if !statuses.contains(&status) => Some(otherwise),
            _ => successor.filter(|successor| cannot_succeed(*successor)).map(|_| "422 invalid"),
        }
    }

    /// Whether somebody is another one, or reports to them in any number of steps.
    fn is_below(&self, one: usize, other: usize) -> bool {
        let mut above = Some(one);
        while let Some(place) = above.filter(|place| *place != other) {
            let supervisor = self.world.rows[place].member.supervisor;
            above = self.world.rows.iter().position(|row| Some(row.member.id) == supervisor);
        }
        above.is_some()
    }

    /// Gives the reports of one person that the list shows to another one.
    fn replace_supervisor(&mut self, from: usize, to: usize) -> &'static str {
        if from == to || self.status(to) != MemberStatus::Active {
            return "422 invalid";
        }
        let is_report = |place: &usize| {
            let Row { member, .. } = &self.world.rows[*place];
            member.supervisor == Some(self.world.rows[from].member.id) && member.status != MemberStatus::Removed
        };
        let reports: Vec<usize> = (0..PEOPLE).filter(|place| *place != to && is_report(place)).collect();
        if reports.iter().any(|report| self.is_below(to, *report)) {
            return "422 invalid";
        }
        for report in reports {
            self.world.rows[report].member.supervisor = Some(self.world.rows[to].member.id);
        }
        "200"
    }

    /// Gives everybody who reports to one person another supervisor. One from below takes the place of the first.
    fn move_reports(&mut self, from: usize, to: Option<usize>) {
        if let Some(to) = to.filter(|to| self.is_below(*to, from)) {
            self.world.rows[to].member.supervisor = self.world.rows[from].member.supervisor;
        }
        let (from, to) = (self.world.rows[from].member.id, to.map(|to| self.world.rows[to].member.id));
        for row in &mut self.world.rows {
            if row.member.supervisor == Some(from) {
                row.member.supervisor = to;
            }
        }
    }

    fn path(&self, below: &str) -> String {
        format!("/organizations/{}{below}", self.world.organization)
    }

    /// Asks the server for the step.
    async fn ask(&self, app: &TestApp, client: &Client, step: &Step) -> String {
        let id = |place: usize| self.world.rows[place].member.id;
        let at = |who: usize, below: &str| self.path(&format!("/members/{}{below}", id(who)));
        let answer = match step {
            Step::Deactivate(who, successor) => {
                client.post(&at(*who, "/deactivate"), &json!({"successor": successor.map(id)})).await
            }
            Step::Activate(who) => client.post(&at(*who, "/activate"), &json!({})).await,
            Step::Remove(who, successor) => {
                let query = successor.map(|successor| format!("?successor={}", id(successor))).unwrap_or_default();
                client.delete(&at(*who, &query)).await
            }
            Step::Restore(who, roles) => client.post(&at(*who, "/restore"), &json!({"roles": roles})).await,
            Step::ReplaceSupervisor(from, to) => {
                let body = json!({"from": id(*from), "to": id(*to)});
                client.post(&self.path("/supervisors/replace"), &body).await
            }
            Step::SetRoles(who, roles) => {
                let roles: Vec<_> = roles.iter().map(|role| self.world.roles[*role]).collect();
                let version = client.get(&at(*who, "")).await.ok::<Member>().version;
                client.change(Method::PUT, &at(*who, "/roles"), version, &json!({"roles": roles})).await
            }
            Step::SetSchedule(who, from, until) => {
                let day = |day: &Option<i64>| {
                    let at = app.now() + SignedDuration::from_hours(24 * (*day)?);
                    Some(at.to_string()[..10].to_owned())
                };
                let body = json!({"active_from": day(from), "active_until": day(until)});
                let version = client.get(&at(*who, "")).await.ok::<Member>().version;
                client.change(Method::PUT, &at(*who, "/schedule"), version, &body).await
            }
            Step::Pass(days) => {
                for _ in 0..*days {
                    app.clock.advance(SignedDuration::from_hours(24));
                    maintenance::once(&app.state).await.unwrap();
                }
                return "done".to_owned();
            }
        };
        answer.summary()
    }

    /// The caller; sessions do not live as long as days pass here.
    async fn signed_in(&mut self, app: &TestApp) -> Client {
        self.world.now = app.now();
        self.world.rows[0].member.last_sign_in = Some(app.now());
        app.signed_in(ADMIN).await
    }

    /// Compares the status and the days of everybody.
    async fn assert_same_people(&self, client: &Client, start: Timestamp) {
        for row in &self.world.rows {
            let member: Member = client.get(&self.path(&format!("/members/{}", row.member.id))).await.ok();
            let day = |day: &Option<i64>| {
                day.map(|day| (start + SignedDuration::from_hours(24 * day)).to_string()[..10].to_owned())
            };
            let expected = (row.member.status, day(&row.days.0), day(&row.days.1));
            assert_eq!((member.status, member.active_from, member.active_until), expected, "{}", row.member.email);
        }
    }

    /// Compares a list, and the values of all its filters.
    async fn assert_same_list(&self, client: &Client, query: &ListQuery) {
        let text = |query: &ListQuery| {
            form_urlencoded::Serializer::new(String::new()).extend_pairs(query.parameters()).finish()
        };
        let list: List<Member> = client.get(&self.path(&format!("/members?limit=200&{}", text(query)))).await.ok();
        let expected = self.world.expected(query);
        assert_eq!(list.items.iter().map(|member| member.id).collect::<Vec<_>>(), expected, "{query:?}");
        assert_eq!(list.total.count, expected.len() as u64, "{query:?}");
        for filter in MemberFilter::ALL.into_iter().filter(|filter| *filter != MemberFilter::LastSignIn) {
            let path = self.path(&format!("/members/options?filter={filter}&{}", text(query)));
            let options: FilterOptions = client.get(&path).await.ok();
            let mut counted: BTreeMap<_, _> =
                options.items.into_iter().map(|option| (option.value, option.rows.count)).collect();
            counted.retain(|_, rows| *rows > 0);
            let number = |value: &String| {
                self.world.expected(&query.clone().with_filter(filter.as_str(), &[value])).len() as u64
            };
            let mut expected: BTreeMap<_, _> =
                self.world.values(filter).into_iter().map(|value| (value.clone(), number(&value))).collect();
            expected.retain(|_, rows| *rows > 0);
            assert_eq!(counted, expected, "{filter} of {query:?}");
        }
    }

    /// Compares the seats, and the holders of each role.
    async fn assert_same_numbers(&self, client: &Client) {
        let shown = |row: &&Row| row.member.status != MemberStatus::Removed;
        let used = self.world.rows.iter().filter(shown).count() as u64;
        assert_eq!(client.get(&self.path("")).await.ok::<Organization>().seats.unwrap().used, used);
        for role in client.get(&self.path("/roles")).await.ok::<List<Role>>().items {
            let holds = |row: &&Row| row.member.roles.contains(&role.id);
            let holders = self.world.rows.iter().filter(shown).filter(holds).count() as u64;
            assert_eq!(role.holders, holders, "{}", role.key);
        }
    }
}

both_engines! {
    async fn usr12_any_sequence_of_changes_leaves_what_a_plain_model_says(app: &TestApp) {
        let mut runner = TestRunner::deterministic();
        for number in 0..3 {
            let drafts = people().new_tree(&mut runner).unwrap().current();
            let world = World::load(app, 80 + number, &drafts).await;
            let queries = world.queries();
            let mut model = Model { world, removed: BTreeMap::new(), today: 0 };
            let start = app.now();
            for round in 0..60 {
                let step = steps().new_tree(&mut runner).unwrap().current();
                let admin = model.signed_in(app).await;
                let answer = model.ask(app, &admin, &step).await;
                assert_eq!(answer, model.take(&step), "{step:?}");
                if round % 6 == 5 {
                    let admin = model.signed_in(app).await;
                    model.assert_same_list(&admin, &ListQuery::new(&MEMBERS)).await;
                    for _ in 0..3 {
                        let query = queries.new_tree(&mut runner).unwrap().current();
                        model.assert_same_list(&admin, &query).await;
                    }
                    model.assert_same_numbers(&admin).await;
                    model.assert_same_people(&admin, start).await;
                    assert_counted(app).await;
                }
            }
        }
    }
}
