//! What works the browser: bench/ui/main.js, on the servers' core. The browser has the other for itself.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::samples::Samples;
use crate::bench::api::Credentials;
use crate::bench::cores::Cores;
use crate::failure::{Context, Outcome};
use crate::process::{command, run};
use crate::workspace::Workspace;

/// What it is told.
#[derive(Debug, Serialize)]
pub struct Settings {
    /// Where all sites are.
    pub port: u16,
    /// By the name of their sites.
    pub servers: BTreeMap<String, Source>,
    /// The servers to search on, the smallest first.
    pub sizes: Vec<String>,
    /// The server that everything else is measured on.
    pub base: String,
    pub rounds: usize,
    /// The scenarios to measure; none means all.
    pub only: Vec<String>,
    /// Decides the order, and what is searched for.
    pub seed: u64,
    /// Before the browser's command, which then has a core of its own.
    pub before_browser: Vec<String>,
    /// Where it writes what it found.
    pub out: PathBuf,
}

/// A server, and who signs in there.
#[derive(Debug, Serialize)]
pub struct Source {
    address: SocketAddr,
    email: &'static str,
    password: &'static str,
}

impl Source {
    pub const fn new(address: SocketAddr, Credentials { email, password }: Credentials) -> Self {
        Self { address, email, password }
    }
}

/// Measures.
///
/// # Errors
/// When the browser does not start, or something is void again and again.
pub fn drive(workspace: &Workspace, settings: &Settings, folder: &Path, cores: Option<Cores>) -> Outcome<Samples> {
    let file = folder.join("ui-settings.json");
    fs::write(&file, serde_json::to_string(settings).context(file.display())?).context(file.display())?;
    let mut words = Cores::server_prefix(cores);
    words.push("node".into());
    let mut node = command(&words[0]);
    run(node.args(&words[1..]).arg(workspace.root.join("bench/ui/main.js")).arg(&file))?;
    Samples::read(&settings.out)
}
