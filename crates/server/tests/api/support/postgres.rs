//! A PostgreSQL to test on: the one that `ROSTER_TEST_POSTGRES` names, or a cluster of our own that ends with us.
//!
//! Its default collation is English, so that a column which forgot to compare bytes is noticed.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use roster_server::store::Database;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tokio::sync::{Mutex, OnceCell};

use super::world;

const TEMPLATE: &str = "roster_test_template";

static CLUSTER: OnceCell<Cluster> = OnceCell::const_new();
static NEXT: AtomicU32 = AtomicU32::new(0);
/// PostgreSQL copies a template for one at a time.
static COPYING: Mutex<()> = Mutex::const_new(());

struct Cluster {
    server: Server,
    /// Stops the cluster when this process is gone, however it went.
    _watchdog: Option<Child>,
}

/// Where to connect.
enum Server {
    /// A given one: its address, of which the path is replaced.
    Url(String),
    /// Our own: the folder of its socket.
    Socket(PathBuf),
}

/// The URL of a new database that holds the world.
pub async fn create() -> String {
    let cluster = CLUSTER.get_or_init(start).await;
    let name = format!("roster_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let _copying = COPYING.lock().await;
    let mut connection = admin(&cluster.server).await;
    execute(&mut connection, format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}")).await;
    connection.close().await.unwrap();
    cluster.server.url(&name)
}

/// Removes what [`create`] made.
pub async fn remove(url: &str) {
    let cluster = CLUSTER.get_or_init(start).await;
    let name = url.split('?').next().and_then(|url| url.rsplit('/').next()).unwrap();
    let mut connection = admin(&cluster.server).await;
    execute(&mut connection, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    connection.close().await.unwrap();
}

async fn admin(server: &Server) -> PgConnection {
    PgConnection::connect(&server.url("postgres")).await.expect("the test PostgreSQL answers")
}

async fn execute(connection: &mut PgConnection, sql: String) {
    connection.execute(AssertSqlSafe(sql)).await.unwrap();
}

async fn start() -> Cluster {
    let (server, watchdog) = match std::env::var("ROSTER_TEST_POSTGRES") {
        Ok(url) => (Server::Url(url), None),
        Err(_) => {
            let (folder, watchdog) = start_cluster();
            (Server::Socket(folder), Some(watchdog))
        }
    };
    let mut connection = admin(&server).await;
    execute(&mut connection, format!("DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")).await;
    execute(&mut connection, format!("CREATE DATABASE {TEMPLATE} TEMPLATE template0")).await;
    connection.close().await.unwrap();
    let template = Database::connect(&server.url(TEMPLATE)).await.unwrap();
    world::fill(&template).await;
    template.close().await;
    Cluster { server, _watchdog: watchdog }
}

impl Server {
    fn url(&self, database: &str) -> String {
        match self {
            Self::Socket(folder) => format!("postgres:///{database}?host={}&user=postgres", folder.display()),
            Self::Url(url) => {
                let (address, options) = url.split_once('?').map_or((url.as_str(), None), |(a, o)| (a, Some(o)));
                let start = address.find("://").map_or(0, |at| at + 3);
                let host = address[start..].split('/').next().unwrap_or_default();
                let options = options.map(|options| format!("?{options}")).unwrap_or_default();
                format!("{}{host}/{database}{options}", &address[..start])
            }
        }
    }
}

fn start_cluster() -> (PathBuf, Child) {
    let programs = programs();
    let pattern = std::env::temp_dir().join("roster-test-XXXXXX");
    let folder = PathBuf::from(succeed(as_postgres("mktemp").arg("-d").arg(pattern)).trim());
    let data = folder.join("data");
    succeed(
        as_postgres(programs.join("initdb"))
            .arg("-D")
            .arg(&data)
            .args(["-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"])
            .args(["--locale-provider=icu", "--icu-locale=en"]),
    );
    let watchdog = watchdog(&programs, &folder);
    let options = format!(
        "-c listen_addresses='' -c unix_socket_directories='{}' -c fsync=off -c max_connections=200",
        folder.display()
    );
    succeed(
        as_postgres(programs.join("pg_ctl"))
            .args(["-w", "start", "-o", &options, "-D"])
            .arg(&data)
            .arg("-l")
            .arg(folder.join("log")),
    );
    (folder, watchdog)
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
    let places = versions.into_iter().rev().chain(std::env::split_paths(&path));
    let found = places.into_iter().find(|place| place.join("initdb").is_file() && place.join("pg_ctl").is_file());
    found.expect(
        "PostgreSQL is needed to test: install it (Debian: apt-get install postgresql), or set ROSTER_TEST_POSTGRES to \
         the address of a server on which databases may be created and dropped",
    )
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
