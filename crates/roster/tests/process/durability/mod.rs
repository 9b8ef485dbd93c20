//! What a server has acknowledged is there after it was killed, and what it has not is there as a whole or not at all.
//!
//! `ROSTER_KILL_ROUNDS` says how often each server is killed: `cargo xtask kill`.
//!
//! What the kernel has taken survives the end of a process, so killing a server says nothing about the disk. The controls
//! show that the comparison finds losses: of a writer that counts a change before it is answered, and of a PostgreSQL
//! that acknowledges before it writes and then crashes itself. That SQLite waits for the disk is the test `d3_…`.

mod backup;
mod client;
mod job;
mod journal;
mod rows;
mod scene;
mod writer;

use self::{scene::Scene, writer::Acknowledged};
use crate::{cluster::Cluster, program::sqlite};

/// How often a server is killed.
fn rounds(usual: usize) -> usize {
    std::env::var("ROSTER_KILL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

/// Kills the server so often; `crash` may do harm to the database just before.
///
/// # Errors
/// What was lost, or is there in part.
async fn kill(url: &str, rounds: usize, rule: Acknowledged, mut crash: impl FnMut(usize)) -> Result<(), String> {
    let mut scene = Scene::new(url).await;
    for round in 0..rounds {
        scene.kill(rule, || crash(round));
        scene.restart();
        scene.check().await.map_err(|what| format!("round {round}: {what}"))?;
    }
    scene.verify_log();
    let changes = scene.changes();
    println!("killed {rounds} times, {changes} changes");
    assert!(changes > rounds, "there was next to nothing to lose");
    Ok(())
}

/// Ends PostgreSQL at once and starts it again.
fn crash(cluster: &Cluster, settings: &str) {
    cluster.control(&["stop", "-m", "immediate"]);
    cluster.control(&["start", "-o", &cluster.options(settings)]);
}

#[tokio::test]
async fn d1_d6_sqlite_keeps_what_it_acknowledged_when_the_server_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    kill(&sqlite(folder.path()), rounds(10), Acknowledged::ByAnswer, |_| ()).await.unwrap();
}

#[tokio::test]
async fn d1_d6_postgres_keeps_what_it_acknowledged_when_the_server_is_killed() {
    let cluster = Cluster::start("");
    // PostgreSQL crashes too, every other time.
    let crash = |round: usize| {
        if round % 2 == 1 {
            crash(&cluster, "");
        }
    };
    kill(&cluster.url("postgres"), rounds(5), Acknowledged::ByAnswer, crash).await.unwrap();
}

#[tokio::test]
async fn d1_sqlite_what_was_counted_before_it_was_answered_is_found_to_be_lost() {
    let folder = tempfile::tempdir().unwrap();
    let found = kill(&sqlite(folder.path()), 10, Acknowledged::BySending, |_| ()).await;
    assert!(found.as_ref().is_err_and(|what| what.contains("of which")), "{found:?}");
}

#[tokio::test]
async fn d1_postgres_what_was_acknowledged_before_it_was_written_is_found_to_be_lost() {
    const LATE: &str = "-c synchronous_commit=off -c wal_writer_delay=10s";
    let cluster = Cluster::start(LATE);
    let found = kill(&cluster.url("postgres"), 5, Acknowledged::ByAnswer, |_| crash(&cluster, LATE)).await;
    assert!(found.as_ref().is_err_and(|what| what.contains("of which")), "{found:?}");
}
