//! PostgreSQL: a cluster of our own, reached through a socket that nobody else sees, with its default settings.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::at_end::AtEnd;
use super::cores::Cores;
use super::databases::{Databases, read_all};
use crate::failure::{Context, Failure, Outcome};
use crate::process::{ask, command, read, run_logged};
use crate::setup::postgres;

/// Stops the cluster and removes what is temporary.
const END: &str = "\"$1/pg_ctl\" -D \"$2\" -m fast stop; rm -rf \"$3\"";

/// A cluster that runs until this is dropped.
#[derive(Debug)]
pub struct Postgres {
    programs: PathBuf,
    /// The folder of the socket: short, because its path may have a hundred letters only.
    socket: PathBuf,
    data: PathBuf,
    _end: AtEnd,
}

impl Postgres {
    /// Starts one: in `keep` if there is such a folder, which stays, otherwise in a temporary one. What its programs
    /// say goes to `log`.
    ///
    /// # Errors
    /// When PostgreSQL is not there or does not start.
    pub fn start(keep: Option<&Path>, log: &Path, cores: Option<Cores>) -> Outcome<Self> {
        fs::write(log, "").context(log.display())?;
        let programs = postgres::programs().ok_or_else(|| {
            Failure::new("PostgreSQL's programs were not found").next("install PostgreSQL 15 or newer")
        })?;
        let name = std::env::temp_dir().join("roster-bench-XXXXXX");
        let socket = PathBuf::from(read(&mut as_postgres(["mktemp".into(), "-d".into(), name.into()]))?);
        let data = keep.map_or_else(|| socket.join("data"), |keep| keep.join("postgres"));
        let arguments = [programs.as_os_str(), data.as_os_str(), socket.as_os_str()];
        let end = AtEnd::new(as_postgres(["sh".into()]), END, &arguments)?;
        let cluster = Self { programs, socket, data, _end: end };
        cluster.initialize(log)?;
        cluster.run(log, cores)?;
        Ok(cluster)
    }

    fn initialize(&self, log: &Path) -> Outcome {
        if self.data.join("PG_VERSION").exists() {
            return Ok(());
        }
        if is_root() {
            let install = ["install", "-d", "-m", "700", "-o", "postgres", "-g", "postgres"];
            run_logged(command(install[0]).args(&install[1..]).arg(&self.data), log)?;
        }
        let mut initdb = as_postgres([self.programs.join("initdb").into_os_string()]);
        initdb.args(["-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]);
        initdb.args(["--locale-provider=icu", "--icu-locale=en", "-D"]).arg(&self.data);
        run_logged(&mut initdb, log)
            .map_err(|failure| failure.next("with --keep, name a folder that the system's user `postgres` can reach"))
    }

    fn run(&self, log: &Path, cores: Option<Cores>) -> Outcome {
        let words = Cores::server_prefix(cores).into_iter().chain([self.programs.join("pg_ctl").into_os_string()]);
        let options = format!("-c listen_addresses='' -c unix_socket_directories='{}'", self.socket.display());
        let mut start = as_postgres(words);
        let said = self.socket.join("log");
        start.args(["-w", "start", "-o", &options, "-D"]).arg(&self.data).arg("-l").arg(&said);
        run_logged(&mut start, log).map_err(|failure| {
            // Goes with the folder, so it is shown now.
            Failure::new(format!("{failure}\n{}", fs::read_to_string(&said).unwrap_or_default()))
        })
    }

    /// What one statement answers.
    fn sql(&self, database: &str, sql: &str) -> Outcome<String> {
        let mut psql = command(self.programs.join("psql"));
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", database, "-c", sql]);
        read(psql.arg("-h").arg(&self.socket))
    }
}

fn name(members: u64) -> String {
    format!("roster_{members}")
}

impl Databases for Postgres {
    fn url(&self, members: u64) -> String {
        // Settings want a host; the folder of the socket takes its place.
        format!("postgres://postgres@localhost/{}?host={}", name(members), self.socket.display())
    }

    fn renew(&self, members: u64) -> Outcome {
        self.remove(members)?;
        self.sql("postgres", &format!("CREATE DATABASE {} TEMPLATE template0", name(members))).map(drop)
    }

    fn remove(&self, members: u64) -> Outcome {
        self.sql("postgres", &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", name(members))).map(drop)
    }

    fn settle(&self, members: u64) -> Outcome {
        // Otherwise autovacuum would do it in the middle of the measurement.
        self.sql(&name(members), "VACUUM (ANALYZE)")?;
        self.sql(&name(members), "CHECKPOINT").map(drop)
    }

    fn warm(&self, _: u64) -> Outcome {
        read_all(&self.data.join("base"))
    }

    fn bytes(&self, members: u64) -> Outcome<u64> {
        let bytes = self.sql(&name(members), "SELECT pg_database_size(current_database())")?;
        bytes.parse().context("the size of the database")
    }

    fn version(&self, members: u64) -> Outcome<String> {
        let version = self.sql(&name(members), "SHOW server_version")?;
        Ok(version.split(' ').next().unwrap_or_default().to_owned())
    }
}

fn is_root() -> bool {
    ask(command("id").arg("-u")).is_some_and(|id| id == "0")
}

/// A command that runs as somebody whom PostgreSQL accepts: it refuses to be run by root.
fn as_postgres(words: impl IntoIterator<Item = OsString>) -> Command {
    let runuser = ["runuser", "-u", "postgres", "--"].map(OsString::from);
    let all: Vec<OsString> = is_root().then_some(runuser).into_iter().flatten().chain(words).collect();
    let mut command = command(&all[0]);
    // Our own folder may be closed to that user.
    command.args(&all[1..]).current_dir("/");
    command
}
