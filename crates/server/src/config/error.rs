//! What can be wrong with the settings, in one sentence that says what to do.

use std::path::PathBuf;

use figment::{
    Metadata,
    error::{Actual, Kind},
};

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("cannot read the configuration file {}: {cause}; check its name and that this user may read it", path.display())]
    File { path: PathBuf, cause: std::io::Error },
    #[error("the configuration file {} is not valid TOML: {cause}", path.display())]
    Syntax { path: PathBuf, cause: String },
    #[error("unknown setting `{setting}` {origin}; expected one of {known}")]
    Unknown { setting: String, origin: String, known: String },
    #[error("the setting `{setting}` {origin} is not usable: {problem}")]
    Unusable { setting: String, origin: String, problem: String },
    #[error("cannot read {} (the setting `{setting}`): {cause}; check its name and that this user may read it", path.display())]
    NamedFile { setting: &'static str, path: PathBuf, cause: std::io::Error },
    #[error("the setting `{setting}` {problem}; expected {expected}")]
    Contradiction { setting: &'static str, problem: &'static str, expected: &'static str },
}

impl ConfigError {
    /// Puts into words what the reader found.
    pub(super) fn unusable(error: &figment::Error) -> Self {
        let setting = error.path.join(".");
        let origin = error.metadata.as_ref().map_or_else(String::new, |metadata| found_in(metadata, &setting));
        match &error.kind {
            Kind::UnknownField(name, known) => Self::Unknown {
                setting: if setting.is_empty() { name.clone() } else { setting },
                origin,
                known: known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
            },
            Kind::InvalidType(found, expected) | Kind::InvalidValue(found, expected) => {
                Self::Unusable { setting, origin, problem: format!("expected {expected}, found {}", shown(found)) }
            }
            other => Self::Unusable { setting, origin, problem: other.to_string() },
        }
    }
}

/// Text in quotes; anything else as its kind.
fn shown(found: &Actual) -> String {
    match found {
        Actual::Str(text) => format!("{text:?}"),
        Actual::Other(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Where a setting was found, for example "in roster.toml".
fn found_in(metadata: &Metadata, setting: &str) -> String {
    match metadata.source.as_ref().and_then(|source| source.file_path()) {
        Some(path) => format!("in {}", path.display()),
        None => format!("from {}", metadata.interpolate(&figment::Profile::Default, &[setting])),
    }
}
