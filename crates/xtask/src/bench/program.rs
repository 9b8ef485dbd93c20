//! The server's program: seeding, creating an administrator, serving.

use std::fs::{self, File};
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::api::Credentials;
use super::at_end::AtEnd;
use super::cores::Cores;
use super::http::Connection;
use crate::failure::{Context, Failure, Outcome};
use crate::process::{command, run, sleep};

/// How long the server may take until it is ready.
const START: Duration = Duration::from_secs(60);
/// What `/proc` calls a kB is a KiB.
const KIB_IN_MIB: f64 = 1024.0;

/// `roster`.
#[derive(Clone, Debug)]
pub struct Program(pub PathBuf);

impl Program {
    /// Fills a database with one organization.
    ///
    /// # Errors
    /// When the program fails.
    pub fn seed(&self, members: u64, database: &str) -> Outcome {
        let members = members.to_string();
        let words = ["seed", "--members", &members, "--organizations", "1", "--seed", "1", "--database", database];
        run(without_settings(&mut command(&self.0)).args(words))
    }

    /// Adds somebody who may see all of an organization.
    ///
    /// # Errors
    /// When the program fails.
    pub fn create_administrator(&self, who: Credentials, organization: &str, database: &str) -> Outcome {
        let mut create = command(&self.0);
        create.args(["admin", "create", "--email", who.email, "--name", "Bench", "--organization", organization]);
        without_settings(&mut create).args(["--database", database]).stdin(Stdio::piped());
        let mut child = create.spawn().context("starting roster admin create")?;
        if let Some(mut stdin) = child.stdin.take() {
            writeln!(stdin, "{}", who.password).context("giving roster admin create a password")?;
        }
        let status = child.wait().context("waiting for roster admin create")?;
        if status.success() { Ok(()) } else { Err(Failure::new(format!("roster admin create ended with {status}"))) }
    }

    /// Serves a database on a free port of this machine, with all settings at their defaults; logs to a file.
    ///
    /// # Errors
    /// When it is not ready within a minute.
    pub fn serve(&self, database: &str, log: &Path, cores: Option<Cores>) -> Outcome<Server> {
        let address = free_address()?;
        self.start(&["serve", "--listen", &address.to_string(), "--database", database], address, log, cores)
    }

    /// Shows the demo on a free port of this machine; logs to a file.
    ///
    /// # Errors
    /// When it is not ready within a minute.
    pub fn demo(&self, log: &Path, cores: Option<Cores>) -> Outcome<Server> {
        let address = free_address()?;
        self.start(&["demo", "--port", &address.port().to_string()], address, log, cores)
    }

    fn start(&self, words: &[&str], address: SocketAddr, log: &Path, cores: Option<Cores>) -> Outcome<Server> {
        let mut start = Cores::server_prefix(cores);
        start.push(self.0.clone().into_os_string());
        let mut serve = command(&start[0]);
        serve.args(&start[1..]).args(words);
        let file = File::create(log).context(log.display())?;
        let serve = without_settings(&mut serve).stdin(Stdio::null()).stdout(Stdio::null()).stderr(file);
        let what = format!("starting roster {}", words[0]);
        let mut server = Server { child: serve.spawn().context(what)?, address, end: None };
        let id = server.child.id().to_string();
        // Under taskset too: it becomes the program that it starts.
        server.end = Some(AtEnd::new(command("sh"), "kill -TERM \"$1\"", &[id.as_ref()])?);
        server.wait_until_ready(log)?;
        Ok(server)
    }
}

/// What is measured is the program with its defaults, whatever is set here.
fn without_settings(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ROSTER_")) {
        command.env_remove(name);
    }
    command
}

/// A server that runs until this is dropped.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
    end: Option<AtEnd>,
}

/// Memory of a process in MiB.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Memory {
    /// What it holds.
    pub resident: f64,
    /// The most that it ever held.
    pub peak: f64,
}

impl Server {
    /// Asks until it is ready.
    fn wait_until_ready(&mut self, log: &Path) -> Outcome {
        let start = Instant::now();
        while !self.is_ready() {
            let ended = self.child.try_wait().context("looking after the server")?.is_some();
            if ended || start.elapsed() > START {
                let said = fs::read_to_string(log).context(log.display())?;
                return Err(Failure::new(format!("the server is not ready; it said:\n{said}")));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    fn is_ready(&self) -> bool {
        let request = format!("GET /health/ready HTTP/1.1\r\nhost: {}\r\n\r\n", self.address);
        let answer = Connection::open(self.address).and_then(|mut server| server.send(request.as_bytes()));
        answer.is_ok_and(|answer| answer.status == 200)
    }

    /// `None` where the system does not tell.
    pub fn memory(&self) -> Option<Memory> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        Memory::read(&status)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        match self.end.take() {
            Some(end) => drop(end),
            // Its end could not be arranged. It may be gone already: then there is nothing to end.
            None => drop(self.child.kill()),
        }
        // It was told to end; nothing can be done about how it does.
        let _ = self.child.wait();
    }
}

impl Memory {
    fn read(status: &str) -> Option<Self> {
        let mib = |name: &str| {
            let value = status.lines().find_map(|line| line.strip_prefix(name))?;
            let kib: f64 = value.trim_start_matches(':').trim().trim_end_matches(" kB").parse().ok()?;
            Some(kib / KIB_IN_MIB)
        };
        Some(Self { resident: mib("VmRSS")?, peak: mib("VmHWM")? })
    }
}

/// A port of this machine that nobody listens on: the system does not give it to another program so soon.
fn free_address() -> Outcome<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("finding a free port")?;
    listener.local_addr().context("finding a free port")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_in_mib() {
        let status = "Name:\troster\nVmHWM:\t   73728 kB\nVmRSS:\t   51200 kB\n";
        assert_eq!(Memory::read(status), Some(Memory { resident: 50.0, peak: 72.0 }));
        assert_eq!(Memory::read("Name:\troster\n"), None);
    }
}
