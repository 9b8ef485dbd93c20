//! Reading values, each of which says what it expects.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
};

use ipnet::IpNet;
use jiff::SignedDuration;
use serde::{
    Deserializer,
    de::{Error, SeqAccess, Unexpected, Visitor},
};

use super::{BillingUrl, Origin};

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

/// Reads where subscriptions are managed.
pub(super) fn billing_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<BillingUrl>, D::Error> {
    let expected = "a URL such as https://billing.example/customers/{number}";
    read(deserializer, expected, |text| text.parse().ok()).map(Some)
}

/// Reads networks; an address alone is a network of one.
pub(super) fn networks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<IpNet>, D::Error> {
    let expected = "a list of addresses or networks such as 127.0.0.1 or 10.0.0.0/8";
    let parse = |text: &str| text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from));
    deserializer.deserialize_any(List { expected, parse })
}

/// Reads a duration longer than nothing, where one is given.
pub(super) fn optional_duration<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SignedDuration>, D::Error> {
    duration(deserializer).map(Some)
}

/// Reads a port, a number or (as the environment has it) a text.
pub(super) fn port<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    let expected = "a port from 1 to 65535";
    let port = deserializer.deserialize_any(Scalar { expected, parse: |text| text.parse().ok() })?;
    Some(port)
        .filter(|port| *port > 0)
        .map(Some)
        .ok_or_else(|| D::Error::invalid_value(Unexpected::Unsigned(0), &expected))
}

/// Reads a number of at least 1, as such or (as the environment has it) as a text.
pub(super) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    let expected = "a whole number, at least 1";
    deserializer.deserialize_any(Scalar { expected, parse: |text| text.parse().ok().filter(|count| *count > 0) })
}

/// Reads a number of at least 1, as such or (as the environment has it) as a text.
pub(super) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NonZeroU32, D::Error> {
    let expected = "a whole number, at least 1";
    deserializer.deserialize_any(Scalar { expected, parse: |text| text.parse().ok() })
}

/// Reads a yes or no, as such or (as the environment has it) as a text.
pub(super) fn switch<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    deserializer.deserialize_any(Scalar { expected: "true or false", parse: |text| text.parse().ok() })
}

/// Takes a number, a yes or no, or a text that says the same.
struct Scalar<T> {
    expected: &'static str,
    parse: fn(&str) -> Option<T>,
}

impl<T> Visitor<'_> for Scalar<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.parse)(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self.expected))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<T, E> {
        self.visit_str(if yes { "true" } else { "false" })
    }
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
pub(super) fn read<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let text = deserializer.deserialize_str(Text(expected))?;
    parse(&text).ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&text), &expected))
}

/// Takes a text and nothing else.
pub(super) struct Text(pub &'static str);

impl Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}
