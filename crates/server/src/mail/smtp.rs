//! Handing a message to a mail server, and telling apart what can go wrong: before the message was sent (nothing has
//! happened), by the server's word, and in the moment between the message and its answer (nobody knows).

use std::{fmt, net::IpAddr, time::Duration};

use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, Mechanism},
    client::{AsyncSmtpConnection, Certificate, TlsParameters},
    commands::{Data, Mail, Rcpt},
    extension::{ClientId, Extension, MailParameter},
};
use tokio::time::{error::Elapsed, timeout};

use super::message::Outgoing;
use crate::config::{Security, SmtpSettings};

/// A mail server.
pub struct Smtp {
    host: String,
    port: u16,
    security: Security,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    /// For one answer.
    patience: Duration,
    /// What the server is told of who is calling.
    hello: ClientId,
}

/// The mail server cannot be used as the settings have it.
#[derive(Debug, thiserror::Error)]
pub enum SmtpError {
    #[error("the file that `mail.ca_file` names holds no certificate; expected PEM")]
    Authority,
    #[error("TLS cannot be set up for the mail server: {0}; check the setting `mail.host`")]
    Tls(#[source] Error),
}

/// An open connection, kept for the next mail.
#[derive(Default)]
pub(super) struct ReusableConnection(Option<AsyncSmtpConnection>);

/// A message was not accepted, or its fate is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SendError {
    /// Stable name for programs.
    pub code: &'static str,
    /// Trying again would change nothing.
    pub is_permanent: bool,
    /// It may have been taken all the same.
    pub is_uncertain: bool,
    /// What the server answered, if it did.
    pub status: Option<u16>,
}

impl SendError {
    pub(super) const fn permanent(code: &'static str) -> Self {
        Self { code, is_permanent: true, is_uncertain: false, status: None }
    }

    const fn later(code: &'static str, status: Option<u16>) -> Self {
        Self { code, is_permanent: false, is_uncertain: false, status }
    }
}

/// How many times the patience for one answer the server has for looking through a message.
const LOOKING_THROUGH: u32 = 4;

impl Smtp {
    /// Speaks to the server that the settings name. `public_host` is how this server is called.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(settings: &SmtpSettings, public_host: Option<&str>) -> Result<Self, SmtpError> {
        let tls = match settings.security {
            Security::None => None,
            Security::Tls | Security::StartTls => Some(tls(settings)?),
        };
        let credentials = settings.credentials.as_ref();
        Ok(Self {
            host: settings.host.clone(),
            port: settings.port,
            security: settings.security,
            tls,
            credentials: credentials.map(|(name, word)| Credentials::new(name.clone(), word.expose().to_owned())),
            patience: settings.timeout.unsigned_abs(),
            hello: hello(public_host),
        })
    }

    /// The longest that handing over one message can take.
    pub(super) fn longest(&self) -> Duration {
        // A connection that turns out to be closed, a new one, the addresses, the message.
        self.patience * (3 + LOOKING_THROUGH)
    }

    /// Hands over a message, on the open connection or on a new one.
    pub(super) async fn send(&self, reusable: &mut ReusableConnection, mail: &Outgoing) -> Result<(), SendError> {
        let mut ready = None;
        // The server may have closed an open connection. Then nothing was sent yet, and a new one is tried.
        if let Some(mut connection) = reusable.0.take()
            && self.timed(begin(&mut connection, mail)).await.is_ok()
        {
            ready = Some(connection);
        }
        let mut connection = match ready {
            Some(connection) => connection,
            None => {
                let mut connection = self.timed(self.connect()).await?;
                let begun = self.timed(begin(&mut connection, mail)).await;
                if let Err(error) = begun {
                    self.quit(connection).await;
                    return Err(error);
                }
                connection
            }
        };
        match timeout(self.patience * LOOKING_THROUGH, connection.message(&mail.bytes)).await {
            Ok(Ok(_)) => {
                reusable.0 = Some(connection);
                Ok(())
            }
            Ok(Err(error)) if error.status().is_some() => {
                self.quit(connection).await;
                Err(answered(&error, "rejected"))
            }
            Ok(Err(_)) => Err(SendError { is_uncertain: true, ..SendError::later("interrupted", None) }),
            Err(Elapsed { .. }) => Err(SendError { is_uncertain: true, ..SendError::later("timeout", None) }),
        }
    }

    /// Closes an idle connection.
    pub(super) async fn close_idle(&self, reusable: &mut ReusableConnection) {
        if let Some(connection) = reusable.0.take() {
            self.quit(connection).await;
        }
    }

    async fn timed<T>(&self, part: impl Future<Output = Result<T, SendError>>) -> Result<T, SendError> {
        timeout(self.patience, part).await.unwrap_or(Err(SendError::later("timeout", None)))
    }

    /// Opens a connection, encrypted and signed in as configured.
    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let at_once = self.tls.clone().filter(|_| self.security == Security::Tls);
        let server = (self.host.as_str(), self.port);
        let connected = AsyncSmtpConnection::connect_tokio1(server, None, &self.hello, at_once, None).await;
        let mut connection = connected.map_err(|error| unreached(&error))?;
        if let Some(tls) = self.tls.clone().filter(|_| self.security == Security::StartTls) {
            connection.starttls(tls, &self.hello).await.map_err(|error| SendError::later("tls", status(&error)))?;
        }
        if let Some(credentials) = &self.credentials {
            let signed_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await;
            // The operator can mend this; until then the mail waits.
            signed_in.map_err(|error| SendError::later("sign_in_refused", status(&error)))?;
        }
        Ok(connection)
    }

    /// Ends the session without waiting long for an answer.
    async fn quit(&self, mut connection: AsyncSmtpConnection) {
        let _ = timeout(self.patience.min(Duration::from_secs(2)), connection.quit()).await;
    }
}

