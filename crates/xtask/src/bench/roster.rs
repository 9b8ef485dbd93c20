//! The server's program: fills databases and serves them.

use std::ffi::OsString;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::Stdio;

use super::background::{Background, without_settings};
use crate::failure::{Context, Failure, Outcome};
use crate::process::{read, run};

/// The account that the scripts sign in with. Its address looks like those of the generated users.
pub const ADMINISTRATOR: &str = "bench@o100000.example";
/// The account's password.
pub const PASSWORD: &str = "three quiet lamps hum";
/// The organization that `roster seed` creates first.
const ORGANIZATION: &str = "100000";

/// Events in the audit log for each member.
const EVENTS: u64 = 10;
/// Devices for each member, and grants on each of these, up to this number of devices.
const DEVICES: u64 = 100_000;
const GRANTS: u64 = 10;

/// `roster`, with default settings.
pub struct Roster {
    pub program: PathBuf,
    /// The folder for logs and databases.
    pub folder: PathBuf,
}

/// A server that runs until this is dropped.
pub struct Server {
    address: SocketAddr,
    _process: Background,
}

impl Server {
    /// The first part of its URLs.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Roster {
    /// Fills an empty database with one organization, its audit log, devices, grants and administrator. Returns the API
    /// key of a program that asks who has access.
    pub fn fill(&self, database: &str, members: u64) -> Outcome<String> {
        let devices = members.min(DEVICES);
        let size = [("members", members), ("events", members * EVENTS), ("devices", devices)];
        let size = size.into_iter().chain([("grants", devices * GRANTS), ("organizations", 1), ("seed", 1)]);
        let words = size.flat_map(|(name, number)| [format!("--{name}"), number.to_string()]);
        run(without_settings(&self.program).arg("seed").args(words).args(["--database", database]))?;
        self.create_administrator(database)?;
        let words = ["api-key", "create", "--organization", ORGANIZATION, "--name", "Bench"];
        let mut key = without_settings(&self.program);
        read(key.args(words).args(["--scope", "access.evaluate", "--database", database]))
    }

    fn create_administrator(&self, database: &str) -> Outcome {
        let mut create = without_settings(&self.program);
        create.args([
            "admin",
            "create",
            "--email",
            ADMINISTRATOR,
            "--name",
            "Bench",
            "--organization-number",
            ORGANIZATION,
        ]);
        create.args(["--database", database]).stdin(Stdio::piped());
        let mut child = create.spawn().context("starting roster admin create")?;
        if let Some(mut stdin) = child.stdin.take() {
            writeln!(stdin, "{PASSWORD}").context("sending roster admin create a password")?;
        }
        let status = child.wait().context("waiting for roster admin create")?;
        if status.success() { Ok(()) } else { Err(Failure::new(format!("roster admin create ended with {status}"))) }
    }

    /// Starts a server on a free port of this machine; returns before the server is ready.
    pub fn serve(&self, database: &str, name: &str) -> Outcome<Server> {
        let address = free_address()?;
        let listen = address.to_string();
        let words = ["serve", "--listen", &listen, "--database", database].map(OsString::from);
        let words: Vec<OsString> = std::iter::once(self.program.clone().into_os_string()).chain(words).collect();
        let process = Background::start(&words, &self.folder.join(format!("{name}.log")))?;
        Ok(Server { address, _process: process })
    }
}

fn free_address() -> Outcome<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("finding a free port")?;
    listener.local_addr().context("finding a free port")
}
