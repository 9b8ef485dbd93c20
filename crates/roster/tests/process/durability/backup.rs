//! `roster backup` and `roster restore`.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Output, sync::atomic::Ordering};

use sqlx::{Connection, SqliteConnection};

use super::{rows, scene::Scene, writer::Acknowledged};
use crate::program::{Server, complaint, roster, sqlite, until};

/// Runs a command that must succeed; returns what it said.
fn succeed(arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = roster(arguments).output().unwrap();
    let said = String::from_utf8(stderr).unwrap();
    assert!(status.success(), "{said}");
    said
}

/// A database with a few members in this folder.
fn seeded(folder: &Path) -> String {
    let database = sqlite(folder);
    succeed(&["seed", "--members", "20", "--database", &database]);
    database
}

/// What is in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = entries.collect();
    names.sort();
    names
}

#[tokio::test]
async fn d1_x11_a_backup_made_under_writers_is_served_again_after_the_database_is_lost() {
    let (folder, safe) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (database, file) = (sqlite(folder.path()), safe.path().join("roster.backup"));
    let file = file.to_str().unwrap();
    let mut scene = Scene::new(&database).await;
    let write = |scene: &mut Scene, work: &dyn Fn()| {
        scene.write(Acknowledged::ByAnswer, |_, signals| {
            let answered = |requests| until(|| signals.answered.load(Ordering::Relaxed) >= requests);
            answered(20);
            work();
            answered(signals.answered.load(Ordering::Relaxed) + 20);
            signals.stop.store(true, Ordering::Relaxed);
        });
    };
    write(&mut scene, &|| ());
    let before = scene.acknowledged();
    write(&mut scene, &|| {
        succeed(&["backup", file, "--database", &database]);
    });
    let written = scene.changes();
    let mode = fs::metadata(file).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode, names(safe.path())), (0o600, vec!["roster.backup".to_owned()]));
    assert_eq!(rows::integrity(&format!("sqlite://{file}")).await, "ok");

    scene.server.kill();
    // The key that seals secrets is kept elsewhere, not in the backup.
    for name in names(folder.path()).into_iter().filter(|name| name != "roster.db.key") {
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    succeed(&["restore", file, "--database", &database]);
    assert_eq!(names(folder.path()), ["roster.db", "roster.db.key"]);
    let mode = fs::metadata(folder.path().join("roster.db")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    scene.restart();
    // Everything that was acknowledged before the backup, nothing in part, and each member as it was at one moment.
    scene.check_from(&before).await.unwrap();
    let (kept, least) = (scene.changes(), before.values().sum::<usize>());
    assert!(least > 0 && written > kept, "{least} before, {kept} kept, {written} written");
    // The restored database takes changes, and keeps them too.
    scene.kill(Acknowledged::ByAnswer, || ());
    scene.restart();
    scene.check().await.unwrap();
    scene.verify_log();
}

#[test]
fn a_backup_replaces_no_file_and_leaves_none_behind() {
    let folder = tempfile::tempdir().unwrap();
    let database = seeded(folder.path());
    let file = folder.path().join("there");
    fs::write(&file, "precious").unwrap();
    let said = complaint(&mut roster(&["backup", file.to_str().unwrap(), "--database", &database]));
    assert_eq!(said, format!("nothing was changed: {} exists already; choose another name", file.display()));
    assert_eq!(fs::read_to_string(&file).unwrap(), "precious");
    let nowhere = folder.path().join("none/backup");
    let said = complaint(&mut roster(&["backup", nowhere.to_str().unwrap(), "--database", &database]));
    assert!(said.contains("none/backup: "), "{said}");
    let none = sqlite(&folder.path().join("none"));
    let said = complaint(&mut roster(&["backup", folder.path().join("new").to_str().unwrap(), "--database", &none]));
    assert!(said.contains("cannot be reached"), "{said}");
    assert_eq!(names(folder.path()), ["roster.db", "there"]);
}

#[test]
fn a_restore_replaces_a_database_only_if_it_is_told_to_and_nobody_uses_it() {
    let folder = tempfile::tempdir().unwrap();
    let database = seeded(folder.path());
    let backup = folder.path().join("backup");
    let file = backup.to_str().unwrap();
    succeed(&["backup", file, "--database", &database]);
    let restore = ["restore", file, "--database", &database];
    let said = complaint(&mut roster(&restore));
    assert!(said.ends_with("back it up, then use --replace"), "{said}");
    let replace = [&restore[..], &["--replace"]].concat();
    let server = Server::serve(folder.path());
    let said = complaint(&mut roster(&replace));
    assert!(said.ends_with("roster.db is in use; stop the server"), "{said}");
    drop(server);
    // The server was killed: its log is still there, and belongs to the database that goes.
    assert!(folder.path().join("roster.db-wal").exists());
    let said = succeed(&replace);
    assert!(said.contains("is restored from"), "{said}");
    assert_eq!(names(folder.path()), ["backup", "roster.db", "roster.db.key"]);
    drop(Server::serve(folder.path()));
    // Without its database, a log must not become part of another one.
    fs::remove_file(folder.path().join("roster.db")).unwrap();
    let said = complaint(&mut roster(&restore));
    assert!(said.contains("roster.db-wal is left of another database"), "{said}");
}

#[tokio::test]
async fn a_damaged_backup_or_one_of_a_newer_version_is_not_restored() {
    let folder = tempfile::tempdir().unwrap();
    let database = seeded(folder.path());
    let backup = folder.path().join("backup");
    let file = backup.to_str().unwrap();
    succeed(&["backup", file, "--database", &database]);
    let restore = || complaint(&mut roster(&["restore", file, "--replace", "--database", &database]));
    let whole = fs::read(&backup).unwrap();
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 20_000].fill(0x5a);
    for bytes in [&damaged[..], &whole[..whole.len() / 2], b"a text", b""] {
        fs::write(&backup, bytes).unwrap();
        let said = restore();
        assert!(said.contains("backup is not a whole database of Roster: "), "{said}");
    }
    fs::write(&backup, &whole).unwrap();
    fs::write(folder.path().join("backup-wal"), "a log").unwrap();
    assert!(restore().contains("is not a backup but a database in use"), "{}", restore());
    fs::remove_file(folder.path().join("backup-wal")).unwrap();

    let mut connection = SqliteConnection::connect(&format!("sqlite://{file}")).await.unwrap();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (9999, 'later', TRUE, x'00', 0)";
    sqlx::query(newer).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    assert!(restore().contains("newer version of Roster"), "{}", restore());
    assert_eq!(names(folder.path()), ["backup", "roster.db"]);
}

#[test]
fn postgres_is_left_to_its_own_programs() {
    let url = "postgres://roster:hunter2@db.internal/roster";
    for (command, program) in [("backup", "pg_dump --format=custom"), ("restore", "pg_restore --clean")] {
        let said = complaint(&mut roster(&[command, "file.dump", "--database", url]));
        assert!(said.contains(program) && said.contains("file.dump") && !said.contains("hunter2"), "{said}");
    }
}
