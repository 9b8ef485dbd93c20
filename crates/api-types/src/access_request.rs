//! Requests of members for access to devices.

use serde::{Deserialize, Serialize};

use crate::{
    AccessRequestId, Date, DeviceGroupId, DeviceId, DeviceLevel, GrantId, MemberRef, NameProblem, Timestamp,
    listing::named, tidy_text,
};

/// Maximum length of a reason and of a note, in characters.
pub const MAX_REQUEST_TEXT: usize = 500;
/// Number of requests that a member can make in a day.
pub const MAX_REQUESTS_PER_DAY: u32 = 10;
/// A request that nobody answers expires after so many days.
pub const REQUEST_DAYS: i64 = 30;

/// State of an access request. The names are those of the OpenID AuthZEN access request profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccessRequestState {
    /// Waits for an answer.
    Pending,
    Approved,
    Declined,
    /// Nobody answered it in time.
    Expired,
    /// By its requester, or because the requester or the device is gone.
    Cancelled,
}

named!(AccessRequestState, 5:
    Pending = "pending",
    Approved = "approved",
    Declined = "declined",
    Expired = "expired",
    Cancelled = "cancelled",
);

/// A request of a member for access to a device, or to all devices of a group and its subgroups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessRequest {
    pub id: AccessRequestId,
    pub state: AccessRequestState,
    /// Who asks.
    pub member: MemberRef,
    pub email: String,
    /// Either a device or a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<DeviceGroupId>,
    /// Name of the device or group. Its requester sees the name only with access to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Name of the group that the device is in. Only for those who can answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What was asked for.
    pub level: DeviceLevel,
    /// The last day that was asked for, in the organization's time zone; absent: no end.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    pub reason: String,
    pub asked_at: Timestamp,
    /// When it expires. Only while it is pending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// Who approved or declined it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<MemberRef>,
    /// When it was answered, was cancelled or expired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// Sent to the requester with the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What was granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_level: Option<DeviceLevel>,
    /// Last day of the grant; absent: it does not end by itself.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_until: Option<Date>,
    /// The new grant. Absent if it has ended, or if the request changed one that was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<GrantId>,
    /// The highest level that the caller can grant there; absent if the caller cannot answer the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answerable: Option<DeviceLevel>,
    /// Version of this record; every change increases it.
    pub version: i64,
}

/// Request body of `POST …/access-requests`. A member has at most one pending request for the same device or group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAccessRequest {
    /// Either a device or a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<DeviceGroupId>,
    pub level: DeviceLevel,
    /// Last day, in the organization's time zone: today or later.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// 1 to 500 characters.
    pub reason: String,
}

/// Request body of `POST …/access-requests/{request}/approve`. Absent fields: as asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccessRequestApproval {
    /// At most the caller's own level there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<DeviceLevel>,
    /// Last day: today or later. An empty string: it does not end by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// For the requester, at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Request body of `POST …/access-requests/{request}/decline`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccessRequestDecline {
    /// Why; for the requester, 1 to 500 characters.
    pub note: String,
}

/// Response of `GET …/membership/access-requests`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnAccessRequests {
    /// The caller's last 50 requests, the newest first.
    pub items: Vec<AccessRequest>,
}

/// A reason or a note as it is stored, see [`tidy_text`].
///
/// # Errors
/// When it is empty, longer than [`MAX_REQUEST_TEXT`], or has control characters.
pub fn read_request_text(text: &str) -> Result<String, NameProblem> {
    let text = tidy_text(text);
    if text.is_empty() {
        Err(NameProblem::Missing)
    } else if text.chars().count() > MAX_REQUEST_TEXT {
        Err(NameProblem::TooLong)
    } else if text.chars().any(|it| it.is_control() && it != '\n' && it != '\t') {
        Err(NameProblem::Invalid)
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dev2_a_reason_is_a_short_text() {
        assert_eq!(read_request_text(" a\r\nb "), Ok("a\nb".to_owned()));
        assert_eq!(read_request_text(" \u{200b}"), Err(NameProblem::Missing));
        assert_eq!(read_request_text(&"ä".repeat(500)), Ok("ä".repeat(500)));
        assert_eq!(read_request_text(&"a".repeat(501)), Err(NameProblem::TooLong));
        assert_eq!(read_request_text("a\u{7}"), Err(NameProblem::Invalid));
    }
}
