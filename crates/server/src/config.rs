//! What the operator decides: read from a file, the environment and flags (later ones win) and checked before
//! anything starts.

mod billing_url;
mod database_url;
mod error;
mod layers;
mod log;
mod mail;
mod origin;
mod values;

use std::{
    net::{Ipv4Addr, SocketAddr},
    num::NonZeroU32,
    path::PathBuf,
};

use ipnet::IpNet;
use jiff::SignedDuration;
use serde::Deserialize;

pub use billing_url::BillingUrl;
pub use database_url::DatabaseUrl;
pub use error::ConfigError;
pub use layers::Sources;
pub use log::{LogFormat, LogLevel};
pub use mail::{MailSettings, Secret, Security, SmtpSettings};
pub use origin::Origin;

/// Every setting, with its default where nothing else is said.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where the data is: `sqlite://FILE` or `postgres://…`.
    pub database: DatabaseUrl,
    /// The file with the key that seals secrets in the database; by default beside a SQLite database.
    pub secret_key_file: Option<PathBuf>,
    /// The address and port to listen on.
    #[serde(deserialize_with = "values::socket_address")]
    pub listen: SocketAddr,
    /// How browsers reach this server; by default `http://` and the address it listens on.
    pub public_url: Option<Origin>,
    /// Reverse proxies whose `X-Forwarded-For` is believed; empty: none.
    #[serde(deserialize_with = "values::networks")]
    pub trusted_proxies: Vec<IpNet>,
    pub connections: ConnectionSettings,
    pub session: SessionSettings,
    pub log: LogSettings,
    pub embed: EmbedSettings,
    pub mail: MailSettings,
    pub limits: LimitSettings,
    pub organizations: OrganizationSettings,
}

/// How much people can do in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitSettings {
    /// Mails about invitations to one address.
    #[serde(deserialize_with = "values::number")]
    pub mails_per_recipient: NonZeroU32,
    /// Mails about invitations by one account.
    #[serde(deserialize_with = "values::number")]
    pub mails_per_account: NonZeroU32,
    /// Mails about invitations by one organization.
    #[serde(deserialize_with = "values::number")]
    pub mails_per_organization: NonZeroU32,
    /// Mails about invitations by an organization in the first week after one of its members created it.
    #[serde(deserialize_with = "values::number")]
    pub mails_per_new_organization: NonZeroU32,
    /// Organizations that one account creates.
    #[serde(deserialize_with = "values::number")]
    pub organizations_per_account: NonZeroU32,
}

/// Who creates organizations, and where they are paid.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OrganizationSettings {
    /// Whether everybody with an account can create organizations; otherwise only the operator can.
    #[serde(deserialize_with = "values::switch")]
    pub self_service: bool,
    /// Where an organization's subscription is managed, with `{number}` in place of its number; by default nowhere.
    #[serde(deserialize_with = "values::billing_url")]
    pub billing_url: Option<BillingUrl>,
}

/// What clients may take of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConnectionSettings {
    /// Connections in all, as far as the limit of open files allows.
    #[serde(deserialize_with = "values::count")]
    pub max: usize,
    /// Connections of one client.
    #[serde(deserialize_with = "values::count")]
    pub max_per_client: usize,
    /// How long the head of a request may take.
    #[serde(deserialize_with = "values::duration")]
    pub header_timeout: SignedDuration,
    /// How long the body of a request may take, and may pause. Large bodies may take longer.
    #[serde(deserialize_with = "values::duration")]
    pub body_timeout: SignedDuration,
    /// How long a connection may wait for its next request.
    #[serde(deserialize_with = "values::duration")]
    pub idle_timeout: SignedDuration,
    /// How long a client may take nothing of an answer.
    #[serde(deserialize_with = "values::duration")]
    pub write_timeout: SignedDuration,
}

/// How long a sign-in lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SessionSettings {
    /// A session that is not used ends after this.
    #[serde(deserialize_with = "values::duration")]
    pub idle: SignedDuration,
    /// Any session ends after this.
    #[serde(deserialize_with = "values::duration")]
    pub absolute: SignedDuration,
}

/// What is logged, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogSettings {
    pub format: LogFormat,
    pub level: LogLevel,
}

/// Where the app may be shown inside another page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EmbedSettings {
    /// The exact origins that may show the app in a frame; empty: none.
    #[serde(deserialize_with = "values::origins")]
    pub frame_ancestors: Vec<Origin>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            database: DatabaseUrl::default(),
            secret_key_file: None,
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: None,
            trusted_proxies: Vec::new(),
            connections: ConnectionSettings::default(),
            session: SessionSettings::default(),
            log: LogSettings::default(),
            embed: EmbedSettings::default(),
            mail: MailSettings::default(),
            limits: LimitSettings::default(),
            organizations: OrganizationSettings::default(),
        }
    }
}

impl Default for LimitSettings {
    fn default() -> Self {
        let number = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Self {
            mails_per_recipient: number(10),
            mails_per_account: number(2_000),
            mails_per_organization: number(5_000),
            mails_per_new_organization: number(50),
            organizations_per_account: number(10),
        }
    }
}

impl Default for OrganizationSettings {
    fn default() -> Self {
        Self { self_service: true, billing_url: None }
    }
}

impl Default for ConnectionSettings {
    /// An idle connection lives longer than reverse proxies keep theirs (60 s), so that none sends a request into a
    /// connection that is being closed.
    fn default() -> Self {
        Self {
            max: 1024,
            max_per_client: 256,
            header_timeout: SignedDuration::from_secs(15),
            body_timeout: SignedDuration::from_secs(20),
            idle_timeout: SignedDuration::from_secs(75),
            write_timeout: SignedDuration::from_secs(30),
        }
    }
}

impl Default for SessionSettings {
    /// One hour and one day: what NIST SP 800-63B-4 asks of sessions at AAL2.
    fn default() -> Self {
        Self { idle: SignedDuration::from_hours(1), absolute: SignedDuration::from_hours(24) }
    }
}

impl Settings {
    /// Reads and checks every setting.
    ///
    /// # Errors
    /// When the file cannot be read, when a setting is not known, and when a value is not usable; the error names the
    /// setting, where it was found and what is expected.
    pub fn load(sources: &Sources<'_>) -> Result<Self, ConfigError> {
        let figment = layers::figment(sources)?;
        let settings: Self = figment.extract().map_err(|error| ConfigError::unusable(&error))?;
        if settings.session.idle > settings.session.absolute {
            return Err(ConfigError::Contradiction {
                setting: "session.idle",
                problem: "is longer than `session.absolute`",
                expected: "a duration that is not longer",
            });
        }
        settings.mail.smtp()?;
        Ok(settings)
    }

    /// How browsers reach this server.
    ///
    /// # Errors
    /// When that is not known: `public_url` is missing although the server listens on all addresses, or is itself one
    /// that stands for all of them.
    pub fn public_origin(&self) -> Result<Origin, ConfigError> {
        let problem = match &self.public_url {
            Some(url) if url.is_unspecified() => "stands for all addresses of this machine, so no browser can open it",
            None if self.listen.ip().to_canonical().is_unspecified() => {
                "is missing although `listen` stands for all addresses of this machine"
            }
            Some(url) => return Ok(url.clone()),
            None => return Ok(Origin::http(self.listen)),
        };
        let expected = "how browsers reach this server, for example https://roster.example";
        Err(ConfigError::Contradiction { setting: "public_url", problem, expected })
    }
}

#[cfg(test)]
mod tests;
