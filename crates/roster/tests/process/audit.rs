//! `roster audit verify`: what it prints, and how it ends.

use sqlx::{Connection, Executor, SqliteConnection};

use crate::program::roster;

/// Runs it; its exit code, what it printed, and what it said besides.
fn verify(database: &str, arguments: &[&str]) -> (i32, String, String) {
    let output = roster(&[&["audit", "verify"], arguments, &["--database", database]].concat()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[tokio::test]
async fn aud1_a_log_is_verified_and_a_manipulated_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", folder.path().join("roster.db").display());
    let seed = ["seed", "--members", "30", "--events", "40", "--database", &database];
    assert!(roster(&seed).output().unwrap().status.success());

    let (code, printed, said) = verify(&database, &[]);
    assert_eq!((code, said.as_str()), (0, ""));
    let (end, sentence) = printed.split_once('\n').unwrap();
    // The events, and the creation of the organization.
    assert!(end.starts_with("41:") && end.len() == 3 + 64, "{end}");
    assert_eq!(sentence, "No event was changed or removed: 41 events, 0 with erased details.\n");
    assert_eq!(verify(&database, &["--noted", end]).0, 0);
    let other = format!("41:{}", "0".repeat(64));
    let (code, _, said) = verify(&database, &["--noted", &other]);
    assert_eq!(code, 1);
    assert!(said.contains("event 41 does not have the noted hash"), "{said}");
    assert_eq!(verify(&database, &["--noted", "41"]).0, 2);

    let mut connection = SqliteConnection::connect(&database).await.unwrap();
    connection.execute("DROP TRIGGER audit_events_not_changed").await.unwrap();
    connection.execute("UPDATE audit_events SET action = 'member.removed' WHERE position = 17").await.unwrap();
    connection.close().await.unwrap();
    let (code, printed, said) = verify(&database, &[]);
    assert_eq!((code, printed.as_str()), (1, ""));
    assert_eq!(said, "roster: the audit log has a fault: event 17 was changed; compare it with a backup\n");
}
