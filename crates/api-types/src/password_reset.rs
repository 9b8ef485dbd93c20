//! Choosing a new password with a link.

use serde::{Deserialize, Serialize};

use crate::{Language, Timestamp};

/// Request body of `POST /password-reset`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordResetRequest {
    pub email: String,
    /// Language of the mail if none was chosen for the user, English by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// Request body of `POST /password-reset/lookup`.
// No `Debug`: anyone with the token can choose the password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordResetToken {
    /// The part of the link after `#`.
    pub token: String,
}

/// A password reset as the holder of its link sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordResetPreview {
    /// The e-mail address of the account.
    pub email: String,
    pub expires_at: Timestamp,
    /// Number of sessions that end.
    pub sessions: u64,
    /// Whether signing in needs a second factor, which stays as it is.
    pub two_factor: bool,
    /// Minimum length of the new password, in code points.
    pub min_password: u16,
}

/// Request body of `POST /password-reset/confirm`.
// No `Debug`, to keep its secrets out of the logs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    pub token: String,
    /// From `min_password` of the preview to 1,024 bytes.
    pub password: String,
    /// Language of the mail about the change if none was chosen for the user, English by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// Request body of `POST …/members/{member}/password-reset`. Earlier links stop working.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberPasswordReset {
    /// Whether the server sends the link to the user. If not, the response contains it.
    pub send_email: bool,
}

/// Response of `POST …/members/{member}/password-reset`: a link to hand over. It works once.
// No `Debug`: anyone with the link can choose the password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordResetLink {
    pub link: String,
    pub expires_at: Timestamp,
}
