//! `roster demo`.

use std::{
    io::{Write, stdout},
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};

use api_types::MailService;
use clap::Args;

use super::{
    background::{self, Background},
    failure::Failure,
    logs, run, serve, settings, signals,
};
use crate::{
    app,
    clock::{Clock, Entropy},
    config::{DatabaseUrl, Origin, Settings},
    demo,
    http::{self, HttpSettings, assets::Files},
    mail::{Mailbox, Transport, mailbox_page},
    state::{self, AppState, StartError},
    store::{Database, audit},
};

#[derive(Args)]
pub(super) struct Demo {
    /// The port on this machine; 0 uses any free port.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// A folder to serve below /portal/, with a page that embeds Roster.
    #[arg(long, value_name = "FOLDER")]
    portal: Option<PathBuf>,
    /// An unused session expires after this time, for example `30s`.
    #[arg(long, value_name = "DURATION")]
    session_idle: Option<String>,
}

impl Demo {
    /// Serves demo data from a temporary database until it is asked to stop.
    pub(super) async fn run(self, files: Arc<dyn Files>) -> Result<(), Failure> {
        let flags = self.session_idle.iter().map(|idle| ("session.idle", idle.clone()));
        let settings = settings::load(None, flags.collect())?;
        if let Some(folder) = self.portal.as_ref().filter(|folder| !folder.join("index.html").is_file()) {
            return Err(Failure::Portal(folder.join("index.html")));
        }
        let smtp = settings.mail.smtp()?;
        logs::start(settings.log);
        // From here on, so that the folder goes even when the demo is stopped before it has begun.
        let asked = signals::first().map_err(Failure::Signals)?;
        let listener = run::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)), "port").await?;
        let address = listener.local_addr().map_err(Failure::Serve)?;
        let folder = tempfile::Builder::new().prefix("roster-demo-").tempdir().map_err(Failure::TemporaryFolder)?;
        let at = DatabaseUrl::sqlite(&folder.path().join("demo.db"));
        let database = filled(&at).await?;
        // Mails are sent when a server is named, otherwise kept to be looked at.
        let sent = background::smtp(smtp, &Origin::http(address))?;
        let mailbox = Mailbox::default();
        let mail = if sent.is_some() { MailService::Smtp } else { MailService::Mailbox };
        let state = state(&settings, address, mail, &database).await.map_err(Failure::start(&at))?;
        let background = Background::begin(&state, sent.or(Some(Transport::Mailbox(mailbox.clone()))));
        let limits = run::limits(&settings, &database);
        state.streams.limit(limits.max / 2);
        let mut api = app::api(state);
        if mail == MailService::Mailbox {
            api = api.merge(mailbox_page::routes(mailbox));
        }
        let http = HttpSettings {
            also_reached_at: format!("http://localhost:{}", address.port()).parse().into_iter().collect(),
            own_host_only: true,
            portal: self.portal,
            ..run::http_settings(&settings, Origin::http(address), files, &database)
        };
        let app = http::wrap(api, http);
        writeln!(stdout(), "Roster demo: http://{address}").map_err(Failure::Output)?;
        run::serve(listener, app, limits, database, background, asked).await;
        folder.close().map_err(Failure::TemporaryFolder)
    }
}

async fn state(
    settings: &Settings,
    address: SocketAddr,
    mail: MailService,
    database: &Database,
) -> Result<AppState, StartError> {
    let shared = state::Settings {
        demo_accounts: demo::sign_ins(),
        mail,
        // Browsers have no passkeys for addresses.
        passkey_origin: Some(format!("http://localhost:{}", address.port())),
        billing_url: "https://billing.example/customers/{number}".parse().ok(),
        ..serve::shared(settings, &Origin::http(address))
    };
    AppState::new(database.clone(), shared, Clock::System, Entropy::System).await
}

/// A new database with the demo data.
async fn filled(at: &DatabaseUrl) -> Result<Database, Failure> {
    let database = run::open(at).await?;
    let data = demo::demo(Clock::System.now());
    demo::load(&database, &data, &Entropy::System).await.map_err(Failure::start(at))?;
    // So that the log of the first visit is whole.
    let sealed = audit::seal(&database, &Entropy::System).await;
    sealed.map_err(|error| Failure::start(at)(StartError::Store(error)))?;
    Ok(database)
}
