//! Clients that take all connections they can get.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use tokio::net::TcpSocket;

use crate::program::Server;

/// Connects from one of the addresses of this machine.
async fn silent(client: u8, address: SocketAddr) -> Option<tokio::net::TcpStream> {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from((Ipv4Addr::new(127, 0, 0, client), 0))).unwrap();
    socket.connect(address).await.ok()
}

#[tokio::test]
async fn x2_three_hundred_silent_connections_shut_nobody_out_of_a_server_with_few_descriptors() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::serve_under(folder.path(), "ulimit -n 256\nexport ROSTER_CONNECTIONS__MAX_PER_CLIENT=5");
    let address: SocketAddr = server.address().parse().unwrap();
    let mut held = Vec::new();
    for client in (10..20).cycle().take(300) {
        // From ten addresses, which take 50 of the places that the limit leaves, and are refused more.
        held.extend(silent(client, address).await);
    }
    let ready = server.send(&["GET /health/ready HTTP/1.1"], "");
    assert!(ready.starts_with("HTTP/1.1 200"), "{ready}");
    drop(held);
    server.terminate();
    let (_, log) = server.end();
    assert!(log.contains("the limit of open files allows fewer connections"), "{log}");
    assert!(!log.contains("cannot take connections"), "{log}");
}

#[test]
fn x2_a_silent_connection_is_closed_after_the_time_that_is_set() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::serve_under(folder.path(), "export ROSTER_CONNECTIONS__HEADER_TIMEOUT=100ms");
    let mut silent = server.connect();
    silent.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    silent.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    assert_eq!(silent.read(&mut [0; 16]).unwrap(), 0);
}
