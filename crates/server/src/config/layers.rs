//! The three places a setting can stand in: file, environment, flags.

use std::path::Path;

use figment::{
    Error, Figment, Metadata, Profile, Provider,
    providers::{Format, Toml},
    value::{Dict, Map, Value},
};

use super::ConfigError;

/// Every setting by its place in the file. In the environment `session.idle` is `ROSTER_SESSION__IDLE`.
pub(super) const NAMES: [&str; 35] = [
    "database",
    "secret_key_file",
    "listen",
    "public_url",
    "trusted_proxies",
    "connections.max",
    "connections.max_per_client",
    "connections.header_timeout",
    "connections.body_timeout",
    "connections.idle_timeout",
    "connections.write_timeout",
    "session.idle",
    "session.absolute",
    "log.format",
    "log.level",
    "embed.frame_ancestors",
    "mail.smtp_url",
    "mail.host",
    "mail.port",
    "mail.tls",
    "mail.username",
    "mail.password",
    "mail.password_file",
    "mail.from",
    "mail.timeout",
    "mail.first_retry",
    "mail.ca_file",
    "mail.allow_unencrypted",
    "limits.mails_per_recipient",
    "limits.mails_per_account",
    "limits.mails_per_organization",
    "limits.mails_per_new_organization",
    "limits.organizations_per_account",
    "organizations.self_service",
    "organizations.billing_url",
];

/// Where to read settings from.
pub struct Sources<'a> {
    /// A TOML file; it must exist when it is named.
    pub file: Option<&'a Path>,
    /// Reads an environment variable.
    pub environment: &'a dyn Fn(&str) -> Option<String>,
    /// What the command line says: settings by name.
    pub flags: Vec<(&'static str, String)>,
}

/// Puts the sources on top of each other. Variables that start with `ROSTER_` and are no setting are left alone: a
/// cluster may set `ROSTER_PORT` and the like by itself.
pub(super) fn figment(sources: &Sources<'_>) -> Result<Figment, ConfigError> {
    let mut figment = Figment::new();
    if let Some(path) = sources.file {
        figment = figment.merge(Toml::file_exact(readable(path)?));
    }
    let variables = NAMES.iter().filter_map(|name| Some((*name, (sources.environment)(&variable(name))?))).collect();
    let environment = Layer {
        metadata: Metadata::named("environment").interpolater(|_: &Profile, keys: &[&str]| {
            format!("the environment variable {}", variable(&keys.join(".")))
        }),
        settings: variables,
    };
    let flags = Layer {
        metadata: Metadata::named("flags").interpolater(|_: &Profile, keys: &[&str]| {
            format!("the flag --{}", keys.join("-").replace(['.', '_'], "-"))
        }),
        settings: sources.flags.clone(),
    };
    Ok(figment.merge(environment).merge(flags))
}

/// The file as it is, if it can be read and is TOML; a missing file would otherwise count as an empty one.
fn readable(path: &Path) -> Result<&Path, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|cause| ConfigError::File { path: path.to_owned(), cause })?;
    let parsed = Toml::from_str::<Dict>(&text);
    parsed.map_err(|cause| ConfigError::Syntax { path: path.to_owned(), cause: one_line(&cause.to_string()) })?;
    Ok(path)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The environment variable of a setting.
fn variable(name: &str) -> String {
    format!("ROSTER_{}", name.replace('.', "__").to_uppercase())
}

/// Settings as texts from one place.
struct Layer {
    metadata: Metadata,
    settings: Vec<(&'static str, String)>,
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        self.metadata.clone()
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        let mut all = Dict::new();
        for (name, value) in &self.settings {
            let value = Value::from(value.as_str());
            match name.split_once('.') {
                None => drop(all.insert((*name).to_owned(), value)),
                Some((table, key)) => {
                    let table = all.entry(table.to_owned()).or_insert_with(|| Value::from(Dict::new()));
                    if let Value::Dict(_, table) = table {
                        table.insert(key.to_owned(), value);
                    }
                }
            }
        }
        Ok(Profile::Default.collect(all))
    }
}
