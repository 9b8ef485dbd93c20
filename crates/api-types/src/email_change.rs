//! Changing the e-mail address of a member.

use serde::{Deserialize, Serialize};

use crate::{Delivery, Timestamp};

/// A change of the e-mail address that is not confirmed yet. A link sent to the new address confirms it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmailChange {
    /// The new address.
    pub email: String,
    pub requested_at: Timestamp,
    /// When the link in the mail expires, and the change with it.
    pub expires_at: Timestamp,
    /// The earliest time to send the link again.
    pub resend_from: Timestamp,
    /// The newest mail with the link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
}

/// Request body of `POST …/members/{member}/email-change`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewEmail {
    /// The new address. It must be confirmed with a link that is sent to it.
    pub email: String,
}

/// Request body of `POST /email-changes/lookup` and `POST /email-changes/confirm`.
// No `Debug`: anyone with the token can confirm the change.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EmailChangeToken {
    /// The part of the link after `#`.
    pub token: String,
}

/// A change of an e-mail address as the holder of its link sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmailChangePreview {
    /// The new address.
    pub email: String,
    /// Whose account it is.
    pub name: String,
    pub organization_name: String,
    pub expires_at: Timestamp,
}