/// Says from whom and to whom, and announces the message.
async fn begin(connection: &mut AsyncSmtpConnection, mail: &Outgoing) -> Result<(), SendError> {
    let mut parameters = Vec::new();
    if !mail.to.to_string().is_ascii() {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(SendError::permanent("recipient_refused"));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    let from = Mail::new(Some(mail.from.clone()), parameters);
    connection.command(from).await.map_err(|error| match status(&error) {
        // "Authentication required": of the operator's settings, not of this mail.
        Some(530) => SendError::later("sign_in_refused", Some(530)),
        _ => answered(&error, "rejected"),
    })?;
    let to = Rcpt::new(mail.to.clone(), Vec::new());
    connection.command(to).await.map_err(|error| answered(&error, "recipient_refused"))?;
    connection.command(Data).await.map_err(|error| answered(&error, "rejected"))?;
    Ok(())
}

/// What an answer means: a refusal for good, one for now, or none at all.
fn answered(error: &Error, refusal: &'static str) -> SendError {
    let status = status(error);
    if error.is_permanent() {
        SendError { status, ..SendError::permanent(refusal) }
    } else if error.is_transient() {
        SendError::later("deferred", status)
    } else {
        unreached(error)
    }
}

fn unreached(error: &Error) -> SendError {
    match status(error) {
        Some(status) => SendError::later("deferred", Some(status)),
        None if is_tls(error) => SendError::later("tls", None),
        None if error.is_timeout() => SendError::later("timeout", None),
        None => SendError::later("unreachable", None),
    }
}

/// Whether the two sides could not agree on how to keep the connection secret.
fn is_tls(error: &Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let inner = cause.downcast_ref::<std::io::Error>();
        if inner.is_some_and(|error| error.kind() == std::io::ErrorKind::InvalidData) {
            return true;
        }
        source = cause.source();
    }
    error.is_tls()
}

fn status(error: &Error) -> Option<u16> {
    error.status().map(u16::from)
}

fn tls(settings: &SmtpSettings) -> Result<TlsParameters, SmtpError> {
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(authority) = &settings.authority {
        // A file without any would count as one with none.
        let begins = b"-----BEGIN CERTIFICATE-----";
        let certificate = Certificate::from_pem(authority).ok();
        let certificate = certificate.filter(|_| authority.windows(begins.len()).any(|window| window == begins));
        builder = builder.add_root_certificate(certificate.ok_or(SmtpError::Authority)?);
    }
    builder.build_rustls().map_err(SmtpError::Tls)
}

fn hello(public_host: Option<&str>) -> ClientId {
    let host = public_host.unwrap_or("localhost").trim_matches(['[', ']']);
    match host.parse() {
        Ok(IpAddr::V4(address)) => ClientId::Ipv4(address),
        Ok(IpAddr::V6(address)) => ClientId::Ipv6(address),
        Err(_) => ClientId::Domain(host.to_owned()),
    }
}

impl fmt::Debug for Smtp {
    /// Without credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({}:{}, {:?})", self.host, self.port, self.security)
    }
}
