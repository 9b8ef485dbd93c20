//! `roster demo`.

use std::{
    io::{Write, stdout},
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use clap::Args;

use super::{failure::Failure, logs, run, serve, settings};
use crate::{
    app::{self, AppState},
    clock::{Clock, Entropy},
    config::{DatabaseUrl, Origin},
    demo,
    edge::{self, Edge},
    store,
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
        let flags = self.session_idle.map(|idle| ("session.idle", idle));
        let settings = settings::load(None, flags.into_iter().collect())?;
        if let Some(folder) = self.portal.as_ref().filter(|folder| !folder.join("index.html").is_file()) {
            return Err(Failure::Portal(folder.join("index.html")));
        }
        logs::start(settings.log);
        let listener = run::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)), "port").await?;
        let port = listener.local_addr().map_err(Failure::Serve)?.port();
        let folder = tempfile::Builder::new().prefix("roster-demo-").tempdir().map_err(Failure::TemporaryFolder)?;
        let at = DatabaseUrl::sqlite(&folder.path().join("demo.db"));
        let database = run::open(&at).await?;
        let loaded = store::seed::load(&database, &demo::demo(Clock::System.now()), &Entropy::System).await;
        loaded.map_err(Failure::start(&at))?;

        let public_origin = Origin::http(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
        let shared = app::Settings {
            public_base_url: public_origin.to_string(),
            demo_accounts: demo::sign_ins(),
            ..serve::shared(&settings)
        };
        let state = AppState::new(database.clone(), shared, Clock::System, Entropy::System).await;
        let state = state.map_err(Failure::start(&at))?;
        let edge = Edge {
            also_reached_at: format!("http://localhost:{port}").parse().into_iter().collect(),
            portal: self.portal,
            ..Edge::new(public_origin.clone(), serve::ready(&database))
        };
        let app = edge::wrap(app::api(state), edge);
        writeln!(stdout(), "Roster demo: {public_origin}").map_err(Failure::Output)?;
        let result = run::serve(listener, app, database).await;
        folder.close().map_err(Failure::TemporaryFolder)?;
        result
    }
}
