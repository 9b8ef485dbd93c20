//! `roster demo`.

use std::{
    io::{Write, stdout},
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use axum::Router;
use clap::Args;

use super::{failure::Failure, logs, run, serve, settings, signals};
use crate::{
    app::{self, AppState, StartError},
    clock::{Clock, Entropy},
    config::{DatabaseUrl, Origin, Settings},
    demo,
    edge::{self, Edge},
    store::{self, Database},
};

#[derive(Args)]
pub(super) struct Demo {
    /// The port on this machine; 0 takes any free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Serves this folder below /portal/: a page that embeds Roster.
    #[arg(long, value_name = "FOLDER")]
    portal: Option<PathBuf>,
    /// A session that is not used ends after this, for example `30s`.
    #[arg(long, value_name = "DURATION")]
    session_idle: Option<String>,
}

impl Demo {
    /// Serves the demo data until asked to stop, from a database that is gone afterwards.
    pub(super) async fn run(self) -> Result<(), Failure> {
        let flags = self.session_idle.iter().map(|idle| ("session.idle", idle.clone()));
        let settings = settings::load(None, flags.collect())?;
        if let Some(folder) = self.portal.as_ref().filter(|folder| !folder.join("index.html").is_file()) {
            return Err(Failure::Portal(folder.join("index.html")));
        }
        logs::start(settings.log);
        // From here on, so that the folder goes even when the demo is stopped before it has begun.
        let asked = signals::first().map_err(Failure::Signals)?;
        let listener = run::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)), "port").await?;
        let address = listener.local_addr().map_err(Failure::Serve)?;
        let folder = tempfile::Builder::new().prefix("roster-demo-").tempdir().map_err(Failure::TemporaryFolder)?;
        let at = DatabaseUrl::sqlite(&folder.path().join("demo.db"));
        let database = filled(&at).await?;
        let app = self.app(&settings, address, &database).await.map_err(Failure::start(&at))?;
        writeln!(stdout(), "Roster demo: http://{address}").map_err(Failure::Output)?;
        let result = run::serve(listener, app, database, asked).await;
        folder.close().map_err(Failure::TemporaryFolder)?;
        result
    }

    async fn app(&self, settings: &Settings, address: SocketAddr, database: &Database) -> Result<Router, StartError> {
        let public_origin = Origin::http(address);
        let shared = app::Settings {
            public_base_url: public_origin.to_string(),
            demo_accounts: demo::sign_ins(),
            ..serve::shared(settings)
        };
        let state = AppState::new(database.clone(), shared, Clock::System, Entropy::System).await?;
        let edge = Edge {
            also_reached_at: format!("http://localhost:{}", address.port()).parse().into_iter().collect(),
            portal: self.portal.clone(),
            ..Edge::new(public_origin, serve::ready(database))
        };
        Ok(edge::wrap(app::api(state), edge))
    }
}

/// A new database with the demo data.
async fn filled(at: &DatabaseUrl) -> Result<Database, Failure> {
    let database = run::open(at).await?;
    let data = demo::demo(Clock::System.now());
    store::seed::load(&database, &data, &Entropy::System).await.map_err(Failure::start(at))?;
    Ok(database)
}
