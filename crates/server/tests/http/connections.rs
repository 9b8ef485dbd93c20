//! Clients that are silent, slow or too many, over real sockets.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use axum::{Router, body::Bytes, routing::get};
use roster_server::{
    connections::{Limits, serve},
    http::HttpSettings,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::oneshot,
    time::{sleep, timeout},
};

use crate::support::{server, settings};

/// Ends tests in which the server keeps a client for ever.
const HANGS: Duration = Duration::from_secs(30);
/// A timeout that a test wants to run out.
const SOON: Duration = Duration::from_millis(100);
/// More than an answer's way through the buffers of the system.
const LARGE: usize = 64 * 1024 * 1024;

const REQUEST: &[u8] = b"GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n";

/// Limits that no test meets by accident.
fn generous() -> Limits {
    Limits {
        max: 100,
        max_per_client: 100,
        trusted_proxies: Vec::new(),
        header_timeout: HANGS,
        idle_timeout: HANGS,
        write_timeout: HANGS,
    }
}

/// A server on a port of its own; it stops when the sender is dropped.
async fn start(limits: Limits, app: Router) -> (SocketAddr, oneshot::Sender<()>) {
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (stop, stopped) = oneshot::channel();
    tokio::spawn(serve(listener, app, limits, async {
        let _ = stopped.await;
    }));
    (SocketAddr::from((Ipv4Addr::LOCALHOST, port)), stop)
}

async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.unwrap()
}

/// Connects from another address of this machine.
async fn connect_from(client: [u8; 4], address: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from((client, 0))).unwrap();
    socket.connect(address).await.unwrap()
}

/// Reads until the server closes the connection.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    match timeout(HANGS, stream.read_to_end(&mut bytes)).await.expect("the server keeps the connection") {
        Err(error) if error.kind() != io::ErrorKind::ConnectionReset => panic!("{error}"),
        _ => String::from_utf8(bytes).unwrap(),
    }
}

/// Sends a request and reads the answer, after which the connection stays open.
async fn ask(stream: &mut TcpStream) -> String {
    stream.write_all(REQUEST).await.unwrap();
    let mut answer = String::new();
    while !answer.ends_with("live\n") {
        let mut bytes = [0; 1024];
        let read = timeout(HANGS, stream.read(&mut bytes)).await.expect("no answer").unwrap();
        assert!(read > 0, "closed after {answer:?}");
        answer.push_str(std::str::from_utf8(&bytes[..read]).unwrap());
    }
    answer
}

#[tokio::test]
async fn x2_a_silent_connection_is_closed() {
    let (address, _stop) = start(Limits { header_timeout: SOON, ..generous() }, server(settings())).await;
    assert_eq!(rest(&mut connect(address).await).await, "");
}

#[tokio::test]
async fn x2_a_request_that_comes_letter_by_letter_is_closed() {
    let (address, _stop) = start(Limits { header_timeout: SOON, ..generous() }, server(settings())).await;
    let (mut read, mut write) = connect(address).await.into_split();
    let trickle = tokio::spawn(async move {
        write.write_all(b"GET / HTTP/1.1\r\nx: ").await.unwrap();
        while write.write_all(b"a").await.is_ok() {
            sleep(SOON / 10).await;
        }
    });
    let mut answer = Vec::new();
    // Reset rather than closed where letters were still on their way.
    let _ = timeout(HANGS, read.read_to_end(&mut answer)).await.expect("the server keeps the connection");
    assert_eq!(answer, b"");
    trickle.await.unwrap();
}

#[tokio::test]
async fn x2_an_idle_connection_is_closed() {
    let (address, _stop) = start(Limits { idle_timeout: SOON, ..generous() }, server(settings())).await;
    let mut stream = connect(address).await;
    ask(&mut stream).await;
    assert_eq!(rest(&mut stream).await, "");
}

#[tokio::test]
async fn x2_the_time_for_a_request_begins_with_its_first_byte() {
    let (address, _stop) = start(Limits { header_timeout: SOON, ..generous() }, server(settings())).await;
    let mut stream = connect(address).await;
    for _ in 0..3 {
        assert!(ask(&mut stream).await.starts_with("HTTP/1.1 200"));
        sleep(2 * SOON).await;
    }
    stream.write_all(b"GET").await.unwrap();
    assert_eq!(rest(&mut stream).await, "");
}

