//! What the database says, read without the server.

use std::collections::BTreeMap;

use sqlx::{Connection, PgConnection, SqliteConnection};

use super::journal::Seen;

const MEMBERS: &str = "SELECT email, CAST(status AS BIGINT), COALESCE(note, '') FROM members";
const ROLES: &str = "SELECT m.email, r.key FROM member_roles x JOIN members m ON m.id = x.member_id \
                     JOIN roles r ON r.id = x.role_id";
const ACTIONS: &str = "SELECT m.email, e.action FROM audit_events e JOIN members m ON m.id = e.subject_id";
/// The counters of the list, which every change of it keeps.
const TOTALS: &str = "SELECT total, (SELECT COUNT(*) FROM members WHERE NOT hidden) FROM list_state \
                      WHERE list = 'members'";

/// Every member by its address.
pub type Members = BTreeMap<String, Seen>;

/// Reads every member; the database is whole.
pub async fn read(url: &str) -> Members {
    macro_rules! rows {
        ($connection:expr) => {{
            let mut connection = $connection;
            let members: Vec<(String, i64, String)> = sqlx::query_as(MEMBERS).fetch_all(&mut connection).await.unwrap();
            let roles: Vec<(String, String)> = sqlx::query_as(ROLES).fetch_all(&mut connection).await.unwrap();
            let actions: Vec<(String, String)> = sqlx::query_as(ACTIONS).fetch_all(&mut connection).await.unwrap();
            let totals: (i64, i64) = sqlx::query_as(TOTALS).fetch_one(&mut connection).await.unwrap();
            connection.close().await.unwrap();
            (members, roles, actions, totals)
        }};
    }
    let (rows, roles, actions, (total, counted)) = if url.starts_with("sqlite:") {
        assert_eq!(integrity(url).await, "ok");
        rows!(SqliteConnection::connect(url).await.unwrap())
    } else {
        rows!(PgConnection::connect(url).await.unwrap())
    };
    assert_eq!(total, counted, "members in the list");
    let member = |(email, status, note)| (email, Seen { status, note, ..Seen::default() });
    let mut members: Members = rows.into_iter().map(member).collect();
    for (email, role) in roles {
        members.get_mut(&email).unwrap().roles.insert(role);
    }
    for (email, action) in actions {
        *members.get_mut(&email).unwrap().actions.entry(action).or_default() += 1;
    }
    members
}

/// What SQLite says of the file.
pub async fn integrity(url: &str) -> String {
    let mut connection = SqliteConnection::connect(url).await.unwrap();
    let answer = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    answer
}
