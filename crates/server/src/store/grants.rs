//! Access of members to devices: by roles, and by grants on devices and groups.

mod add;
mod by_request;
mod change;
mod check;
mod counts;
mod decide;
mod end;
mod expire;
mod explain;
mod levels;
mod of_member;
mod people;
mod search;
mod ways;

use api_types::{DeviceGroupId, DeviceId, DeviceLevel, MemberId};
use serde_json::{Value as Json, json};

use super::{StoreError, columns::read_id, members::ChangeMemberError};
pub use add::AddGrant;
pub(super) use add::{CheckedGrant, check_new, insert_all};
pub(super) use by_request::{ByRequest, check_answer, give};
pub use change::ChangeGrant;
pub(super) use check::end_of;
pub(super) use counts::{LIST, ON_DEVICE, ON_GROUP, count_all, count_member};
pub use decide::{DeviceName, Source, UserName, Verdict, Wanted, decide, level_of, permissions_of};
pub use end::EndGrant;
pub(super) use end::{end_all_of, end_all_on};
pub use expire::expire;
pub(super) use expire::reschedule;
pub use explain::explain;
pub(super) use levels::{by_role, gives, has_role, level_place, read_level};
pub use of_member::of_member;
pub(super) use of_member::of_organization;
pub(super) use people::add_people;
pub use people::{AccessRequest, access};
pub use search::{After, Found, devices_of, users_of_device, users_with};
pub(super) use ways::{level_on, present_level_on};

/// What a grant gives access to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    Device(DeviceId),
    /// With all of its subgroups.
    Group(DeviceGroupId),
}

/// A grant was not added, changed or ended.
#[derive(Debug, thiserror::Error)]
pub enum GrantError {
    #[error(transparent)]
    Member(#[from] ChangeMemberError),
    #[error("the member has no such grant")]
    NotFound,
    #[error("the grant has changed since")]
    Stale,
    #[error("the organization has no such device or group")]
    UnknownTarget,
    #[error("the level is above the caller's own")]
    AboveOwnLevel,
    #[error("the member has a grant there")]
    Taken,
    #[error("the member has too many grants")]
    TooMany,
    #[error("the last day is over")]
    Past,
    #[error("the last day is too far ahead")]
    TooFar,
    #[error("the present grant there lasts longer")]
    EndsBeforePresent,
}

impl From<StoreError> for GrantError {
    fn from(error: StoreError) -> Self {
        Self::Member(error.into())
    }
}

impl GrantError {
    pub(super) fn is_collision(&self) -> bool {
        matches!(self, Self::Member(error) if error.is_collision())
    }
}

record! {
    /// A row of `grants`.
    #[derive(Debug, Clone, PartialEq, Eq)]
    struct GrantRow {
        id: Vec<u8>,
        member_id: Vec<u8>,
        device_id: Option<Vec<u8>>,
        group_id: Option<Vec<u8>>,
        level: i16,
        until: Option<String>,
        ends_at: Option<i64>,
        version: i64,
    }
}

/// The columns of a [`GrantRow`].
const COLUMNS: [&str; 8] = ["id", "member_id", "device_id", "group_id", "level", "until", "ends_at", "version"];

impl GrantRow {
    fn member(&self) -> Result<MemberId, StoreError> {
        read_id(&self.member_id)
    }

    fn target(&self) -> Result<Target, StoreError> {
        match (&self.device_id, &self.group_id) {
            (Some(device), None) => Ok(Target::Device(read_id(device)?)),
            (None, Some(group)) => Ok(Target::Group(read_id(group)?)),
            _ => Err(StoreError::Unreadable("grant")),
        }
    }

    fn level(&self) -> Result<DeviceLevel, StoreError> {
        levels::read_level(self.level)
    }

    /// What the audit log says of it.
    fn details(&self) -> Result<Json, StoreError> {
        details(self.target()?, self.level()?, self.until.as_deref())
    }

    fn is_over(&self, now: i64) -> bool {
        self.ends_at.is_some_and(|end| end <= now)
    }
}

/// What the audit log says of a grant.
pub(super) fn details(target: Target, level: DeviceLevel, until: Option<&str>) -> Result<Json, StoreError> {
    let mut details = json!({"level": level, "until": until});
    let (field, id) = match target {
        Target::Device(device) => ("device", device.to_string()),
        Target::Group(group) => ("group", group.to_string()),
    };
    details[field] = id.into();
    Ok(details)
}