#[tokio::test]
async fn x2_an_answer_that_takes_long_is_not_cut_off() {
    let slow = get(|| async {
        sleep(4 * SOON).await;
        "live\n"
    });
    let limits = Limits { header_timeout: SOON, idle_timeout: SOON, write_timeout: SOON, ..generous() };
    let (address, _stop) = start(limits, Router::new().route("/health/live", slow)).await;
    assert!(ask(&mut connect(address).await).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn x2_a_body_that_does_not_come_is_answered_with_408() {
    let (address, _stop) = start(generous(), server(HttpSettings { body_timeout: SOON, ..settings() })).await;
    let head = "POST /api/v1/echo HTTP/1.1\r\nhost: a\r\nx-roster-client: test\r\ncontent-type: application/json\r\n\
                content-length: 9\r\n\r\n";
    for begun in ["", "{\"a\":"] {
        let mut stream = connect(address).await;
        stream.write_all(format!("{head}{begun}").as_bytes()).await.unwrap();
        let answer = rest(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        assert!(answer.contains("\"code\":\"request_timeout\"") && answer.contains("x-request-id: "), "{answer}");
    }
    let mut stream = connect(address).await;
    stream.write_all(format!("{head}{{\"a\":123}}").as_bytes()).await.unwrap();
    let mut status = [0; 12];
    stream.read_exact(&mut status).await.unwrap();
    assert_eq!(&status, b"HTTP/1.1 200");
}

/// The head of a request with a body of this size.
fn echo(size: usize) -> String {
    format!(
        "POST /api/v1/echo HTTP/1.1\r\nhost: a\r\nx-roster-client: test\r\ncontent-type: application/json\r\n\
         content-length: {size}\r\n\r\n"
    )
}

#[tokio::test]
async fn x2_a_large_body_that_keeps_arriving_is_accepted() {
    const PIECE: usize = 16 * 1024;
    const PIECES: usize = 24;
    let settings = HttpSettings { body_timeout: 2 * SOON, time_limit: 3 * SOON, ..settings() };
    let (address, _stop) = start(generous(), server(settings)).await;
    let mut stream = connect(address).await;
    stream.write_all(echo(PIECES * PIECE).as_bytes()).await.unwrap();
    // In all, it takes longer than either limit.
    for _ in 0..PIECES {
        stream.write_all(&[b'a'; PIECE]).await.unwrap();
        sleep(SOON / 4).await;
    }
    let mut status = [0; 12];
    timeout(HANGS, stream.read_exact(&mut status)).await.expect("no answer").unwrap();
    assert_eq!(&status, b"HTTP/1.1 200");
}

#[tokio::test]
async fn x2_a_body_that_comes_letter_by_letter_is_answered_with_408() {
    let (address, _stop) = start(generous(), server(HttpSettings { body_timeout: SOON, ..settings() })).await;
    let (mut read, mut write) = connect(address).await.into_split();
    let trickle = tokio::spawn(async move {
        write.write_all(echo(1_000_000).as_bytes()).await.unwrap();
        while write.write_all(b"a").await.is_ok() {
            sleep(SOON / 10).await;
        }
    });
    let mut status = [0; 12];
    timeout(HANGS, read.read_exact(&mut status)).await.expect("no answer").unwrap();
    assert_eq!(&status, b"HTTP/1.1 408");
    drop(read);
    trickle.await.unwrap();
}

#[tokio::test]
async fn x2_a_client_that_takes_nothing_of_its_answer_is_closed() {
    let large = get(|| async { Bytes::from(vec![b'a'; LARGE]) });
    let limits = Limits { max: 1, write_timeout: SOON, ..generous() };
    let app = Router::new().route("/large", large).route("/health/live", get(|| async { "live\n" }));
    let (address, _stop) = start(limits, app).await;
    let mut greedy = connect(address).await;
    greedy.write_all(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    // There is one place, so this is answered only once the other connection is closed.
    ask(&mut connect(address).await).await;
    assert!(rest(&mut greedy).await.len() < LARGE);
}

#[tokio::test]
async fn x2_one_client_cannot_take_the_places_of_others() {
    let (address, _stop) = start(Limits { max_per_client: 2, ..generous() }, server(settings())).await;
    let mut held = [connect(address).await, connect(address).await];
    for stream in &mut held {
        ask(stream).await;
    }
    assert_eq!(rest(&mut connect(address).await).await, "");
    ask(&mut connect_from([127, 0, 0, 2], address).await).await;
    let [first, _second] = held;
    drop(first);
    // The server sees a moment later that it has gone.
    let again = async {
        loop {
            let mut stream = connect(address).await;
            stream.write_all(b"GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.ok();
            if rest(&mut stream).await.starts_with("HTTP/1.1 200") {
                break;
            }
        }
    };
    timeout(HANGS, again).await.expect("the place is not free again");
}

#[tokio::test]
async fn x2_beyond_the_limit_clients_wait_for_a_place() {
    let (address, _stop) = start(Limits { max: 1, ..generous() }, server(settings())).await;
    let mut first = connect(address).await;
    ask(&mut first).await;
    let mut second = connect_from([127, 0, 0, 2], address).await;
    let waiting = ask(&mut second);
    tokio::pin!(waiting);
    assert!(timeout(SOON, &mut waiting).await.is_err(), "two at once");
    drop(first);
    assert!(waiting.await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn asked_to_stop_it_closes_idle_connections_and_silent_ones() {
    let (address, stop) = start(generous(), server(settings())).await;
    let (mut idle, mut silent) = (connect(address).await, connect(address).await);
    ask(&mut idle).await;
    ask(&mut connect(address).await).await;
    drop(stop);
    assert_eq!((rest(&mut idle).await, rest(&mut silent).await), (String::new(), String::new()));
    assert!(TcpStream::connect(address).await.is_err());
}
