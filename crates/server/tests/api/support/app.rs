//! The server under test, with a world of its own.

use std::{net::SocketAddr, sync::Arc};

use api_types::{ApiKeyId, ApiScope, DemoAccount, MailService};
use axum::{Extension, extract::ConnectInfo};
use jiff::Timestamp;
use roster_server::{
    app::api,
    authz::Token,
    clock::{Clock, Entropy},
    http::{
        self, HttpSettings,
        assets::{File, Files},
    },
    state::{AppState, Settings},
    store::{
        Database,
        api_keys::{ApiKey, CreateApiKey},
        audit::{self, Source},
        sessions::{OpenSession, SessionState},
    },
};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};

use super::{Client, World, postgres, sqlite, world};

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A server with its database, its clock and the people of [`World`].
pub struct TestApp {
    pub state: AppState,
    pub clock: Clock,
    pub world: World,
    pub url: String,
    router: axum::Router,
    /// Holds the SQLite file; gone with the app.
    _folder: tempfile::TempDir,
}

/// Runs a test against a fresh server.
pub async fn run(engine: Engine, test: impl AsyncFnOnce(&TestApp)) {
    let settings = Settings { mail: MailService::Mailbox, ..Settings::default() };
    let app = TestApp::start(engine, settings).await;
    test(&app).await;
    app.close(engine).await;
}

impl TestApp {
    /// Starts a server on a new database.
    pub async fn start(engine: Engine, settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = match engine {
            Engine::Sqlite => sqlite::create(folder.path()).await,
            Engine::Postgres => postgres::create().await,
        };
        let database = Database::connect(&url).await.unwrap();
        let clock = world::start();
        let (_, world) = world::world(&Entropy::seeded(1));
        let state = AppState::new(database, settings, clock.clone(), Entropy::seeded(3)).await.unwrap();
        let router = wrapped(&state);
        Self { state, clock, world, url, router, _folder: folder }
    }

    /// Stops it and leaves nothing behind.
    pub async fn close(self, engine: Engine) {
        self.state.database.close().await;
        if engine == Engine::Postgres {
            postgres::remove(&self.url).await;
        }
    }

