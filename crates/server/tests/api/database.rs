//! Databases that cannot be used, and changes that meet

use api_types::Credentials;
use jiff::SignedDuration;
use roster_server::store::{Database, DatabaseError, StoreError};

use crate::support::{
    Engine, TestApp, both_engines, run,
    world::{ADMIN, PASSWORD, VIEWER},
};

both_engines! {
    async fn a_database_of_a_newer_version_is_refused(app: &TestApp) {
        app.sql(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             SELECT 9999, 'later', success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1",
        )
        .await;
        let result = Database::connect(&app.url).await.unwrap().migrate().await;
        assert!(matches!(result, Err(DatabaseError::DatabaseIsNewer { migration: 9999 })), "{result:?}");
    }

    async fn migrating_again_changes_nothing(app: &TestApp) {
        app.state.database.migrate().await.unwrap();
        app.state.database.probe().await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM organizations").await, 2);
    }

    async fn requests_that_prolong_one_session_at_once_all_succeed(app: &TestApp) {
        let client = std::sync::Arc::new(app.signed_in(ADMIN).await);
        for _ in 0..3 {
            app.clock.advance(SignedDuration::from_mins(2));
            let mut asking = tokio::task::JoinSet::new();
            for _ in 0..30 {
                let client = client.clone();
                asking.spawn(async move { client.get("/session").await.summary() });
            }
            let answers = asking.join_all().await;
            assert!(answers.iter().all(|answer| answer == "200"), "{answers:?}");
        }
    }
}

/// Signs in a viewer, which writes.
async fn sign_in(app: &TestApp) -> String {
    let credentials = Credentials { email: VIEWER.into(), password: PASSWORD.into() };
    app.anonymous().post("/session", &credentials).await.summary()
}

#[tokio::test]
async fn x1_a_full_disk_of_postgres_is_503_and_over_when_there_is_room() {
    run(Engine::Postgres, async |app| {
        app.sql(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$",
        )
        .await;
        for table in ["sessions", "server_keys"] {
            let trigger = format!("CREATE TRIGGER full_disk BEFORE INSERT ON {table} EXECUTE FUNCTION full_disk()");
            app.sql(&trigger).await;
        }
        for _ in 0..2 {
            assert_eq!(sign_in(app).await, "503 unavailable");
            assert!(matches!(app.state.database.probe().await, Err(StoreError::Unavailable(_))));
        }
        app.sql("DROP FUNCTION full_disk CASCADE").await;
        assert_eq!(sign_in(app).await, "200");
        app.state.database.probe().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn x1_connections_that_postgres_ended_are_not_used_again() {
    run(Engine::Postgres, async |app| {
        assert_eq!(sign_in(app).await, "200");
        app.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND application_name = 'roster'",
        )
        .await;
        assert_eq!(sign_in(app).await, "200");
    })
    .await;
}

#[tokio::test]
async fn x1_a_transaction_that_sqlite_ended_by_itself_costs_its_connection_only() {
    run(Engine::Sqlite, async |app| {
        let ends = "CREATE TRIGGER ends BEFORE INSERT ON sessions BEGIN SELECT RAISE(ROLLBACK, 'by itself'); END";
        app.sql(ends).await;
        for _ in 0..2 {
            assert_eq!(sign_in(app).await, "500 internal");
            app.state.database.probe().await.unwrap();
        }
        app.sql("DROP TRIGGER ends").await;
        assert_eq!(sign_in(app).await, "200");
    })
    .await;
}

#[tokio::test]
async fn a_database_that_is_not_there_is_unreachable() {
    for url in ["postgres://nobody@127.0.0.1:1/none", "sqlite:/no/such/folder/roster.db"] {
        let result = Database::connect(url).await;
        assert!(matches!(result, Err(DatabaseError::Unreachable(_))), "{url}: {result:?}");
    }
}
