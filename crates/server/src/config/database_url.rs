//! Where the database is.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

use serde::{
    Deserialize, Deserializer,
    de::{Error, Unexpected},
};
use url::Url;

use super::values::Text;

/// Where the data is. Shown without its password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    const EXPECTED: &str = "sqlite://FILE or postgres://USER@HOST/DATABASE";

    /// A SQLite file.
    pub fn sqlite(file: &Path) -> Self {
        Self(format!("sqlite://{}", file.display()))
    }

    /// The address with its password, for connecting.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The file of a SQLite database.
    pub fn file(&self) -> Option<PathBuf> {
        let file = self.0.strip_prefix("sqlite:")?;
        let file = file.strip_prefix("//").unwrap_or(file);
        Some(PathBuf::from(file.split('?').next().unwrap_or(file)))
    }

    /// Whether it is a file of this machine.
    pub fn is_sqlite(&self) -> bool {
        self.0.starts_with("sqlite:")
    }
}

impl Default for DatabaseUrl {
    fn default() -> Self {
        Self("sqlite://roster.db".to_owned())
    }
}

impl FromStr for DatabaseUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let sqlite = text.strip_prefix("sqlite:").is_some_and(|file| !file.trim_start_matches('/').is_empty());
        let postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
        let usable = sqlite || postgres && Url::parse(text).is_ok_and(|url| url.has_host());
        usable.then(|| Self(text.to_owned())).ok_or(Self::EXPECTED)
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_sqlite() {
            return f.write_str(&self.0);
        }
        let mut url = Url::parse(&self.0).map_err(|_| fmt::Error)?;
        if url.password().is_some() {
            url.set_password(Some("***")).map_err(|()| fmt::Error)?;
        }
        // A password may also stand in the query.
        url.set_query(None);
        fmt::Display::fmt(&url, f)
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<'de> Deserialize<'de> for DatabaseUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_str(Text(Self::EXPECTED))?;
        // Not shown: what is wrong here may well be a password.
        text.parse().map_err(|expected| D::Error::invalid_value(Unexpected::Other("something else"), &expected))
    }
}
