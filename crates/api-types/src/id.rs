//! Typed, prefixed identifiers: `mem_` and 26 characters of Crockford base32 that hold a UUIDv7 (RFC 9562).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize, de};

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 26;

/// The text is not an id of the expected kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidId {
    /// The expected prefix, without its underscore.
    pub prefix: &'static str,
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an identifier of the form {}_…", self.prefix)
    }
}

impl std::error::Error for InvalidId {}

/// Writes `value` as 26 lower-case base32 digits, most significant first.
fn encode(value: u128, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut text = [0u8; LENGTH];
    for (place, digit) in text.iter_mut().rev().enumerate() {
        *digit = ALPHABET[(value >> (5 * place)) as usize & 31];
    }
    f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
}

/// Reads what [`encode`] writes and nothing else: one identifier has exactly one text.
pub(crate) fn decode(text: &str) -> Option<u128> {
    let digits = text.as_bytes();
    if digits.len() != LENGTH || digits[0] > b'7' {
        return None;
    }
    digits.iter().try_fold(0u128, |value, digit| {
        let digit = ALPHABET.iter().position(|known| known == digit)?;
        Some(value << 5 | digit as u128)
    })
}

/// [`encode`] as a text.
pub(crate) fn encode_text(value: u128) -> String {
    struct Digits(u128);
    impl fmt::Display for Digits {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            encode(self.0, f)
        }
    }
    Digits(value).to_string()
}

/// The value of an id with this prefix.
pub fn read(prefix: &str, text: &str) -> Option<u128> {
    decode(text.strip_prefix(prefix)?.strip_prefix('_')?)
}

/// The id with this prefix and value.
pub fn write(prefix: &str, value: u128) -> String {
    format!("{prefix}_{}", encode_text(value))
}

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// The prefix before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// The identifier that holds this UUID.
            pub const fn from_u128(value: u128) -> Self {
                Self(value)
            }

            /// The UUID inside.
            pub const fn as_u128(self) -> u128 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!($prefix, "_"))?;
                encode(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                text.strip_prefix(concat!($prefix, "_"))
                    .and_then(decode)
                    .map(Self)
                    .ok_or(InvalidId { prefix: $prefix })
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .max_length(Some($prefix.len() + "_".len() + LENGTH))
                    .pattern(Some(concat!("^", $prefix, "_[0-7][0-9a-hjkmnp-tv-z]{25}$")))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    )*};
}

identifiers! {
    /// A request for access to a device or a group.
    AccessRequestId = "req";
    /// An account, which signs in.
    AccountId = "acc";
    /// A key with which a program calls the API.
    ApiKeyId = "key";
    /// An event of the audit log.
    AuditEventId = "evt";
    /// A company (legal entity) inside an organization.
    CompanyId = "cmp";
    /// A contact of an organization.
    ContactId = "con";
    /// A device of an organization.
    DeviceId = "dev";
    /// A group of devices.
    DeviceGroupId = "grp";
    /// A kind of devices.
    DeviceKindId = "knd";
    /// A location of devices.
    DeviceLocationId = "loc";
    /// A grant: access of a member to a device or a group.
    GrantId = "gra";
    /// A job: a change of many members.
    JobId = "job";
    /// A member: one user in one organization, from invitation to removal.
    MemberId = "mem";
    /// An organization, the tenant.
    OrganizationId = "org";
    /// A passkey of an account.
    PasskeyId = "psk";
    /// A role of an organization.
    RoleId = "rol";
    /// A saved view.
    SavedViewId = "viw";
    /// A session of an account.
    SessionId = "ses";
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_identifier_survives_its_text(value: u128) {
            let id = MemberId::from_u128(value);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
            prop_assert_eq!(id.to_string().len(), "mem_".len() + LENGTH);
        }

        #[test]
        fn texts_sort_like_the_values(a: u128, b: u128) {
            let (a, b) = (MemberId::from_u128(a), MemberId::from_u128(b));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn no_other_text_is_an_identifier(text: String) {
            if let Ok(id) = text.parse::<MemberId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }

    #[test]
    fn another_kind_upper_case_and_overflow_are_refused() {
        let id = MemberId::from_u128(7).to_string();
        assert!(id.parse::<OrganizationId>().is_err());
        assert!(id.to_uppercase().parse::<MemberId>().is_err());
        assert!("mem_80000000000000000000000000".parse::<MemberId>().is_err());
        assert!("mem_0000000000000000000000000é".parse::<MemberId>().is_err());
    }

    #[test]
    fn json_is_the_text() {
        let id = RoleId::from_u128(1);
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, "\"rol_00000000000000000000000001\"");
        assert_eq!(serde_json::from_str::<RoleId>(&json).unwrap(), id);
    }
}
