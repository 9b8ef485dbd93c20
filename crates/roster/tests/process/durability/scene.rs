//! A server over real data, its writers, and the comparison of what they know with what the database says.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    process::Stdio,
    sync::{Arc, atomic::AtomicBool},
    thread,
    time::Duration,
};

use serde_json::json;

use super::{
    client::{Client, EMAIL, PASSWORD},
    journal::{ACTIVE, Story},
    rows::{self, Members},
    writer::{Acknowledged, Place, Writer},
};
use crate::program::{Server, roster, sleep};

/// How many write at the same time.
const WRITERS: usize = 8;
/// How many members there are at first.
const MEMBERS: &str = "48";

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
        let who = ["admin", "create", "--email", EMAIL, "--name", "Ada", "--organization", "Organization 100000"];
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

    /// Lets everybody write while `meanwhile` is going on, which ends the server or asks them to stop.
    pub fn write<T>(&mut self, rule: Acknowledged, meanwhile: impl FnOnce(&mut Server, &Arc<AtomicBool>) -> T) -> T {
        let stop = Arc::new(AtomicBool::new(false));
        let (client, place, stop) = (&self.client, &self.place, &stop);
        thread::scope(|scope| {
            for writer in &mut self.writers {
                scope.spawn(move || writer.run(client, place, rule, stop));
            }
            meanwhile(&mut self.server, stop)
        })
    }

    /// Lets everybody write for a while, the length of which nobody knows, and kills the server.
    pub fn kill(&mut self, rule: Acknowledged, crash: impl FnOnce()) {
        let milliseconds = 30 + self.writers[0].draw(600) as u64;
        self.write(rule, |server, _| {
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
        let least: Vec<Vec<usize>> = self.writers.iter().map(Writer::acknowledged).collect();
        self.check_from(&least).await
    }

    /// The same with so many steps of each member that must be there.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub async fn check_from(&mut self, least: &[Vec<usize>]) -> Result<(), String> {
        let members = rows::read(&self.url).await;
        for (writer, least) in self.writers.iter_mut().zip(least) {
            settle(writer, &members, least)?;
        }
        let there: usize = self.writers.iter().map(|writer| writer.stories.len()).sum();
        match members.len() == there + self.others {
            true => Ok(()),
            false => Err(format!("{} members are there, {} are known", members.len(), there + self.others)),
        }
    }

    /// How many changes are known to be there.
    pub fn changes(&self) -> usize {
        self.writers.iter().flat_map(Writer::acknowledged).sum()
    }
}

/// Compares the members of one writer with the database.
fn settle(writer: &mut Writer, members: &Members, least: &[usize]) -> Result<(), String> {
    // A writer has one request under way: all of its changes have happened, or none.
    let mut outcomes = BTreeSet::new();
    for (story, least) in writer.stories.iter_mut().zip(least.iter().copied().chain(std::iter::repeat(0))) {
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