    /// A browser in which nobody is signed in.
    pub fn anonymous(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// A browser in which somebody is signed in; the session is put straight into the database.
    pub async fn signed_in(&self, email: &str) -> Client {
        let account = self.world.account(email);
        let token = Token::new(&self.state.entropy);
        let now = self.clock.now();
        let open = OpenSession {
            id: self.state.new_id(),
            user_agent: None,
            token: token.hash(),
            account,
            state: SessionState::Full,
            expires_at: self.state.settings.session_end(now, now),
            replaces: None,
            context: self.state.audit_context(&Source::default()),
        };
        self.state.database.apply(&open).await.unwrap();
        let client = self.anonymous();
        client.with_cookie("roster_session", &token.to_text())
    }

    /// A new API key of the organization with this number, as the operator creates one.
    pub async fn api_key(&self, number: &str) -> String {
        self.api_key_until(number, None).await.1
    }

    /// The body of a response, which is read as it comes.
    pub async fn stream(&self, client: &Client, path: &str) -> axum::body::Body {
        let request = axum::http::Request::get(path).header("cookie", client.cookie().unwrap());
        let request = request.body(axum::body::Body::empty()).unwrap();
        let response = tower::ServiceExt::oneshot(self.router.clone(), request).await.unwrap();
        assert_eq!(response.status(), 200);
        response.into_body()
    }

    /// The same with an end; also its id.
    pub async fn api_key_until(&self, number: &str, expires_at: Option<Timestamp>) -> (ApiKeyId, String) {
        self.api_key_with(number, vec![ApiScope::ReferencesWrite], expires_at).await
    }

    /// A new API key with these scopes, and its value.
    pub async fn api_key_with(
        &self,
        number: &str,
        scopes: Vec<ApiScope>,
        expires_at: Option<Timestamp>,
    ) -> (ApiKeyId, String) {
        let (secret, id) = (Token::new(&self.state.entropy), self.state.new_id());
        let name = "Portal".to_owned();
        let key = ApiKey { expires_at, ..ApiKey::new(id, name, scopes, &secret.to_api_key(), self.now()) };
        let context = self.state.audit_context(&Source::default());
        let create = CreateApiKey { organization: number.to_owned(), key, secret: secret.hash(), context };
        self.state.database.apply(&create).await.unwrap();
        (id, secret.to_api_key())
    }

    /// A program with a new API key of Alpha.
    pub async fn program(&self) -> Client {
        self.anonymous().into_program(&self.api_key("1001").await)
    }

    /// A browser at this address, in which nobody is signed in.
    pub fn anonymous_at(&self, address: [u8; 4]) -> Client {
        self.anonymous_with(Extension(ConnectInfo(SocketAddr::from((address, 40_000)))))
    }

    /// The same, at any address.
    pub fn anonymous_with(&self, peer: Extension<ConnectInfo<SocketAddr>>) -> Client {
        Client::new(self.router.clone().layer(peer))
    }

    /// Another server process over the same database.
    pub async fn second_process(&self) -> Client {
        let database = Database::connect(&self.url).await.unwrap();
        let (settings, clock) = (self.state.settings.clone(), self.clock.clone());
        let state = AppState::new(database, settings, clock, Entropy::seeded(2)).await.unwrap();
        Client::new(wrapped(&state))
    }

    /// Does to the database what the API cannot yet.
    pub async fn sql(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.url.starts_with("sqlite:") {
            let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
            connection.execute(sql).await.unwrap();
            connection.close().await.unwrap();
        } else {
            let mut connection = PgConnection::connect(&self.url).await.unwrap();
            connection.execute(sql).await.unwrap();
            connection.close().await.unwrap();
        }
    }

    /// Lets the events of the audit log be changed, as somebody can who owns the database.
    pub async fn unlock_audit_log(&self) {
        if self.url.starts_with("sqlite:") {
            for trigger in ["events_not_changed", "events_not_deleted", "chain_grows", "chain_not_deleted"] {
                self.sql(&format!("DROP TRIGGER audit_{trigger}")).await;
            }
        } else {
            self.sql("ALTER TABLE audit_events DISABLE TRIGGER ALL").await;
            self.sql("ALTER TABLE audit_chain DISABLE TRIGGER ALL").await;
        }
    }

    /// The same, where it may fail.
    pub async fn try_sql(&self, sql: &str) -> Result<(), sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.url.starts_with("sqlite:") {
            let mut connection = SqliteConnection::connect(&self.url).await?;
            connection.execute(sql).await.map(|_| ())
        } else {
            let mut connection = PgConnection::connect(&self.url).await?;
            connection.execute(sql).await.map(|_| ())
        }
    }

    /// A number from the database.
    pub async fn count(&self, sql: &str) -> i64 {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.url.starts_with("sqlite:") {
            let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
        } else {
            let mut connection = PgConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
        }
    }

    /// Seals the new events of the audit log, as the server does every second.
    pub async fn seal(&self) -> u64 {
        audit::seal(&self.state.database, &self.state.entropy).await.unwrap()
    }

    /// What time it is for the server.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// Settings of the demo: it offers one sign-in.
pub fn demo_settings() -> Settings {
    let offer = DemoAccount { email: "a@b.example".into(), password: "secret".into(), shows: "viewer".into() };
    Settings { demo_accounts: vec![offer], ..Settings::default() }
}

/// The API is asked, not the app.
struct NoFiles;

impl Files for NoFiles {
    fn get(&self, _: &str) -> Option<File> {
        None
    }
}

fn wrapped(state: &AppState) -> axum::Router {
    let origin = state.settings.public_base_url.parse().unwrap();
    http::wrap(api(state.clone()), HttpSettings::new(origin, Arc::new(NoFiles), Arc::new(|| Box::pin(async { true }))))
}
