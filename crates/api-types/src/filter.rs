//! Filters of the list of members: what can be filtered by, and with which values.

use serde::{Deserialize, Serialize};

use crate::Total;

/// Gives an enumeration its names on the wire and in addresses.
macro_rules! named {
    ($type:ident, $count:literal: $($variant:ident = $name:literal),* $(,)?) => {
        impl $type {
            /// Every one, in order.
            pub const ALL: [Self; $count] = [$(Self::$variant),*];

            /// The name on the wire.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
            }
        }
    };
}
pub(crate) use named;

/// What members can be filtered by; the name of the query parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MembersFilter {
    Role,
    Status,
    TwoFactor,
    Company,
    Supervisor,
    InvitedBy,
    LastSignIn,
}

named!(MembersFilter, 7:
    Role = "role",
    Status = "status",
    TwoFactor = "two_factor",
    Company = "company",
    Supervisor = "supervisor",
    InvitedBy = "invited_by",
    LastSignIn = "last_sign_in",
);

/// Whether somebody signs in with a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TwoFactorFilter {
    On,
    Off,
    /// Not known yet, as before an invitation is accepted.
    Unknown,
}

named!(TwoFactorFilter, 3: On = "on", Off = "off", Unknown = "unknown");

/// How long ago somebody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LastSignInFilter {
    /// Not once.
    Never,
    /// At least once, but not within the last 90 days.
    Over90Days,
}

named!(LastSignInFilter, 2: Never = "never", Over90Days = "over_90_days");

/// The values of one filter that lead to somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilterOptions {
    /// Chosen ones first, then by how many they lead to, where the values are people or companies; otherwise in the
    /// values' own order.
    pub items: Vec<FilterOption>,
    /// There are more values than these; search narrows them.
    #[serde(default)]
    pub more: bool,
}

/// One value of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilterOption {
    /// What stands in the parameter.
    pub value: String,
    /// What it is called, where that is not the app's to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Of a role: its key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// How many members it leaves together with the search and all other filters.
    pub members: Total,
}

#[cfg(test)]
mod tests {
    use std::fmt::Display;

    use serde::Serialize;

    use crate::{DeliveryState, InvitedAccount, MailService, MemberStatus, Permission, SecondFactor};

    fn written_as_named<T: Serialize + Display>(all: &[T]) {
        for one in all {
            assert_eq!(serde_json::to_value(one).unwrap(), one.to_string());
        }
    }

    #[test]
    fn json_has_the_same_names() {
        written_as_named(&DeliveryState::ALL);
        written_as_named(&InvitedAccount::ALL);
        written_as_named(&MailService::ALL);
        written_as_named(&MemberStatus::ALL);
        written_as_named(&Permission::ALL);
        written_as_named(&SecondFactor::ALL);
    }
}
