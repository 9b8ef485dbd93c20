//! Filters of the member list and their values.

use serde::{Deserialize, Serialize};

use crate::Total;

/// Gives an enum its names in JSON and in URLs.
macro_rules! named {
    ($type:ident, $count:literal: $($variant:ident = $name:literal),* $(,)?) => {
        impl $type {
            /// Every one, in order.
            pub const ALL: [Self; $count] = [$(Self::$variant),*];

            /// The name in JSON.
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

/// A filter of the member list, named as its query parameter.
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

/// Filter by two-factor authentication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TwoFactorFilter {
    On,
    Off,
    /// Unknown, for example before an invitation is accepted.
    Unknown,
}

named!(TwoFactorFilter, 3: On = "on", Off = "off", Unknown = "unknown");

/// Filter by the last sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LastSignInFilter {
    /// Never signed in.
    Never,
    /// Signed in before, but not within the last 90 days.
    Over90Days,
}

named!(LastSignInFilter, 2: Never = "never", Over90Days = "over_90_days");

/// The values of a filter that match at least one member.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilterOptions {
    /// Selected values first. Then people and companies by number of members, other values in a fixed order.
    pub items: Vec<FilterOption>,
    /// There are more values; use `find` to narrow them.
    #[serde(default)]
    pub more: bool,
}

/// A value of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilterOption {
    /// Value for the query parameter.
    pub value: String,
    /// Display name; absent for values that the app names itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Key of the role, in the filter `role`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Number of members that match this value, the search and all other filters.
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
