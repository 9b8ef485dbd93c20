//! `roster serve`.

use std::sync::Arc;

use api_types::MailService;
use clap::Args;

use super::{
    background::{self, Background},
    failure::Failure,
    logs, run, secret_key,
    settings::{AddressArgs, DatabaseArgs},
    signals,
};
use crate::{
    app,
    clock::{Clock, Entropy},
    config::{ConfigError, Origin, Settings},
    http::{self, HttpSettings, assets::Files},
    state::{self, AppState},
    store::mail_limits::MailLimits,
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
        let public_origin = settings.public_origin()?;
        let transport = background::smtp(smtp, &public_origin)?;
        logs::start(settings.log);
        let database = run::open(&settings.database).await?;
        let listener = run::listen(settings.listen, "listen").await?;
        let asked = signals::first().map_err(Failure::Signals)?;
        let mail = if transport.is_some() { MailService::Smtp } else { MailService::None };
        let secret_key = secret_key::load(&settings)?;
        let shared = state::Settings { mail, secret_key, ..shared(&settings, &public_origin) };
        let state = AppState::new(database.clone(), shared, Clock::System, Entropy::System).await;
        let state = state.map_err(Failure::start(&settings.database))?;
        let background = Background::begin(&state, transport);
        let http = HttpSettings {
            trusted_proxies: settings.trusted_proxies.clone(),
            frame_ancestors: settings.embed.frame_ancestors.clone(),
            ..run::http_settings(&settings, public_origin.clone(), files, &database)
        };
        let listen = listener.local_addr().map_err(Failure::Serve)?;
        let at = &settings.database;
        let version = env!("CARGO_PKG_VERSION");
        tracing::info!(%listen, public_url = %public_origin, database = %at, version, "started");
        let limits = run::limits(&settings, &database);
        state.streams.limit(limits.max / 2);
        run::serve(listener, http::wrap(app::api(state), http), limits, database, background, asked).await;
        Ok(())
    }
}

/// What the API has to know of the settings.
pub(super) fn shared(settings: &Settings, public_origin: &Origin) -> state::Settings {
    state::Settings {
        public_base_url: public_origin.to_string(),
        session_idle: settings.session.idle,
        session_lifetime: settings.session.absolute,
        mail_limits: MailLimits {
            per_recipient: settings.limits.mails_per_recipient,
            per_account: settings.limits.mails_per_account,
            per_organization: settings.limits.mails_per_organization,
            per_new_organization: settings.limits.mails_per_new_organization,
        },
        organizations_per_account: Some(settings.limits.organizations_per_account)
            .filter(|_| settings.organizations.self_service),
        billing_url: settings.organizations.billing_url.clone(),
        ..state::Settings::default()
    }
}
