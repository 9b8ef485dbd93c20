//! One's own account: profile, password, second factors, passkeys and sessions.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Language, OrganizationRef, PasskeyId, SessionId, Timestamp};

/// Maximum length of the name of a passkey, in characters.
pub const MAX_PASSKEY_NAME: usize = 60;
/// Maximum number of passkeys of an account.
pub const MAX_PASSKEYS: usize = 20;
/// Maximum length of what a browser answers to a passkey challenge, in bytes.
pub const MAX_CREDENTIAL_ANSWER: usize = 16_384;

/// Response of `GET /account`: the caller's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnAccount {
    pub id: AccountId,
    pub email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    pub name: String,
    /// Language of mails, if one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Absent if the password was never changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password_changed_at: Option<Timestamp>,
    /// Minimum length of a new password, in code points.
    pub min_password: u16,
    /// Absent without an authenticator app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub totp: Option<TotpStatus>,
    /// Absent if there were never any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_codes: Option<RecoveryCodeStatus>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passkeys: Vec<Passkey>,
    /// Why no passkey can be added; absent if one can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkeys_unavailable: Option<PasskeysUnavailable>,
    /// The organizations that require a second factor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub two_factor_required_by: Vec<TwoFactorRequirement>,
    /// A new e-mail address that waits for its confirmation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_change: Option<OwnEmailChange>,
    /// Names of the caller's organizations, at most 20. A new password must not be little more than one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organization_names: Vec<String>,
    /// Version of the profile; every change increases it.
    pub version: i64,
}

/// Request body of `PATCH /account`. Absent fields stay unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountChanges {
    /// An empty text removes it. One of both names has to stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Language of mails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// An authenticator app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpStatus {
    /// Absent if that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<Timestamp>,
}

/// The recovery codes that are left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodeStatus {
    pub left: u64,
    pub total: u64,
    pub created_at: Timestamp,
}

/// An organization that requires a second factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TwoFactorRequirement {
    pub organization: OrganizationRef,
    /// From then on, the organization is closed to members without a second factor.
    pub from: Timestamp,
}

/// A new e-mail address of one's own that is not confirmed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnEmailChange {
    pub email: String,
    pub requested_at: Timestamp,
    pub expires_at: Timestamp,
}

/// Request body of `PUT /account/password`.
// No `Debug`, to keep its secrets out of the logs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    pub current_password: String,
    /// See `min_password` of the account.
    pub new_password: String,
    /// Whether all other sessions end.
    #[serde(default)]
    pub end_sessions: bool,
}

/// Request body where the password is asked for once more.
// No `Debug`, to keep its secrets out of the logs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnPassword {
    pub password: String,
}

/// Request body of `POST /session/proof`: one proof that it is still the same person.
// No `Debug`, to keep its secrets out of the logs.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionProof {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// Of the authenticator app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<PasskeyAnswer>,
}

/// Response of `POST /account/totp`: a secret for an authenticator app. It has to be confirmed within 15 minutes.
// No `Debug`: anyone with the secret can make codes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTotp {
    /// Base32.
    pub secret: String,
    /// `otpauth://totp/…`
    pub uri: String,
    pub qr: QrCode,
}

/// A QR code to draw: dark modules of size 1 as the path of an SVG.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QrCode {
    /// Width and height in modules, without a margin.
    pub size: u16,
    pub path: String,
}

/// Request body of `POST /account/totp/confirm`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TotpCode {
    /// Six digits; spaces are ignored.
    pub code: String,
}

/// New recovery codes. They are shown only once.
// No `Debug`: each of them signs in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    pub recovery_codes: Vec<String>,
}

/// Response of `POST /account/passkeys`.
// No `Debug`: each of the codes signs in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddedPasskey {
    pub account: OwnAccount,
    /// New ones if the account had none left, otherwise empty. They are shown only once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recovery_codes: Vec<String>,
}

/// Response of `GET /account/sessions`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountSessions {
    /// This session first, then the others, the last used first.
    pub items: Vec<AccountSession>,
}

/// A session of the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountSession {
    pub id: SessionId,
    /// For example `Firefox 145`; absent if that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
    /// For example `Linux`; absent if that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// The IP address that it was opened from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    pub created_at: Timestamp,
    pub last_used_at: Timestamp,
    pub is_current: bool,
}

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passkey {
    pub id: PasskeyId,
    pub name: String,
    pub created_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<Timestamp>,
}

/// Why this server offers no passkeys: they are bound to the name of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PasskeysUnavailable {
    /// Its public URL has an IP address instead of a name.
    IpAddress,
    /// Its public URL is neither `https:` nor `localhost`.
    NotSecure,
}

crate::listing::named!(PasskeysUnavailable, 2: IpAddress = "ip_address", NotSecure = "not_secure");

/// What a browser has to sign. It can be answered once, within five minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyChallenge {
    /// Names the challenge in the answer.
    pub challenge: String,
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON` (Web Authentication, Level 3)
    /// as JSON text.
    pub options: String,
}

/// What a passkey is to prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PasskeyPurpose {
    /// Who it is, without a password. Answer `POST /session/passkey`.
    SignIn,
    /// The second factor after the password. Answer `POST /session/second-factor`.
    SecondFactor,
    /// That it is still the same person. Answer `POST /session/proof`.
    Proof,
}

/// Request body of `POST /session/passkey/challenge`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyChallengeRequest {
    pub purpose: PasskeyPurpose,
}

/// What a browser has signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyAnswer {
    /// `challenge` of the challenge.
    pub challenge: String,
    /// `RegistrationResponseJSON` or `AuthenticationResponseJSON` (Web Authentication, Level 3) as JSON text.
    pub credential: String,
}

/// Request body of `POST /account/passkeys`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    /// 1 to 60 characters.
    pub name: String,
    pub answer: PasskeyAnswer,
}

/// Request body of `PATCH /account/passkeys/{passkey}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyChanges {
    /// 1 to 60 characters.
    pub name: String,
}
