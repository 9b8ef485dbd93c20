//! The flags for settings.

use std::path::PathBuf;

use clap::Args;

use crate::config::{ConfigError, Settings, Sources};

/// Flags for the database and the configuration file.
#[derive(Args)]
pub(super) struct DatabaseArgs {
    /// A TOML file with settings.
    #[arg(long, value_name = "FILE", env = "ROSTER_CONFIG")]
    config: Option<PathBuf>,
    /// `sqlite://FILE` or `postgres://USER@HOST/DATABASE`.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

/// Flags for the address of the server.
#[derive(Args)]
pub(super) struct AddressArgs {
    /// IP address and port to listen on.
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// The URL at which browsers reach this server, for example `https://roster.example`.
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
}

impl DatabaseArgs {
    /// Reads the settings. These flags override them.
    pub(super) fn settings(self) -> Result<Settings, ConfigError> {
        self.settings_at(AddressArgs { listen: None, public_url: None })
    }

    /// Reads the settings. These flags override them.
    pub(super) fn settings_at(self, address: AddressArgs) -> Result<Settings, ConfigError> {
        let flags = [("database", self.database), ("listen", address.listen), ("public_url", address.public_url)];
        load(self.config, flags.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
    }
}

/// Reads file, environment and flags.
pub(super) fn load(file: Option<PathBuf>, flags: Vec<(&'static str, String)>) -> Result<Settings, ConfigError> {
    Settings::load(&Sources { file: file.as_deref(), environment: &|name| std::env::var(name).ok(), flags })
}
