//! A server over real data, its writers, and the comparison of what they know with what the database says.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    process::Stdio,
    sync::atomic::Ordering,
    thread,
    time::Duration,
};

use serde_json::json;

use super::{
    client::{Client, EMAIL, PASSWORD},
    journal::{ACTIVE, Story},
    rows::{self, Members},
    writer::{Acknowledged, Place, Signals, Writer},
};
use crate::program::{Server, roster, sleep, until};

/// How many write at the same time.
const WRITERS: usize = 8;
/// How many members there are at first.
const MEMBERS: &str = "48";

/// How many changes each member had, by its address.
pub type Changes = BTreeMap<String, usize>;

/// A database with writers, and the server that they write to.
pub struct Scene {
    pub url: String,
    pub server: Server,
    pub writers: Vec<Writer>,
    client: Client,
    place: Place,
    /// Members whom nobody changes.
    others: usize,
}

impl Scene {
    /// Fills an empty database and serves it.
    pub async fn new(url: &str) -> Self {
        let (path, url) = (["--database", url], url.to_owned());
        let seed = [&["seed", "--members", MEMBERS][..], &path].concat();
        assert!(roster(&seed).status().unwrap().success());
        let who = ["admin", "create", "--email", EMAIL, "--name", "Ada", "--organization-number", "100000"];
        let mut create = roster(&[&who[..], &path].concat()).stdin(Stdio::piped()).spawn().unwrap();
        writeln!(create.stdin.take().unwrap(), "{PASSWORD}").unwrap();
        assert!(create.wait().unwrap().success());
        let server = Server::over(&url);
        let client = Client::sign_in(server.address());
        let (place, ids) = look_around(&client);
        let members = rows::read(&url).await;
        let all = members.len();
        let mut writers: Vec<Vec<Story>> = vec![Vec::new(); WRITERS];
        let active = members.into_iter().filter(|(email, seen)| seen.status == ACTIVE && email != EMAIL);
        for (number, (email, seen)) in active.enumerate() {
            let id = ids[&email].clone();
            writers[number % WRITERS].push(Story::of(email, id, seen));
        }
        let others = all - writers.iter().map(Vec::len).sum::<usize>();
        let writers = writers.into_iter().enumerate().map(|(number, stories)| Writer::new(number, stories)).collect();
        Self { url, server, writers, client, place, others }
    }

    /// Runs all writers and `meanwhile` at the same time, until `meanwhile` kills the server or stops the writers.
    pub fn write<T>(&mut self, rule: Acknowledged, meanwhile: impl FnOnce(&mut Server, &Signals) -> T) -> T {
        let signals = Signals::default();
        let (client, place, signals) = (&self.client, &self.place, &signals);
        thread::scope(|scope| {
            for writer in &mut self.writers {
                scope.spawn(move || writer.run(client, place, rule, signals));
            }
            meanwhile(&mut self.server, signals)
        })
    }

    /// Lets everybody write and kills the server at a moment that nobody knows.
    pub fn kill(&mut self, rule: Acknowledged, crash: impl FnOnce()) {
        let milliseconds = self.writers[0].draw(500) as u64;
        self.write(rule, |server, signals| {
            until(|| signals.answered.load(Ordering::Relaxed) >= 2 * WRITERS);
            sleep(Duration::from_millis(milliseconds));
            crash();
            server.kill();
        });
    }

    /// Serves the same data again.
    pub fn restart(&mut self) {
        self.server = Server::over(&self.url);
        self.client = self.client.at(self.server.address());
    }

    /// Compares the journal with the database, and goes on from there.
    ///
    /// # Errors
    /// What is lost, half done, or there although nobody asked for it.
    pub async fn check(&mut self) -> Result<(), String> {
        let acknowledged = self.acknowledged();
        self.check_from(&acknowledged).await
    }

    /// The same with so many changes of each member that must be there.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub async fn check_from(&mut self, least: &Changes) -> Result<(), String> {
        let members = rows::read(&self.url).await;
        for writer in &mut self.writers {
            settle(writer, &members, least)?;
        }
        let there: usize = self.writers.iter().map(|writer| writer.stories.len()).sum();
        match members.len() == there + self.others {
            true => Ok(()),
            false => Err(format!("{} members are there, {} are known", members.len(), there + self.others)),
        }
    }

    /// The chain of the audit log is whole.
    pub fn verify_log(&self) {
        let output = roster(&["audit", "verify", "--database", &self.url]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// The changes that were acknowledged.
    pub fn acknowledged(&self) -> Changes {
        self.writers.iter().flat_map(Writer::acknowledged).collect()
    }

    /// How many changes were acknowledged.
    pub fn changes(&self) -> usize {
        self.acknowledged().values().sum()
    }
}

/// Compares the members of one writer with the database.
fn settle(writer: &mut Writer, members: &Members, least: &Changes) -> Result<(), String> {
    // A writer has one request under way: all of its changes have happened, or none.
    let mut outcomes = BTreeSet::new();
    for story in &mut writer.stories {
        let least = least.get(&story.email).copied().unwrap_or_default();
        let steps = story.steps_in(members.get(&story.email), least)?;
        if story.is_asking() {
            outcomes.insert(steps > story.acknowledged());
        }
        story.settle(steps);
    }
    writer.stories.retain(|story| story.now().is_some());
    if outcomes.len() > 1 { Err("one request has happened in part".to_owned()) } else { Ok(()) }
}

/// Where to write, and the ids of all members by their addresses; afterwards nobody has a supervisor, so that the change of
/// one member changes no other.
fn look_around(client: &Client) -> (Place, BTreeMap<String, String>) {
    let organizations = client.get("/organizations").unwrap();
    let path = format!("/organizations/{}", text(&organizations["items"][0]["id"]));
    let roles = client.get(&format!("{path}/roles")).unwrap();
    let roles = roles["items"].as_array().unwrap().iter().map(|role| (text(&role["key"]), text(&role["id"]))).collect();
    let members = client.get(&format!("{path}/members?limit=200")).unwrap();
    let mut ids = BTreeMap::new();
    for member in members["items"].as_array().unwrap() {
        let own = format!("{path}/members/{}", text(&member["id"]));
        let version = client.get(&own).unwrap()["version"].as_i64();
        let changed = client.send("PATCH", &own, version, &json!({"supervisor": ""})).unwrap();
        assert_eq!(changed.status, 200, "{}", changed.body);
        ids.insert(text(&member["email"]), text(&member["id"]));
    }
    (Place { path, roles }, ids)
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap().to_owned()
}
