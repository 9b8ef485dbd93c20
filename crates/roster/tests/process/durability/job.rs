//! A job whose server is killed goes on where it stopped: every row is changed once, with its event.
//!
//! `ROSTER_JOB_MEMBERS` says how many members there are.

use std::{io::Write, process::Stdio, time::Instant};

use serde_json::{Value, json};
use sqlx::{Connection, PgConnection, SqliteConnection};

use super::client::{Client, EMAIL, PASSWORD};
use crate::{
    cluster::Cluster,
    program::{Server, roster, sqlite, until},
};

/// How often the server is killed.
const KILLS: u64 = 5;

/// Events of changed roles, and members who have such an event.
const EVENTS: &str =
    "SELECT COUNT(*), COUNT(DISTINCT subject_id) FROM audit_events WHERE action = 'member.roles_changed'";
/// Rows by outcome: planned, changed and unchanged.
const ROWS: &str = "SELECT COALESCE(SUM(CASE outcome WHEN 0 THEN 1 ELSE 0 END), 0), \
                    COALESCE(SUM(CASE outcome WHEN 1 THEN 1 ELSE 0 END), 0), \
                    COALESCE(SUM(CASE outcome WHEN 2 THEN 1 ELSE 0 END), 0) FROM job_rows";
/// Members with two roles: nobody had more than one before.
const HOLDERS: &str =
    "SELECT COUNT(*) FROM (SELECT member_id FROM member_roles GROUP BY member_id HAVING COUNT(*) > 1) two";

#[tokio::test]
async fn d1_sqlite_a_job_that_is_killed_changes_each_row_once() {
    let folder = tempfile::tempdir().unwrap();
    kill(&sqlite(folder.path())).await;
}

#[tokio::test]
async fn d1_postgres_a_job_that_is_killed_changes_each_row_once() {
    kill(&Cluster::start("").url("postgres")).await;
}

/// Kills the server of a job several times, at moments that spread over the job.
async fn kill(url: &str) {
    let members = std::env::var("ROSTER_JOB_MEMBERS").unwrap_or_else(|_| "600".to_owned());
    assert!(roster(&["seed", "--members", &members, "--database", url]).status().unwrap().success());
    let who = ["admin", "create", "--email", EMAIL, "--name", "Ada", "--organization-number", "100000"];
    let mut create = roster(&[&who[..], &["--database", url]].concat()).stdin(Stdio::piped()).spawn().unwrap();
    writeln!(create.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    assert!(create.wait().unwrap().success());
    let mut server = Server::over(url);
    let mut client = Client::sign_in(server.address());
    let organizations = client.get("/organizations").unwrap();
    let path = format!("/organizations/{}", organizations["items"][0]["id"].as_str().unwrap());
    let roles = client.get(&format!("{path}/roles")).unwrap();
    let role =
        |key: &str| roles["items"].as_array().unwrap().iter().find(|role| role["key"] == key).unwrap()["id"].clone();
    // Everybody gets one of the three, so that nobody has it before.
    let everybody = json!({"action": "replace_roles", "roles": [role("viewer")]});
    let first = start(&client, &path, &everybody);
    until_ended(&client, &first);
    let (_, before) = numbers(url, EVENTS).await;
    let begun = Instant::now();
    let job = start(&client, &path, &json!({"action": "add_roles", "roles": [role("editor")]}));
    let planned = client.get(&job).unwrap()["counts"]["planned"].as_u64().unwrap();
    let total = client.get(&job).unwrap()["total"].as_u64().unwrap();
    for round in 1..=KILLS {
        let goal = total * round / (KILLS + 1);
        wait_for(|| client.get(&job).is_ok_and(|job| settled(&job) >= goal || job["state"] == "done"));
        server.kill();
        server = Server::over(url);
        client = client.at(server.address());
    }
    until_ended(&client, &job);
    let seconds = begun.elapsed().as_secs_f64();
    let ended = client.get(&job).unwrap();
    println!("{total} rows in {seconds:.1} s with {KILLS} kills, {planned} planned at first: {}", ended["counts"]);
    let changed = ended["counts"]["changed"].as_i64().unwrap();
    assert!(changed > 0 && ended["counts"]["planned"] == 0, "{ended}");

    let (events, _) = numbers(url, EVENTS).await;
    let first_changed = client.get(&first).unwrap()["counts"]["changed"].as_i64().unwrap();
    assert_eq!((events, before <= first_changed), (first_changed + changed, true), "an event for each change");
    assert_eq!(numbers(url, HOLDERS).await.0, changed, "each has the role");
    let (planned, in_rows) = numbers(url, ROWS).await;
    assert_eq!((planned, in_rows), (0, first_changed + changed), "each row says what became of it");
    drop(server);
    let output = roster(&["audit", "verify", "--database", url]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Prepares and starts a change of everybody; returns the path of the job.
fn start(client: &Client, path: &str, change: &Value) -> String {
    let body = json!({"change": change, "view": ""});
    let created = client.send("POST", &format!("{path}/members/jobs"), None, &body).unwrap();
    assert_eq!(created.status, 201, "{}", created.body);
    let job = format!("{path}/jobs/{}", created.body["id"].as_str().unwrap());
    wait_for(|| client.get(&job).is_ok_and(|job| job["state"] == "ready"));
    let version = json!({"version": client.get(&job).unwrap()["version"]});
    let started = client.send("POST", &format!("{job}/start"), None, &version).unwrap();
    assert_eq!(started.status, 200, "{}", started.body);
    job
}

fn until_ended(client: &Client, job: &str) {
    wait_for(|| client.get(job).is_ok_and(|job| job["state"] == "done"));
}

/// Waits as long as it takes, while there is progress within half a minute.
fn wait_for(holds: impl Fn() -> bool) {
    let long = std::env::var_os("ROSTER_JOB_MEMBERS").is_some();
    if !long {
        return until(holds);
    }
    while !holds() {
        crate::program::sleep(std::time::Duration::from_millis(200));
    }
}

fn settled(job: &Value) -> u64 {
    ["changed", "unchanged", "refused"].iter().filter_map(|name| job["counts"][name].as_u64()).sum()
}

/// The first two numbers of a query's row.
async fn numbers(url: &str, query: &'static str) -> (i64, i64) {
    macro_rules! row {
        ($connection:expr) => {{
            use sqlx::Row;
            let mut connection = $connection;
            let row = sqlx::query(query).fetch_one(&mut connection).await.unwrap();
            let second = if row.len() > 1 { row.get::<i64, _>(1) } else { 0 };
            let numbers = (row.get::<i64, _>(0), second);
            connection.close().await.unwrap();
            numbers
        }};
    }
    if url.starts_with("sqlite:") {
        row!(SqliteConnection::connect(url).await.unwrap())
    } else {
        row!(PgConnection::connect(url).await.unwrap())
    }
}
