//! Sign-in and the current session.

use serde::{Deserialize, Serialize};

use crate::{AccountId, MailService, OrganizationId, PasskeyAnswer, Timestamp, listing::named};

/// Maximum length of an e-mail address or a password to sign in with, in bytes. Longer ones are wrong.
pub const MAX_CREDENTIAL: usize = 1_024;
/// Maximum length of the code of a second factor, in bytes. Longer ones are wrong.
pub const MAX_CODE: usize = 64;

/// Request body of `POST /session`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credentials {
    pub email: String,
    pub password: String,
}

/// Response of `POST /session`: a session, or the second factors to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged, try_from = "SignInFields")]
pub enum SignIn {
    /// Signed in.
    Done(Session),
    /// The password is correct. Send one of these factors to `POST /session/second-factor`.
    SecondFactor { second_factor: Vec<SecondFactor> },
}

/// The fields of both variants of [`SignIn`] in one struct, so that deserializing needs no second attempt.
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

/// A second factor for signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// Six digits from an authenticator app (RFC 6238).
    Totp,
    /// A single-use recovery code.
    RecoveryCode,
    /// A passkey, which a browser signs with.
    Passkey,
}

named!(SecondFactor, 3: Totp = "totp", RecoveryCode = "recovery_code", Passkey = "passkey");

/// Request body of `POST /session/second-factor`: a code, or the answer of a passkey.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorAnswer {
    /// Six digits, or a recovery code; spaces are ignored.
    #[serde(default)]
    pub code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<PasskeyAnswer>,
}

/// The current session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    pub account: Account,
    /// The organization to open first: the first by name that this account administers, otherwise the first by name.
    /// Absent if the account has no organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_organization: Option<OrganizationId>,
    /// When the session expires if it is not used.
    pub expires_at: Timestamp,
}

/// The account that signs in, separate from its memberships in organizations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    pub id: AccountId,
    pub email: String,
    pub name: String,
    pub two_factor: bool,
}

/// Response of `GET /server`: public information for the sign-in page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServerInfo {
    pub version: String,
    /// How the server sends mail.
    #[serde(default)]
    pub mail: MailService,
    /// Whether passkeys can be used here.
    #[serde(default)]
    pub passkeys: bool,
    /// Whether everybody with an account can create organizations.
    #[serde(default)]
    pub can_create_organizations: bool,
    /// The demo accounts; empty except in `roster demo`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub demo_accounts: Vec<DemoAccount>,
}

/// A demo account of `roster demo`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemoAccount {
    pub email: String,
    pub password: String,
    /// What the account shows: `administrator`, `editor`, `viewer`, `support`, `two_factor`, `inactive`,
    /// `other_organization`.
    pub shows: String,
}
