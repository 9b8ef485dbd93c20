//! Databases that cannot be used, and changes that meet

use std::sync::Arc;

use api_types::{Credentials, Member};
use axum::http::Method;
use jiff::SignedDuration;
use roster_server::store::{Database, DatabaseError, StoreError};
use serde_json::json;
use tokio::task::JoinSet;

use crate::support::{
    Engine, TestApp, both_engines,
    invitations::{alpha, invitation_body, post},
    run,
    world::{ADMIN, INVITED, PASSWORD, VIEWER},
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
        let client = Arc::new(app.signed_in(ADMIN).await);
        for _ in 0..3 {
            app.clock.advance(SignedDuration::from_mins(2));
            let mut asking = JoinSet::new();
            for _ in 0..30 {
                let client = client.clone();
                asking.spawn(async move { client.get("/session").await.summary() });
            }
            let answers = asking.join_all().await;
            assert!(answers.iter().all(|answer| answer == "200"), "{answers:?}");
        }
    }
}

both_engines! {
    async fn d6_a_change_without_its_audit_event_is_impossible(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let of = |email| alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, email)));
        let (viewer, invited) = (of(VIEWER), of(INVITED));
        let version = admin.get(&viewer).await.ok::<Member>().version;
        let changes = [
            (Method::POST, "/organizations".to_owned(), json!({"name": "New"})),
            (Method::PATCH, alpha(app, ""), json!({"time_zone": "Europe/Berlin"})),
            (Method::POST, alpha(app, "/companies"), json!({"name": "New"})),
            (Method::POST, alpha(app, "/invitations"), invitation_body(app, &["new@alpha.example"])),
            (Method::POST, alpha(app, "/members/bulk"), json!({"action": "deactivate", "members": [app.world.member(app.world.alpha, VIEWER)]})),
            (Method::PATCH, viewer.clone(), json!({"note": "new"})),
            (Method::PUT, format!("{viewer}/roles"), json!({"roles": [app.world.alpha_roles[1]]})),
            (Method::PUT, format!("{viewer}/schedule"), json!({"active_until": "2026-12-31"})),
            (Method::POST, format!("{viewer}/deactivate"), json!({})),
            (Method::DELETE, format!("{viewer}/sessions"), json!({})),
            (Method::DELETE, viewer, json!({})),
            (Method::PATCH, invited.clone(), json!({"message": "new"})),
            (Method::POST, format!("{invited}/resend"), json!({"send_email": true})),
            (Method::POST, format!("{invited}/withdraw"), json!({})),
            (Method::POST, "/session".to_owned(), json!({"email": VIEWER, "password": PASSWORD})),
        ];
        app.signed_in(VIEWER).await;
        let before = everything(app).await;
        no_audit_log(app).await;
        for (method, path, body) in &changes {
            let answer = admin.change(method.clone(), path, version, body).await;
            // A bulk action answers for each of its members.
            let is_refused = answer.status == 500 || path.ends_with("/bulk");
            assert!(is_refused, "{method} {path}: {}", answer.text());
            assert_eq!(everything(app).await, before, "{method} {path}");
        }
        audit_log(app).await;
        for (method, path, body) in &changes[..4] {
            let answer = admin.change(method.clone(), path, version, body).await;
            assert!(answer.status.is_success(), "{method} {path}: {}", answer.text());
            assert_ne!(everything(app).await, before, "{method} {path}");
        }
    }
}

/// Lets every event fail.
async fn no_audit_log(app: &TestApp) {
    if app.url.starts_with("sqlite:") {
        app.sql("CREATE TRIGGER no_audit_log BEFORE INSERT ON audit_events BEGIN SELECT RAISE(ABORT, 'no'); END").await;
        return;
    }
    app.sql("CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$").await;
    app.sql("CREATE TRIGGER no_audit_log BEFORE INSERT ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION no()").await;
}

/// Undoes it.
async fn audit_log(app: &TestApp) {
    let table = if app.url.starts_with("sqlite:") { "" } else { " ON audit_events" };
    app.sql(&format!("DROP TRIGGER no_audit_log{table}")).await;
}

/// What any of the changes would change.
async fn everything(app: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in [
        "members",
        "accounts",
        "organizations",
        "companies",
        "member_roles",
        "sessions",
        "invitation_tokens",
        "mails",
        "audit_events",
    ] {
        counts.push(app.count(&format!("SELECT COUNT(*) FROM {table}")).await);
    }
    for (column, table) in [("version", "members"), ("version", "list_state"), ("invitation_times_sent", "members")] {
        counts.push(app.count(&format!("SELECT CAST(SUM({column}) AS BIGINT) FROM {table}")).await);
    }
    counts.push(app.count("SELECT COUNT(*) FROM organizations WHERE time_zone = 'UTC'").await);
    counts
}

#[tokio::test]
async fn d5_a_transaction_that_postgres_could_not_serialize_is_done_again_as_a_whole() {
    run(Engine::Postgres, async |app| {
        let admin = app.signed_in(ADMIN).await;
        // A sequence counts what is rolled back too.
        app.sql("CREATE SEQUENCE tries").await;
        app.sql(
            "CREATE FUNCTION collide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('tries') <= 3 THEN \
             RAISE EXCEPTION 'collision' USING ERRCODE = 'serialization_failure'; END IF; RETURN NULL; END $$",
        )
        .await;
        // At the end of the transaction, after everything was written.
        app.sql(
            "CREATE CONSTRAINT TRIGGER collide AFTER INSERT ON audit_events DEFERRABLE INITIALLY DEFERRED \
             FOR EACH ROW EXECUTE FUNCTION collide()",
        )
        .await;
        let (members, events) = ("SELECT COUNT(*) FROM members", "SELECT COUNT(*) FROM audit_events");
        let before = (app.count(members).await, app.count(events).await);
        let answer = post(app, &admin, &invitation_body(app, &["new@alpha.example"])).await;
        assert_eq!(answer.summary(), "200");
        assert_eq!(app.count("SELECT last_value FROM tries").await, 4);
        assert_eq!((app.count(members).await, app.count(events).await), (before.0 + 1, before.1 + 1));
        app.sql("ALTER SEQUENCE tries RESTART MINVALUE -1000 START -1000").await;
        let answer = post(app, &admin, &invitation_body(app, &["other@alpha.example"])).await;
        assert_eq!(answer.summary(), "503 unavailable");
        assert_eq!((app.count(members).await, app.count(events).await), (before.0 + 1, before.1 + 1));
    })
    .await;
}

/// Signs in a viewer, which writes.
async fn sign_in(app: &TestApp) -> String {
    let credentials = Credentials { email: VIEWER.into(), password: PASSWORD.into() };
    app.anonymous().post("/session", &credentials).await.summary()
}

#[tokio::test]
async fn d7_x1_a_full_disk_of_postgres_is_503_and_over_when_there_is_room() {
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
        let admin = Arc::new(app.signed_in(ADMIN).await);
        for _ in 0..3 {
            // So many at once that several connections are used, and then lost.
            let mut asking = JoinSet::new();
            for _ in 0..30 {
                let admin = admin.clone();
                asking.spawn(async move { admin.get("/session").await.summary() });
            }
            let answers = asking.join_all().await;
            assert!(answers.iter().all(|answer| answer == "200"), "{answers:?}");
            end_connections(app).await;
            assert_eq!(sign_in(app).await, "200");
            end_connections(app).await;
        }
    })
    .await;
}

/// Ends the connections that Roster has.
async fn end_connections(app: &TestApp) {
    app.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND application_name = 'roster'",
    )
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
