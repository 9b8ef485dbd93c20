//! From an open port to the last answer.

use std::{io::ErrorKind, net::SocketAddr, sync::Arc, time::Duration};

use axum::Router;
use tokio::{
    net::TcpListener,
    sync::oneshot,
    time::{sleep, timeout},
};

use super::{background::Background, failure::Failure};
use crate::{
    config::{DatabaseUrl, Origin, Settings},
    connections::{self, Limits},
    http::{HttpSettings, Ready, assets::Files},
    metrics,
    store::Database,
};

/// How long a request may take beside a pause of its body.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// How long requests may take to finish once the server was asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Connects to the database and brings its tables up to date.
pub(super) async fn open(at: &DatabaseUrl) -> Result<Database, Failure> {
    let failure = |cause| Failure::Database { at: at.clone(), cause };
    let database = Database::connect(at.expose()).await.map_err(failure)?;
    database.migrate().await.map_err(failure)?;
    Ok(database)
}

/// Opens the port. `flag` is what chooses another one.
pub(super) async fn listen(address: SocketAddr, flag: &'static str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|cause| match cause.kind() {
        ErrorKind::AddrInUse => Failure::PortInUse { address, flag },
        _ => Failure::Listen { address, flag, cause },
    })
}

/// The HTTP settings of a server that browsers reach at `public_origin`.
pub(super) fn http_settings(
    settings: &Settings,
    public_origin: Origin,
    files: Arc<dyn Files>,
    database: &Database,
) -> HttpSettings {
    let body_timeout = settings.connections.body_timeout.unsigned_abs();
    HttpSettings {
        body_timeout,
        time_limit: body_timeout + TIME_LIMIT,
        ..HttpSettings::new(public_origin, files, ready(database))
    }
}

/// Asks whether changes can be written. The tables are up to date: otherwise the server would not have started.
fn ready(database: &Database) -> Ready {
    let database = database.clone();
    Arc::new(move || {
        let database = database.clone();
        Box::pin(async move { database.probe().await.inspect_err(|error| tracing::warn!(%error, "not ready")).is_ok() })
    })
}

/// What clients may take, as far as the database leaves file descriptors for it.
pub(super) fn limits(settings: &Settings, database: &Database) -> Limits {
    let set = settings.connections;
    Limits {
        max: connections::fitting(set.max, database.descriptors()),
        max_per_client: set.max_per_client,
        trusted_proxies: settings.trusted_proxies.clone(),
        header_timeout: set.header_timeout.unsigned_abs(),
        idle_timeout: set.idle_timeout.unsigned_abs(),
        write_timeout: set.write_timeout.unsigned_abs(),
    }
}

/// Serves until it is asked to stop; then takes no new connection, lets requests and mails that
/// are under way finish, and closes the database.
pub(super) async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    database: Database,
    background: Background,
    asked: oneshot::Receiver<()>,
) {
    let (stopping, stopped) = oneshot::channel();
    let stop_background = background.stopper();
    metrics::begin();
    let serving = connections::serve(listener, app, limits, async move {
        let _ = asked.await;
        tracing::info!("stopping: letting requests finish");
        stop_background();
        let _ = stopping.send(());
    });
    let too_long = async {
        let _ = stopped.await;
        sleep(GRACE).await;
    };
    let metrics_upkeep = tokio::spawn(metrics::keep_small());
    tokio::select! {
        () = serving => {}
        () = too_long => tracing::warn!(seconds = GRACE.as_secs(), "some requests did not finish in time"),
    }
    metrics_upkeep.abort();
    if timeout(GRACE, background.ended()).await.is_err() {
        tracing::warn!("a mail under way did not finish in time; it is sent again");
    }
    if timeout(GRACE, database.close()).await.is_err() {
        tracing::warn!("the database did not let go in time");
    }
    tracing::info!("stopped");
}
