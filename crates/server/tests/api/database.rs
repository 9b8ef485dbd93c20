//! Databases that cannot be used, and changes that meet

use jiff::SignedDuration;
use roster_server::store::{Database, DatabaseError};

use crate::support::{both_engines, people::ADMIN};

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
        app.state.database.ping().await.unwrap();
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

#[tokio::test]
async fn a_database_that_is_not_there_is_unreachable() {
    for url in ["postgres://nobody@127.0.0.1:1/none", "sqlite:/no/such/folder/roster.db"] {
        let result = Database::connect(url).await;
        assert!(matches!(result, Err(DatabaseError::Unreachable(_))), "{url}: {result:?}");
    }
}
