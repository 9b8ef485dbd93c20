//! Signing in and who is signed in.

use serde::{Deserialize, Serialize};

use crate::{AccountId, MailService, OrganizationId, Timestamp, filter::named};

/// `POST /session`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credentials {
    pub email: String,
    pub password: String,
}

/// The answer to [`Credentials`]: a session, or what else is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged, try_from = "SignInFields")]
pub enum SignIn {
    /// Signed in.
    Done(Session),
    /// The password was right; one of these must follow to `POST /session/second-factor`.
    SecondFactor { second_factor: Vec<SecondFactor> },
}

/// What either answer to [`Credentials`] has: one struct, so that reading it needs no second try.
#[derive(Default, Deserialize)]
#[serde(default)]
struct SignInFields {
    account: Option<Account>,
    default_organization: Option<OrganizationId>,
    expires_at: Option<Timestamp>,
    second_factor: Option<Vec<SecondFactor>>,
}

impl TryFrom<SignInFields> for SignIn {
    type Error = &'static str;

    fn try_from(fields: SignInFields) -> Result<Self, Self::Error> {
        let SignInFields { account, default_organization, expires_at, second_factor } = fields;
        match (account, expires_at, second_factor) {
            (Some(account), Some(expires_at), _) => {
                Ok(Self::Done(Session { account, default_organization, expires_at }))
            }
            (_, _, Some(second_factor)) => Ok(Self::SecondFactor { second_factor }),
            _ => Err("neither a session nor a second step"),
        }
    }
}

/// A way to prove who one is beside the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// Six digits from an authenticator app (RFC 6238).
    Totp,
    /// One of the single-use codes printed at enrolment.
    RecoveryCode,
}

named!(SecondFactor, 2: Totp = "totp", RecoveryCode = "recovery_code");

/// `POST /session/second-factor`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorAnswer {
    /// Six digits; spaces are ignored.
    pub code: String,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    pub account: Account,
    /// Where to start: the first organization by name in which this account is administrator, or else any; absent
    /// when it belongs to none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_organization: Option<OrganizationId>,
    /// When the session ends unless it is used before.
    pub expires_at: Timestamp,
}

/// Who signs in; apart from the memberships in organizations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    pub id: AccountId,
    pub email: String,
    pub name: String,
    pub two_factor: bool,
}

/// `GET /server`: what the sign-in page needs to know before anybody is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServerInfo {
    pub version: String,
    /// How invitations reach people.
    #[serde(default)]
    pub mail: MailService,
    /// The sign-ins of the demo data; empty everywhere but in `roster demo`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub demo_accounts: Vec<DemoAccount>,
}

/// One sign-in that `roster demo` offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemoAccount {
    pub email: String,
    pub password: String,
    /// What this account shows: `administrator`, `editor`, `viewer`, `support`, `two_factor`, `inactive`,
    /// `other_organization`.
    pub shows: String,
}
