//! The kinds of values that settings have, each of which says what it expects.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::Path,
    str::FromStr,
};

use ipnet::IpNet;
use jiff::SignedDuration;
use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Unexpected, Visitor},
};
use tracing::level_filters::LevelFilter;
use url::Url;

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

/// Scheme, host and port, for example `https://roster.example`: what a browser compares.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin(String);

impl Origin {
    const EXPECTED: &str = "an origin such as https://roster.example, without a path";

    /// The origin of an address that is reached directly.
    pub fn http(address: SocketAddr) -> Self {
        let text = format!("http://{address}");
        text.parse().unwrap_or(Self(text))
    }

    /// As a browser writes it in `Origin`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is reached by TLS.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl FromStr for Origin {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| Self::EXPECTED)?;
        let exact = matches!(url.scheme(), "http" | "https")
            && url.path() == "/"
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
            && !text.contains('*');
        exact.then(|| Self(url.origin().ascii_serialization())).ok_or(Self::EXPECTED)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Origin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, Self::EXPECTED, |text| text.parse().ok())
    }
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One object a line, for programs.
    Json,
}

impl<'de> Deserialize<'de> for LogFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, "text or json", |text| match text {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        })
    }
}

/// The least important lines that are still logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogLevel(pub LevelFilter);

impl Default for LogLevel {
    fn default() -> Self {
        Self(LevelFilter::INFO)
    }
}

impl<'de> Deserialize<'de> for LogLevel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, "error, warn, info, debug or trace", |text| match text {
            "error" => Some(Self(LevelFilter::ERROR)),
            "warn" => Some(Self(LevelFilter::WARN)),
            "info" => Some(Self(LevelFilter::INFO)),
            "debug" => Some(Self(LevelFilter::DEBUG)),
            "trace" => Some(Self(LevelFilter::TRACE)),
            _ => None,
        })
    }
}

/// Reads an address and port.
pub(super) fn socket_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SocketAddr, D::Error> {
    read(deserializer, "an address and port such as 127.0.0.1:8080", |text| text.parse().ok())
}

/// Reads a duration longer than nothing: `45s`, `30m`, `1h 30m`.
pub(super) fn duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SignedDuration, D::Error> {
    let positive = |text: &str| text.parse().ok().filter(SignedDuration::is_positive);
    read(deserializer, "a duration such as 45s, 30m or 12h", positive)
}

/// Reads origins.
pub(super) fn origins<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Origin>, D::Error> {
    let expected = "a list of exact origins such as https://portal.example";
    deserializer.deserialize_any(List { expected, parse: |text| text.parse().ok() })
}

/// Reads networks; an address alone is a network of one.
pub(super) fn networks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<IpNet>, D::Error> {
    let expected = "a list of addresses or networks such as 127.0.0.1 or 10.0.0.0/8";
    let parse = |text: &str| text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from));
    deserializer.deserialize_any(List { expected, parse })
}

/// Takes a list of texts, or one text with commas between them (as the environment has it).
struct List<T> {
    expected: &'static str,
    parse: fn(&str) -> Option<T>,
}

impl<T> List<T> {
    fn item<E: Error>(&self, text: &str) -> Result<T, E> {
        (self.parse)(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self.expected))
    }
}

impl<'de, T> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<T>, E> {
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(|part| self.item(part)).collect()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(text) = list.next_element::<String>()? {
            items.push(self.item(&text)?);
        }
        Ok(items)
    }
}

/// Reads a text that `parse` understands, or says what was expected.
fn read<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let text = deserializer.deserialize_str(Text(expected))?;
    parse(&text).ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&text), &expected))
}

/// Takes a text and nothing else.
struct Text(&'static str);

impl Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}
