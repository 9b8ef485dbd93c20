//! The server's program: fills databases and serves them.

use std::ffi::OsString;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::Stdio;

use super::background::{Background, without_settings};
use crate::failure::{Context, Failure, Outcome};
use crate::process::run;

/// The account that the scripts sign in with. Its address looks like those of the generated users.
pub const ADMINISTRATOR: &str = "bench@o100000.example";
/// The account's password.
pub const PASSWORD: &str = "three quiet lamps hum";
/// The organization that `roster seed` creates first.
const ORGANIZATION: &str = "100000";

/// Events in the audit log for each member.
const EVENTS: u64 = 10;

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
    /// Fills an empty database with one organization, its audit log and its administrator.
    pub fn fill(&self, database: &str, members: u64) -> Outcome {
        let (members, events) = (members.to_string(), (members * EVENTS).to_string());
        let size = ["seed", "--members", &members, "--events", &events];
        let words = size.into_iter().chain(["--organizations", "1", "--seed", "1", "--database", database]);
        run(without_settings(&self.program).args(words))?;
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
