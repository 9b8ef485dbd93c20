//! How mail leaves.

mod smtp_url;

use std::{
    fmt,
    net::IpAddr,
    path::{Path, PathBuf},
};

use jiff::SignedDuration;
use lettre::message::Mailbox;
use serde::{
    Deserialize, Deserializer,
    de::{Error, Unexpected, Visitor},
};

use super::{ConfigError, values};
use smtp_url::SmtpUrl;

/// What is said about mail; nothing: no mail is sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailSettings {
    /// Server, port, security and credentials in one.
    smtp_url: Option<SmtpUrl>,
    host: Option<String>,
    #[serde(deserialize_with = "values::port")]
    port: Option<u16>,
    tls: Option<Security>,
    username: Option<String>,
    password: Option<Secret>,
    password_file: Option<PathBuf>,
    from: Option<Sender>,
    #[serde(deserialize_with = "values::optional_duration")]
    timeout: Option<SignedDuration>,
    #[serde(deserialize_with = "values::optional_duration")]
    first_retry: Option<SignedDuration>,
    ca_file: Option<PathBuf>,
    #[serde(deserialize_with = "values::switch")]
    allow_unencrypted: bool,
}

/// A mail server and how to speak to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub credentials: Option<(String, Secret)>,
    /// Whom mails come from.
    pub from: Mailbox,
    /// How long the server may take for one answer.
    pub timeout: SignedDuration,
    /// The pause after the first failed try; it doubles with each further one, up to an hour.
    pub first_retry: SignedDuration,
    /// A certificate authority that is believed beside the well-known ones, as PEM.
    pub authority: Option<Vec<u8>>,
}

/// How the connection to the mail server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after a greeting; without it nothing is sent.
    StartTls,
    None,
}

impl Security {
    const EXPECTED: &str = "starttls, tls or none";

    fn read(text: &str) -> Option<Self> {
        match text {
            "starttls" => Some(Self::StartTls),
            "tls" => Some(Self::Tls),
            "none" => Some(Self::None),
            _ => None,
        }
    }

    /// Where servers that speak so usually listen.
    const fn port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::None => 25,
        }
    }
}

impl<'de> Deserialize<'de> for Security {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        values::read(deserializer, Self::EXPECTED, Self::read)
    }
}

/// A password. Never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The password itself, for signing in.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Hidden;

        impl Visitor<'_> for Hidden {
            type Value = Secret;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Secret, E> {
                Ok(Secret(text.to_owned()))
            }

            // A number without quotes may be the password all the same: not shown.
            fn visit_i64<E: Error>(self, _: i64) -> Result<Secret, E> {
                Err(E::invalid_type(Unexpected::Other("something without quotes"), &self))
            }

            fn visit_u64<E: Error>(self, _: u64) -> Result<Secret, E> {
                self.visit_i64(0)
            }

            fn visit_f64<E: Error>(self, _: f64) -> Result<Secret, E> {
                self.visit_i64(0)
            }
        }

        deserializer.deserialize_any(Hidden)
    }
}

/// Whom mails come from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sender(Mailbox);

impl<'de> Deserialize<'de> for Sender {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "an address such as Roster <roster@example.com>";
        values::read(deserializer, expected, |text| {
            let plain = !text.contains(char::is_control);
            let mailbox: Mailbox = text.parse().ok().filter(|_| plain)?;
            mailbox.email.to_string().is_ascii().then_some(Self(mailbox))
        })
    }
}

/// How long a server may take for one answer when nothing else is said.
const PATIENCE: SignedDuration = SignedDuration::from_secs(30);
/// Longer would keep a mail that was cut off from being tried again for too long.
const LONGEST: SignedDuration = SignedDuration::from_mins(10);
/// The pause after the first failed try unless `mail.first_retry` is set.
const FIRST_RETRY: SignedDuration = SignedDuration::from_secs(30);
/// The range of `mail.first_retry`: shorter would hammer a server that asks to wait, longer than the longest pause makes no sense.
const FIRST_RETRY_RANGE: std::ops::RangeInclusive<SignedDuration> =
    SignedDuration::from_secs(1)..=SignedDuration::from_hours(1);

