//! Addresses as browsers compare them.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

use serde::{Deserialize, Deserializer};
use url::{Host, Url};

use super::values::read;

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

    /// Whether its host stands for all addresses of a machine, which nobody can open.
    pub fn is_unspecified(&self) -> bool {
        match Url::parse(&self.0).as_ref().map(Url::host) {
            Ok(Some(Host::Ipv4(address))) => address.is_unspecified(),
            Ok(Some(Host::Ipv6(address))) => IpAddr::V6(address).to_canonical().is_unspecified(),
            _ => false,
        }
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
            && url.host_str().is_some_and(is_host);
        exact.then(|| Self(url.origin().ascii_serialization())).ok_or(Self::EXPECTED)
    }
}

/// Whether a host is nothing but a host, so that it can stand in a header: letters, digits, hyphens and full stops, or
/// an address of IPv6 in brackets. The parser of URLs takes more.
fn is_host(host: &str) -> bool {
    let is_ipv6 = host.starts_with('[');
    is_ipv6 || host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
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
