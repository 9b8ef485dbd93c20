//! The files of the database: a disk without room, and who can read them.

use std::{
    io::Write,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
};

use crate::program::{Server, roster};

/// Makes somebody who can sign in, in a new database in `folder`.
fn administrator(folder: &Path) {
    let database = format!("sqlite://{}", folder.join("roster.db").display());
    let who = ["--email", "ada@acme.example", "--name", "Ada", "--organization", "Acme", "--database", &database];
    let mut child = roster(&[&["admin", "create"], &who[..]].concat()).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"three wet otters hum\n").unwrap();
    assert!(child.wait().unwrap().success());
}

/// The status of a sign-in.
fn sign_in(server: &Server) -> String {
    let post = ["POST /api/v1/session HTTP/1.1", "x-roster-client: test", "content-type: application/json"];
    status(&server.send(&post, "{\"email\":\"ada@acme.example\",\"password\":\"three wet otters hum\"}"))
}

fn get(server: &Server, path: &str) -> String {
    status(&server.send(&[&format!("GET {path} HTTP/1.1")], ""))
}

fn status(answer: &str) -> String {
    answer.split(' ').nth(1).unwrap_or_default().to_owned()
}

/// Lets the process write files of this size at most.
fn limit_files(server: &Server, bytes: &str) {
    let id = server.id().to_string();
    let done = Command::new("prlimit").args(["--pid", &id, &format!("--fsize={bytes}:")]).status().unwrap();
    assert!(done.success());
}

#[test]
fn d7_x1_without_room_changes_are_503_and_with_room_they_work_again() {
    let folder = tempfile::tempdir().unwrap();
    administrator(folder.path());
    // A process that is told of the limit by the error alone, as one is of a full disk.
    let server = Server::serve_under(folder.path(), "trap '' XFSZ");
    assert_eq!((sign_in(&server), get(&server, "/health/ready")), ("200".into(), "200".into()));
    let log = folder.path().join("roster.db-wal").metadata().unwrap().len();
    limit_files(&server, &log.to_string());
    for _ in 0..3 {
        assert_eq!(sign_in(&server), "503");
    }
    crate::program::until(|| get(&server, "/health/ready") == "503");
    assert_eq!(get(&server, "/health/live"), "200");
    limit_files(&server, "unlimited");
    assert_eq!(sign_in(&server), "200");
    crate::program::until(|| get(&server, "/health/ready") == "200");
    server.terminate();
    let (_, log) = server.end();
    assert!(log.contains("not ready"), "{log}");
}

#[test]
fn x11_the_database_is_for_this_user_alone_and_a_warning_says_when_it_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let end = |server: Server| {
        server.terminate();
        server.end().1
    };
    // Whatever the shell would let others read.
    let server = Server::serve_under(folder.path(), "umask 000");
    for file in folder.path().read_dir().unwrap().map(Result::unwrap) {
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}: {mode:o}", file.path().display());
    }
    end(server);
    std::fs::set_permissions(folder.path().join("roster.db"), PermissionsExt::from_mode(0o644)).unwrap();
    // A port in use ends it after it has opened the database.
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let (listen, database) = (taken.local_addr().unwrap().to_string(), folder.path().join("roster.db"));
    let database = format!("sqlite://{}", database.display());
    let output = roster(&["serve", "--listen", &listen, "--database", &database]).output().unwrap();
    let log = String::from_utf8(output.stderr).unwrap();
    let warning = log.lines().find(|line| line.contains("WARN")).unwrap_or_default();
    assert!(warning.contains("roster.db") && warning.contains("644") && warning.contains("chmod 600"), "{log}");
}
