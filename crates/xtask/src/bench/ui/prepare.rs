//! Everything that has to be there before anything is measured.

use std::collections::BTreeMap;
use std::fs;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use super::super::data_folder;
use super::super::databases::Engine;
use super::super::program::Program;
use super::super::seeded::Source;
use super::super::sqlite::Sqlite;
use super::samples::App;
use super::{Options, stage};
use crate::build::{self, Mode};
use crate::failure::{Context, Outcome};
use crate::process::{command, run};
use crate::server::{self, Profile};
use crate::setup;
use crate::workspace::Workspace;

/// What is measured with.
pub struct Ready {
    /// `roster`, with the app inside.
    pub program: Program,
    /// A filled one of each size.
    pub databases: Sqlite,
    /// The folder of each peer.
    pub peers: BTreeMap<App, PathBuf>,
}

/// Sets up, builds and fills what is missing.
///
/// # Errors
/// When any of it fails.
pub fn prepare(workspace: &Workspace, options: &Options, folder: &Path) -> Outcome<Ready> {
    let Some(program) = &options.server else { return build_and_fill(workspace, options, folder) };
    setup::run(workspace, setup::PEERS)?;
    let peers = build_peers(workspace, folder)?;
    let program = Program(program.canonicalize().context(program.display())?);
    let databases = stage("filling", || fill(workspace, options, &program, folder))?;
    Ok(Ready { program, databases, peers })
}

/// Builds the server as it is without the app, which then fills the databases, and meanwhile peers and app: what fills the
/// databases takes one core for long, and the app is linked on one. In the end the server with the app inside is only linked.
fn build_and_fill(workspace: &Workspace, options: &Options, folder: &Path) -> Outcome<Ready> {
    // The server takes whatever app there is, and none will do.
    fs::create_dir_all(workspace.dist()).context("dist")?;
    let (databases, peers) = thread::scope(|scope| {
        let app = scope.spawn(|| {
            setup::run(workspace, setup::PEERS)?;
            let peers = build_peers(workspace, folder)?;
            stage("building the app", || build::run(workspace, Mode::Release))?;
            Ok(peers)
        });
        let filler = stage("building the server", || filler(workspace, folder))?;
        let databases = stage("filling", || fill(workspace, options, &filler, folder))?;
        app.join().unwrap_or_else(|panic| resume_unwind(panic)).map(|peers| (databases, peers))
    })?;
    let program = stage("building the server with the app inside", || server::build(workspace, Profile::Server))?;
    Ok(Ready { program: Program(program), databases, peers })
}

/// The server as it is now, out of the way of the one that is built next.
fn filler(workspace: &Workspace, folder: &Path) -> Outcome<Program> {
    let program = server::build(workspace, Profile::Server)?;
    let copy = folder.join("filler");
    fs::create_dir_all(folder).context(folder.display())?;
    fs::copy(&program, &copy).context(copy.display())?;
    Ok(Program(copy))
}

/// A database of each size.
fn fill(workspace: &Workspace, options: &Options, program: &Program, folder: &Path) -> Outcome<Sqlite> {
    let data = data_folder(options.keep.as_deref(), folder)?;
    let databases = Sqlite(data.clone());
    for members in options.sizes() {
        println!("• a database with {members} members");
        let source = Source { workspace, program, engine: Engine::Sqlite, databases: &databases, folder: &data };
        source.ensure(members)?;
    }
    Ok(databases)
}

/// The folder of each peer.
fn build_peers(workspace: &Workspace, folder: &Path) -> Outcome<BTreeMap<App, PathBuf>> {
    println!("• peers (usually 5 s)");
    let out = folder.join("peers");
    let script = workspace.root.join("bench/peers/build.js");
    run(command("node").arg(script).arg(&out).current_dir(&workspace.root))?;
    let peers = [(App::ReactTanstack, "react-tanstack"), (App::ReactAgGrid, "react-ag-grid"), (App::ByHand, "by-hand")];
    Ok(peers.into_iter().map(|(app, name)| (app, out.join(name))).collect())
}
