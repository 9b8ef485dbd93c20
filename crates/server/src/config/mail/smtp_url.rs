//! A mail server as one address.

use std::{fmt, str::FromStr};

use percent_encoding::percent_decode_str;
use serde::{
    Deserialize, Deserializer,
    de::{Error, Unexpected},
};
use url::Url;

use super::{Secret, Security};
use crate::config::values::Text;

/// `smtp://USER:PASSWORD@HOST:PORT` or `smtps://…`. Shown without its password.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct SmtpUrl {
    pub host: String,
    pub port: Option<u16>,
    pub security: Security,
    pub username: Option<String>,
    pub password: Option<Secret>,
}

impl SmtpUrl {
    const EXPECTED: &str = "smtp://USER:PASSWORD@HOST (with STARTTLS), smtps://… (with TLS from the start) or \
                            smtp://HOST?tls=none; other than letters and digits written as %40 in user and password";
}

impl FromStr for SmtpUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| Self::EXPECTED)?;
        let security = match (url.scheme(), url.query()) {
            ("smtps", None) => Security::Tls,
            ("smtp", None | Some("tls=starttls")) => Security::StartTls,
            ("smtp", Some("tls=none")) => Security::None,
            _ => return Err(Self::EXPECTED),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(Self::EXPECTED)?;
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(Self::EXPECTED);
        }
        let decoded = |text: &str| {
            percent_decode_str(text).decode_utf8().map(std::borrow::Cow::into_owned).map_err(|_| Self::EXPECTED)
        };
        let username = decoded(url.username())?;
        Ok(Self {
            // An IPv6 address is written without its brackets everywhere else.
            host: host.trim_matches(['[', ']']).to_owned(),
            port: url.port(),
            security,
            username: Some(username).filter(|name| !name.is_empty()),
            password: url.password().map(decoded).transpose()?.map(Secret),
        })
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "smtp server {}", self.host)
    }
}

impl<'de> Deserialize<'de> for SmtpUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_str(Text(Self::EXPECTED))?;
        // Not shown: it may hold a password.
        text.parse().map_err(|expected| D::Error::invalid_value(Unexpected::Other("something else"), &expected))
    }
}
