use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use crate::program::{Server, pause, roster, terminate, wait};

/// A request whose body is still missing.
const HALF: &str = "POST /api/v1/session HTTP/1.1\r\nhost: a\r\nx-roster-client: test\r\ncontent-type: application/json\r\n\
                    connection: close\r\ncontent-length: 2\r\n\r\n";

/// Asks a server to stop that has begun with a request; returns that, once nothing new is taken.
fn stopping(server: &Server) -> TcpStream {
    let mut request = server.connect();
    request.write_all(HALF.as_bytes()).unwrap();
    server.send(&["GET /health/live HTTP/1.1"], "");
    server.terminate();
    while server.listens() {
        pause();
    }
    request
}

#[test]
fn asked_to_stop_it_finishes_what_has_begun_and_takes_nothing_new() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::serve(folder.path());
    let mut request = stopping(&server);
    request.write_all(b"{}").unwrap();
    let mut answer = String::new();
    request.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    let (status, log) = server.end();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(log.contains("letting requests finish") && log.contains("\"stopped\""), "{log}");
}

#[test]
fn an_idle_connection_does_not_keep_it_from_stopping() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::serve(folder.path());
    let mut idle = server.connect();
    idle.write_all(b"GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n").unwrap();
    let mut first = [0; 12];
    idle.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    let asked = Instant::now();
    server.terminate();
    assert_eq!(server.end().0.code(), Some(0));
    assert!(asked.elapsed() < Duration::from_secs(8), "{:?}", asked.elapsed());
}

#[test]
fn x17_a_closed_terminal_does_not_end_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::serve(folder.path());
    server.hang_up();
    for _ in 0..5 {
        pause();
    }
    assert!(server.listens());
    server.terminate();
    let (status, log) = server.end();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(log.contains("SIGHUP is ignored"), "{log}");
}

#[test]
fn asked_twice_it_ends_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::serve(folder.path());
    server.connect().write_all(HALF.as_bytes()).unwrap();
    let _request = stopping(&server);
    server.terminate();
    assert_eq!(server.end().0.code(), Some(130));
}

#[test]
fn the_demo_says_where_it_is_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    // f28: settings of where a server listens are not the demo's.
    let environment = [("ROSTER_LISTEN", "0.0.0.0:80"), ("ROSTER_PUBLIC_URL", "http://0.0.0.0")];
    let mut command = roster(&["demo", "--port", "0"]);
    let mut child = command.envs(environment).env("TMPDIR", folder.path()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim_end().strip_prefix("Roster demo: http://127.0.0.1:").unwrap();
    assert!(port.parse::<u16>().is_ok_and(|port| port > 0), "{line}");
    assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    terminate(&child);
    assert_eq!(wait(&mut child).code(), Some(0));
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}
