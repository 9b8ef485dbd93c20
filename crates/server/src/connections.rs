//! Connections of clients: how many there are, and how long an idle or slow one may keep its slot.
//!
//! Every connection takes a file descriptor, which the database needs too. So a client that is silent, slow or has too
//! many loses its connection, and the number of all connections leaves descriptors for everything else.

mod activity;
mod descriptors;
mod slots;
mod timed;

use std::{convert::Infallible, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use ipnet::IpNet;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    time::sleep,
};
use tower::Service;

use activity::Activity;
pub use descriptors::fitting;
use slots::{Slot, Slots};
use timed::Timed;

/// What clients may take.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections in all; further clients wait until one ends.
    pub max: usize,
    /// Connections of one client (one IPv4 address, one /64 network of IPv6); further ones are closed at once.
    pub max_per_client: usize,
    /// Reverse proxies, which connect for many clients: only `max` holds for them.
    pub trusted_proxies: Vec<IpNet>,
    /// From the connection, or the first byte of a later request, to the end of the request's head.
    pub header_timeout: Duration,
    /// From an answer to the first byte of the next request.
    pub idle_timeout: Duration,
    /// How long a client may take nothing of an answer.
    pub write_timeout: Duration,
}

/// How long to wait when the system gives out no descriptor.
const PAUSE: Duration = Duration::from_secs(1);

/// Serves `app` until `asked` ends; then takes no new connection and waits for the end of the requests under way.
pub async fn serve(listener: TcpListener, app: Router, limits: Limits, asked: impl Future<Output = ()>) {
    let app = app.with_state(());
    let slots = Slots::new(&limits);
    let (stop, stopping) = watch::channel(false);
    let mut asked = pin!(asked);
    loop {
        let next = async {
            let free = slots.acquire().await;
            let (stream, peer) = accept(&listener).await;
            (slots.assign(peer.ip(), free), stream, peer)
        };
        let (slot, stream, peer) = tokio::select! {
            next = next => next,
            () = &mut asked => break,
        };
        if let Some(slot) = slot {
            let connection = Connection { stream, peer, slot, stopping: stopping.clone() };
            tokio::spawn(connection.serve(app.clone(), limits.clone()));
        }
    }
    drop(listener);
    stop.send_replace(true);
    slots.all_free().await;
}

/// The next connection. What is wrong with one is no reason to stop taking others.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    use io::ErrorKind as E;
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if matches!(error.kind(), E::ConnectionRefused | E::ConnectionAborted | E::ConnectionReset) => {}
            Err(error) => {
                tracing::error!(%error, "cannot take connections; trying again soon");
                sleep(PAUSE).await;
            }
        }
    }
}

struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    slot: Slot,
    stopping: watch::Receiver<bool>,
}

impl Connection {
    /// Answers one request after the other.
    async fn serve(self, app: Router, limits: Limits) {
        let Self { stream, peer, slot, mut stopping } = self;
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "cannot send small packets at once");
        }
        let activity = Arc::new(Activity::default());
        let io = TokioIo::new(Timed::new(stream, Arc::clone(&activity), &limits));
        let service = service_fn(move |request: Request<Incoming>| {
            let answering = activity.answer();
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            let answer = app.clone().call(request);
            async move { Ok::<_, Infallible>(answer.await?.map(|body| answering.until_the_end_of(body))) }
        });
        let mut connection = pin!(http1::Builder::new().serve_connection(io, service));
        let asked = async {
            // Ends also when nobody is left who could ask.
            let _ = stopping.wait_for(|stopping| *stopping).await;
        };
        let result = tokio::select! {
            result = connection.as_mut() => result,
            () = asked => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = result {
            tracing::debug!(%error, "a connection ended early");
        }
        drop(slot);
    }
}
