//! A PostgreSQL to test on: the one that `ROSTER_TEST_POSTGRES` names, or a cluster of our own that ends with us.
//!
//! Its default collation is English, so that a column which forgot to compare bytes is noticed.

use std::sync::atomic::{AtomicU32, Ordering};

use roster_server::store::Database;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tokio::sync::{Mutex, OnceCell};

use super::{cluster::Cluster, world};

const TEMPLATE: &str = "roster_test_template";

static SERVER: OnceCell<Server> = OnceCell::const_new();
static NEXT: AtomicU32 = AtomicU32::new(0);
/// PostgreSQL copies a template for one at a time.
static COPYING: Mutex<()> = Mutex::const_new(());

/// Where to connect.
enum Server {
    /// A given one: its address, of which the path is replaced.
    Given(String),
    Own(Cluster),
}

/// The URL of a new database that holds the world.
pub async fn create() -> String {
    let server = SERVER.get_or_init(start).await;
    let name = format!("roster_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let _copying = COPYING.lock().await;
    let mut connection = admin(server).await;
    execute(&mut connection, format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}")).await;
    connection.close().await.unwrap();
    server.url(&name)
}

/// Removes what [`create`] made.
pub async fn remove(url: &str) {
    let server = SERVER.get_or_init(start).await;
    let name = url.split('?').next().and_then(|url| url.rsplit('/').next()).unwrap();
    let mut connection = admin(server).await;
    execute(&mut connection, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    connection.close().await.unwrap();
}

async fn admin(server: &Server) -> PgConnection {
    PgConnection::connect(&server.url("postgres")).await.expect("the test PostgreSQL answers")
}

async fn execute(connection: &mut PgConnection, sql: String) {
    connection.execute(AssertSqlSafe(sql)).await.unwrap();
}

async fn start() -> Server {
    let server = match std::env::var("ROSTER_TEST_POSTGRES") {
        Ok(url) => Server::Given(url),
        Err(_) => Server::Own(Cluster::start("-c max_connections=200")),
    };
    let mut connection = admin(&server).await;
    execute(&mut connection, format!("DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")).await;
    execute(&mut connection, format!("CREATE DATABASE {TEMPLATE} TEMPLATE template0")).await;
    connection.close().await.unwrap();
    let template = Database::connect(&server.url(TEMPLATE)).await.unwrap();
    world::fill(&template).await;
    template.close().await;
    server
}

impl Server {
    fn url(&self, database: &str) -> String {
        match self {
            Self::Own(cluster) => cluster.url(database),
            Self::Given(url) => {
                let (address, options) = url.split_once('?').map_or((url.as_str(), None), |(a, o)| (a, Some(o)));
                let start = address.find("://").map_or(0, |at| at + 3);
                let host = address[start..].split('/').next().unwrap_or_default();
                let options = options.map(|options| format!("?{options}")).unwrap_or_default();
                format!("{}{host}/{database}{options}", &address[..start])
            }
        }
    }
}
