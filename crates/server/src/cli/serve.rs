//! `roster serve`.

use std::sync::Arc;

use api_types::MailService;
use clap::Args;

use super::{
    background::{self, Background},
    failure::Failure,
    logs, run,
    settings::{AddressArgs, DatabaseArgs},
    signals,
};
use crate::{
    app::{self, AppState},
    clock::{Clock, Entropy},
    config::{ConfigError, Settings},
    edge::{self, Edge, assets::Files},
    store::Database,
};

#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    address: AddressArgs,
}

impl Serve {
    /// Serves until asked to stop.
    pub(super) async fn run(self, files: Arc<dyn Files>) -> Result<(), Failure> {
        let settings = self.database.settings_at(self.address)?;
        let smtp = settings.mail.smtp()?;
        if smtp.is_some() && settings.public_url.is_none() {
            return Err(ConfigError::Contradiction {
                setting: "public_url",
                problem: "is missing: the links in mails begin with it",
                expected: "how browsers reach this server, for example https://roster.example",
            }
            .into());
        }
        let transport = background::smtp(smtp, &settings.public_origin())?;
        logs::start(settings.log);
        let database = run::open(&settings.database).await?;
        let listener = run::listen(settings.listen, "listen").await?;
        let asked = signals::first().map_err(Failure::Signals)?;
        let mail = if transport.is_some() { MailService::Smtp } else { MailService::None };
        let shared = app::Settings { mail, ..shared(&settings) };
        let state = AppState::new(database.clone(), shared, Clock::System, Entropy::System).await;
        let state = state.map_err(Failure::start(&settings.database))?;
        let background = Background::begin(&state, transport);
        let edge = Edge {
            trusted_proxies: settings.trusted_proxies.clone(),
            frame_ancestors: settings.embed.frame_ancestors.clone(),
            ..Edge::new(settings.public_origin(), files, ready(&database))
        };
        let listen = listener.local_addr().map_err(Failure::Serve)?;
        let (public_url, at) = (settings.public_origin(), &settings.database);
        tracing::info!(%listen, %public_url, database = %at, version = env!("CARGO_PKG_VERSION"), "started");
        run::serve(listener, edge::wrap(app::api(state), edge), database, background, asked).await
    }
}

/// What the API has to know of the settings.
pub(super) fn shared(settings: &Settings) -> app::Settings {
    app::Settings {
        public_base_url: settings.public_origin().to_string(),
        session_idle: settings.session.idle,
        session_lifetime: settings.session.absolute,
        ..app::Settings::default()
    }
}

/// Asks the database for a sign of life. Its tables are up to date: otherwise the server would not have started.
pub(super) fn ready(database: &Database) -> edge::Ready {
    let database = database.clone();
    Arc::new(move || {
        let database = database.clone();
        Box::pin(async move { database.probe().await.inspect_err(|error| tracing::warn!(%error, "not ready")).is_ok() })
    })
}
