//! What the operator decides: read from a file, the environment and flags (later ones win) and checked before
//! anything starts.

mod database_url;
mod error;
mod layers;
mod log;
mod mail;
mod origin;
mod values;

use std::net::{Ipv4Addr, SocketAddr};

use ipnet::IpNet;
use jiff::SignedDuration;
use serde::Deserialize;

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
    /// The address and port to listen on.
    #[serde(deserialize_with = "values::socket_address")]
    pub listen: SocketAddr,
    /// How browsers reach this server; by default `http://` and the address it listens on.
    pub public_url: Option<Origin>,
    /// Reverse proxies whose `X-Forwarded-For` is believed; empty: none.
    #[serde(deserialize_with = "values::networks")]
    pub trusted_proxies: Vec<IpNet>,
    pub session: SessionSettings,
    pub log: LogSettings,
    pub embed: EmbedSettings,
    pub mail: MailSettings,
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
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: None,
            trusted_proxies: Vec::new(),
            session: SessionSettings::default(),
            log: LogSettings::default(),
            embed: EmbedSettings::default(),
            mail: MailSettings::default(),
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
    pub fn public_origin(&self) -> Origin {
        self.public_url.clone().unwrap_or_else(|| Origin::http(self.listen))
    }
}

#[cfg(test)]
mod tests;
