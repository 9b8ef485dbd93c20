//! A PostgreSQL cluster of our own, which ends with this process.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// A running cluster, reached through a Unix socket. A crash of the machine may damage it: it does not wait for the disk.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    /// Stops the cluster when this process is gone, however it went.
    _watchdog: Child,
}

impl Cluster {
    /// Creates a cluster and starts it with `settings`, for example `-c fsync=off`.
    pub fn start(settings: &str) -> Self {
        let programs = programs();
        let pattern = std::env::temp_dir().join("roster-test-XXXXXX");
        let folder = PathBuf::from(succeed(as_postgres("mktemp").arg("-d").arg(pattern)).trim());
        succeed(
            as_postgres(programs.join("initdb"))
                .arg("-D")
                .arg(folder.join("data"))
                .args(["-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"])
                .args(["--locale-provider=icu", "--icu-locale=en"]),
        );
        let watchdog = watchdog(&programs, &folder);
        let cluster = Self { programs, folder, _watchdog: watchdog };
        cluster.control(&["start", "-o", &cluster.options(settings)]);
        cluster
    }

    /// The options with which the server starts.
    pub fn options(&self, settings: &str) -> String {
        let socket = self.folder.display();
        format!("-c listen_addresses='' -c unix_socket_directories='{socket}' -c fsync=off {settings}")
    }

    /// Runs `pg_ctl` and waits.
    pub fn control(&self, words: &[&str]) {
        let mut command = as_postgres(self.programs.join("pg_ctl"));
        command.args(["-w", "-D"]).arg(self.folder.join("data")).arg("-l").arg(self.folder.join("log"));
        succeed(command.args(words));
    }

    /// The URL of a database.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.folder.display())
    }
}

/// Waits for the end of its standard input, which is the end of this process, and clears up.
fn watchdog(programs: &Path, folder: &Path) -> Child {
    let script = "cat > /dev/null; \"$1/pg_ctl\" -D \"$2/data\" -m immediate stop > /dev/null 2>&1; rm -rf \"$2\"";
    as_postgres("sh")
        .args(["-c", script, "sh"])
        .args([programs, folder])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Where PostgreSQL's programs are.
fn programs() -> PathBuf {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
        .unwrap_or_default();
    versions.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places = versions.into_iter().rev().chain(std::env::split_paths(&path));
    let found = places.find(|place| place.join("initdb").is_file() && place.join("pg_ctl").is_file());
    found.unwrap_or_else(|| {
        panic!(
            "PostgreSQL is needed to test: install it (Debian: apt-get install postgresql), or set ROSTER_TEST_POSTGRES \
             to the URL of a server on which databases may be created and dropped; the tests that crash it need it here"
        )
    })
}

/// A command that runs as somebody whom PostgreSQL accepts: it refuses to be run by root.
fn as_postgres(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let root = succeed(Command::new("id").arg("-u")).trim() == "0";
    let mut command = if root { Command::new("runuser") } else { Command::new(program.as_ref()) };
    if root {
        command.args(["-u", "postgres", "--"]).arg(program.as_ref());
    }
    command.current_dir("/");
    command
}

fn succeed(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.stdin(Stdio::null()).output().unwrap_or_else(|error| {
        panic!("cannot run {command:?}: {error}");
    });
    assert!(status.success(), "{command:?} failed: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}
