//! From an open port to the last answer.

use std::{io::ErrorKind, net::SocketAddr, time::Duration};

use axum::{Router, serve::ListenerExt};
use tokio::{
    net::TcpListener,
    sync::oneshot,
    time::{sleep, timeout},
};

use super::{background::Background, failure::Failure};
use crate::{config::DatabaseUrl, edge, store::Database};

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

/// Serves until it is asked to stop; then takes no new connection, lets requests and mails that
/// are under way finish, and closes the database.
pub(super) async fn serve(
    listener: TcpListener,
    app: Router,
    database: Database,
    background: Background,
    asked: oneshot::Receiver<()>,
) -> Result<(), Failure> {
    let (stopping, stopped) = oneshot::channel();
    let stop_background = background.stopper();
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "cannot send small packets at once");
        }
    });
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        let _ = asked.await;
        tracing::info!("stopping: letting requests finish");
        stop_background();
        let _ = stopping.send(());
    });
    let too_long = async {
        let _ = stopped.await;
        sleep(GRACE).await;
    };
    let upkeep = tokio::spawn(edge::metrics::keep_small());
    let result = tokio::select! {
        result = async { serving.await } => result.map_err(Failure::Serve),
        () = too_long => {
            tracing::warn!(seconds = GRACE.as_secs(), "some requests did not finish in time");
            Ok(())
        }
    };
    upkeep.abort();
    if timeout(GRACE, background.ended()).await.is_err() {
        tracing::warn!("a mail under way did not finish in time; it is sent again");
    }
    if timeout(GRACE, database.close()).await.is_err() {
        tracing::warn!("the database did not let go in time");
    }
    tracing::info!("stopped");
    result
}
