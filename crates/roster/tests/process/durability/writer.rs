//! Those who change members, each its own, one request after another until the server is gone.

use std::{
    collections::BTreeMap,
    hash::{BuildHasher, Hasher, RandomState},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};

use serde_json::{Value, json};

use super::{
    client::Client,
    journal::{ACTIVE, FIRST_ROLE, INACTIVE, INVITED, REMOVED, Step, Story, WITHDRAWN},
};

/// How many are invited by one request.
const TOGETHER: usize = 3;

/// When a writer counts a change as acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acknowledged {
    /// When the server has answered.
    ByAnswer,
    /// As soon as it is sent. No server can keep that: what checks must notice.
    BySending,
}

/// The organization that is written to.
#[derive(Clone)]
pub struct Place {
    /// The path of its API.
    pub path: String,
    /// Ids of its roles by their keys.
    pub roles: BTreeMap<String, String>,
}

/// What writers are told, and what they tell, while they write.
#[derive(Default)]
pub struct Signals {
    /// Asks them to stop.
    pub stop: AtomicBool,
    /// How many requests were answered.
    pub answered: AtomicUsize,
}

/// Writes to its own members.
#[derive(Clone)]
pub struct Writer {
    number: usize,
    pub stories: Vec<Story>,
    invited: usize,
    chance: RandomState,
    drawn: u64,
}

impl Writer {
    /// The writer with this number, whose members nobody else changes.
    pub fn new(number: usize, stories: Vec<Story>) -> Self {
        Self { number, stories, invited: 0, chance: RandomState::new(), drawn: 0 }
    }

    /// Writes until the server is gone, or until it is asked to stop.
    pub fn run(&mut self, client: &Client, place: &Place, rule: Acknowledged, signals: &Signals) {
        while !signals.stop.load(Ordering::Relaxed) {
            let went_on =
                if self.draw(8) == 0 { self.invite(client, place, rule) } else { self.change(client, place, rule) };
            if went_on.is_none() {
                return;
            }
            signals.answered.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Invites some together; nothing when the answer did not come.
    fn invite(&mut self, client: &Client, place: &Place, rule: Acknowledged) -> Option<()> {
        let first = self.stories.len();
        for _ in 0..TOGETHER {
            self.invited += 1;
            let mut story = Story::new(format!("w{}.{}@writers.example", self.number, self.invited));
            story.ask(Step::Invite);
            self.stories.push(story);
        }
        let emails: Vec<_> = self.stories[first..].iter().map(|story| story.email.clone()).collect();
        let body = json!({"emails": emails, "roles": [place.roles[FIRST_ROLE]], "send_email": false});
        let path = format!("{}/invitations", place.path);
        let answer = self.send(client, first, rule, ("POST", &path, None, &body))?;
        let Some(answer) = answer else {
            self.stories.truncate(first);
            return Some(());
        };
        for (story, result) in self.stories[first..].iter_mut().zip(answer["results"].as_array().unwrap()) {
            story.member = Some(result["member"]["id"].as_str().unwrap().to_owned());
        }
        Some(())
    }

    /// Changes one; nothing when the answer did not come.
    fn change(&mut self, client: &Client, place: &Place, rule: Acknowledged) -> Option<()> {
        let last = self.stories.len() - 1;
        let chosen = self.draw(self.stories.len());
        self.stories.swap(chosen, last);
        // Invited by a request whose answer never came.
        let Some(id) = self.stories[last].member.clone() else { return Some(()) };
        let own = format!("{}/members/{id}", place.path);
        let version = client.get(&own).ok()?["version"].as_i64();
        let step = self.step(last)?;
        let (method, path, version, body) = match &step {
            Step::Role(role) => ("PUT", "/roles", version, json!({"roles": [place.roles[*role]]})),
            Step::Note(note) => ("PATCH", "", version, json!({"note": note})),
            Step::Remove => ("DELETE", "", None, Value::Null),
            Step::Deactivate => ("POST", "/deactivate", None, json!({})),
            Step::Activate => ("POST", "/activate", None, json!({})),
            Step::Withdraw => ("POST", "/withdraw", None, json!({})),
            Step::Restore => ("POST", "/restore", None, json!({})),
            Step::Invite => return None,
        };
        self.stories[last].ask(step);
        let path = format!("{own}{path}");
        if self.send(client, last, rule, (method, &path, version, &body))?.is_none() {
            self.stories[last].refuse();
        }
        Some(())
    }

    /// Something else than now for this member.
    fn step(&mut self, story: usize) -> Option<Step> {
        let now = self.stories[story].now()?;
        let role = if now.roles.contains("editor") { "viewer" } else { "editor" };
        let drawn = self.draw(3);
        Some(match (now.status, drawn) {
            (ACTIVE | INACTIVE | INVITED, 0) => Step::Role(role),
            (ACTIVE | INACTIVE | INVITED, 1) => Step::Note(format!("note {} of {}", self.drawn, self.number)),
            (ACTIVE, _) => {
                if self.draw(2) == 0 {
                    Step::Deactivate
                } else {
                    Step::Remove
                }
            }
            (INACTIVE, _) => Step::Activate,
            (INVITED, _) => Step::Withdraw,
            (WITHDRAWN | REMOVED, _) => Step::Restore,
            _ => return None,
        })
    }

    /// Sends what the stories from `first` on ask for, and notes that it is acknowledged. The inner nothing is a refusal:
    /// it has not happened.
    fn send(
        &mut self,
        client: &Client,
        first: usize,
        rule: Acknowledged,
        (method, path, version, body): (&str, &str, Option<i64>, &Value),
    ) -> Option<Option<Value>> {
        if rule == Acknowledged::BySending {
            self.stories[first..].iter_mut().for_each(Story::acknowledge);
        }
        let answer = client.send(method, path, version, body).ok()?;
        match answer.status {
            200 | 204 => {
                self.stories[first..].iter_mut().for_each(Story::acknowledge);
                Some(Some(answer.body))
            }
            429 => Some(None),
            // It does not say whether the change has happened.
            500.. => None,
            status => panic!("{method} {path} {body}: {status} {}", answer.body),
        }
    }

    /// How many changes of each member were acknowledged.
    pub fn acknowledged(&self) -> impl Iterator<Item = (String, usize)> {
        self.stories.iter().map(|story| (story.email.clone(), story.acknowledged()))
    }

    /// A number below `end`.
    pub fn draw(&mut self, end: usize) -> usize {
        let mut hasher = self.chance.build_hasher();
        hasher.write_u64(self.drawn);
        self.drawn += 1;
        (hasher.finish() % end as u64) as usize
    }
}
