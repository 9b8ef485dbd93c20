//! PostgreSQL: a cluster of our own with default settings, reached through a Unix socket.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::background::Background;
use super::databases::Databases;
use crate::failure::{Failure, Outcome};
use crate::process::{ask, command, read, sleep};
use crate::setup::postgres;

/// A running cluster.
pub struct Postgres {
    programs: PathBuf,
    /// The folder of the socket. It is a temporary one, because a socket's path must be short.
    socket: PathBuf,
    _server: Background,
}

impl Postgres {
    /// Starts the cluster in a folder below `folder`, and creates it first if it is not there.
    pub fn start(folder: &Path) -> Outcome<Self> {
        let programs = postgres::programs().ok_or_else(|| {
            Failure::new("PostgreSQL's programs were not found").next("install PostgreSQL 15 or newer")
        })?;
        let data = folder.join("postgres");
        if !data.join("PG_VERSION").exists() {
            initialize(&programs, &data)?;
        }
        let name = std::env::temp_dir().join("roster-bench-XXXXXX");
        let socket = PathBuf::from(read(&mut as_postgres(&["mktemp".into(), "-d".into(), name.into()]))?);
        let log = folder.join("postgres.log");
        let words = [
            programs.join("postgres").into_os_string(),
            "-D".into(),
            data.into_os_string(),
            "-c".into(),
            "listen_addresses=".into(),
            "-c".into(),
            format!("unix_socket_directories={}", socket.display()).into(),
        ];
        let server = Background::start(&[as_user(), words.to_vec()].concat(), &log)?;
        let cluster = Self { programs, socket, _server: server };
        cluster.wait_until_ready(&log)?;
        Ok(cluster)
    }

    fn wait_until_ready(&self, log: &Path) -> Outcome {
        const TRIES: u32 = 600;
        for _ in 0..TRIES {
            if self.sql("postgres", "SELECT 1").is_ok() {
                return Ok(());
            }
            sleep(Duration::from_millis(100));
        }
        let said = fs::read_to_string(log).unwrap_or_default();
        Err(Failure::new(format!("PostgreSQL did not start within a minute:\n{said}")))
    }

    /// Runs one statement.
    fn sql(&self, database: &str, sql: &str) -> Outcome {
        let mut psql = command(self.programs.join("psql"));
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", database, "-c", sql]);
        read(psql.arg("-h").arg(&self.socket)).map(drop)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // PostgreSQL removes its socket itself, and an empty temporary folder does no harm.
        let _ = fs::remove_dir_all(&self.socket);
    }
}

impl Databases for Postgres {
    fn engine(&self) -> &'static str {
        "PostgreSQL"
    }

    fn url(&self, members: u64) -> String {
        // The URL needs a host, and the socket's folder replaces it.
        format!("postgres://postgres@localhost/{}?host={}", name(members), self.socket.display())
    }

    fn recreate(&self, members: u64) -> Outcome {
        let name = name(members);
        self.sql("postgres", &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
        self.sql("postgres", &format!("CREATE DATABASE {name} TEMPLATE template0"))
    }

    fn settle(&self, members: u64) -> Outcome {
        self.sql(&name(members), "VACUUM (ANALYZE)")?;
        self.sql(&name(members), "CHECKPOINT")
    }
}

fn name(members: u64) -> String {
    format!("roster_{members}")
}

fn initialize(programs: &Path, data: &Path) -> Outcome {
    if is_root() {
        let owned = ["-d", "-m", "700", "-o", "postgres", "-g", "postgres"];
        read(command("install").args(owned).arg(data))?;
    }
    let mut initdb = as_postgres(&[programs.join("initdb").into_os_string()]);
    initdb.args(["-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]);
    initdb.args(["--locale-provider=icu", "--icu-locale=en", "-D"]).arg(data);
    let advice = "as root, keep the checkout where the system's user `postgres` can read, then run this again";
    read(&mut initdb).map(drop).map_err(|failure| failure.next(advice))
}

fn is_root() -> bool {
    ask(command("id").arg("-u")).is_some_and(|id| id == "0")
}

/// The words before a command that PostgreSQL must not run as root.
fn as_user() -> Vec<OsString> {
    let switch = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"];
    if is_root() { switch.map(OsString::from).to_vec() } else { Vec::new() }
}

fn as_postgres(words: &[OsString]) -> Command {
    let all = [as_user(), words.to_vec()].concat();
    let mut command = command(&all[0]);
    // The current folder may be closed to that user.
    command.args(&all[1..]).current_dir("/");
    command
}