impl MailSettings {
    /// The mail server, if there is one.
    ///
    /// # Errors
    /// When what is said contradicts itself, is not enough, or names a file that cannot be read.
    pub fn smtp(&self) -> Result<Option<SmtpSettings>, ConfigError> {
        let Some((host, port, security)) = self.server()? else {
            return if *self == Self::default() {
                Ok(None)
            } else {
                contradiction("mail.host", "is missing although other settings of mail are there", HOST)
            };
        };
        let Some(Sender(from)) = self.from.clone() else {
            return contradiction("mail.from", "is missing: mails need a sender", "Roster <roster@example.com>");
        };
        if security == Security::None && !self.allow_unencrypted && !is_loopback(&host) {
            return contradiction(
                "mail.tls",
                "is none, so that mails and their links could be read on their way",
                "starttls or tls, or `mail.allow_unencrypted = true` beside it",
            );
        }
        let timeout = self.timeout.unwrap_or(PATIENCE);
        if timeout > LONGEST {
            return contradiction("mail.timeout", "is too long", "10m or less");
        }
        let first_retry = self.first_retry.unwrap_or(FIRST_RETRY);
        if !FIRST_RETRY_RANGE.contains(&first_retry) {
            return contradiction("mail.first_retry", "is out of range", "1s to 1h");
        }
        let credentials = self.credentials()?;
        let authority = self.ca_file.as_deref().map(|path| read_file("mail.ca_file", path)).transpose()?;
        Ok(Some(SmtpSettings { host, port, security, credentials, from, timeout, first_retry, authority }))
    }

    /// Host, port and security.
    fn server(&self) -> Result<Option<(String, u16, Security)>, ConfigError> {
        let parts = self.host.is_some() || self.port.is_some() || self.tls.is_some() || self.username.is_some();
        match &self.smtp_url {
            Some(_) if parts => {
                let problem = "stands beside `mail.host`, `mail.port`, `mail.tls` or `mail.username`";
                contradiction("mail.smtp_url", problem, "the address alone, or the others without it")
            }
            Some(url) => Ok(Some((url.host.clone(), url.port.unwrap_or(url.security.port()), url.security))),
            None => Ok(self.host.clone().filter(|host| !host.trim().is_empty()).map(|host| {
                let security = self.tls.unwrap_or(Security::StartTls);
                (host, self.port.unwrap_or(security.port()), security)
            })),
        }
    }

    fn credentials(&self) -> Result<Option<(String, Secret)>, ConfigError> {
        let in_address = self.smtp_url.as_ref();
        let username = in_address.map_or(&self.username, |url| &url.username).clone();
        let given = [
            in_address.and_then(|url| url.password.clone()),
            self.password.clone(),
            self.password_file.as_deref().map(password_in).transpose()?,
        ];
        let mut passwords = given.into_iter().flatten();
        match (username, passwords.next(), passwords.next()) {
            (None, None, _) => Ok(None),
            (Some(username), Some(password), None) => Ok(Some((username, password))),
            (_, _, Some(_)) => contradiction("mail.password", "is given twice", "one password, or one file with it"),
            (Some(_), None, _) => contradiction(
                "mail.password",
                "is missing although there is a user name",
                "a password, or a file with it as `mail.password_file`",
            ),
            (None, Some(_), _) => {
                contradiction("mail.username", "is missing although there is a password", "the name to sign in with")
            }
        }
    }
}

const HOST: &str = "the name of a mail server, or no settings of mail at all";

fn contradiction<T>(setting: &'static str, problem: &'static str, expected: &'static str) -> Result<T, ConfigError> {
    Err(ConfigError::Contradiction { setting, problem, expected })
}

/// The first line of a file.
fn password_in(path: &Path) -> Result<Secret, ConfigError> {
    let bytes = read_file("mail.password_file", path)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(Secret(text.lines().next().unwrap_or_default().to_owned()))
}

fn read_file(setting: &'static str, path: &Path) -> Result<Vec<u8>, ConfigError> {
    std::fs::read(path).map_err(|cause| ConfigError::NamedFile { setting, path: path.to_owned(), cause })
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
