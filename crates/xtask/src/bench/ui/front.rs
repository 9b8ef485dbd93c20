//! What stands before the servers: bench/ui/front.js, on their core.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Stdio};

use serde::Serialize;

use super::samples::App;
use crate::bench::cores::Cores;
use crate::failure::{Context, Failure, Outcome};
use crate::process::command;
use crate::workspace::Workspace;

/// What it is told.
#[derive(Debug, Serialize)]
pub struct Settings {
    /// By the name of their sites.
    pub servers: BTreeMap<String, SocketAddr>,
    /// The folder of each peer's files.
    pub peers: BTreeMap<App, PathBuf>,
    /// The apps whose files come from the servers.
    pub own: Vec<App>,
}

/// Runs until this is dropped, or this program is gone.
#[derive(Debug)]
pub struct Front {
    /// Where it listens.
    pub port: u16,
    child: Child,
}

impl Front {
    /// Starts it.
    ///
    /// # Errors
    /// When it does not say where it listens.
    pub fn start(workspace: &Workspace, settings: &Settings, cores: Option<Cores>) -> Outcome<Self> {
        let mut words = Cores::server_prefix(cores);
        words.push("node".into());
        let mut node = command(&words[0]);
        node.args(&words[1..]).arg(workspace.root.join("bench/ui/front.js"));
        node.arg(serde_json::to_string(settings).context("writing down the servers")?);
        // It ends with its standard input.
        let mut child = node.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("starting node")?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line).context("waiting for bench/ui/front.js")?;
        }
        let port = line.trim().parse().map_err(|_| Failure::new("bench/ui/front.js did not start"))?;
        Ok(Self { port, child })
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // It ends in any case; there is nothing to do about how.
        let _ = self.child.wait();
    }
}
