//! Access requests as a list.

use super::{Filter, FilterValues, Listing, RecentDays, named};
use crate::{AccessRequestState, DeviceGroupId, DeviceId, DeviceLevel, MemberId};

/// The access requests of an organization, the newest first.
pub const ACCESS_REQUESTS: Listing = Listing {
    name: "access-requests",
    columns: &AccessRequestColumn::NAMES,
    sorted: &[AccessRequestColumn::AskedAt.as_str()],
    newest_first: true,
    filters: &[
        Filter {
            name: AccessRequestFilter::State.as_str(),
            values: FilterValues::Named(&AccessRequestState::NAMES),
            none: None,
        },
        Filter {
            name: AccessRequestFilter::Level.as_str(),
            values: FilterValues::Named(&DeviceLevel::NAMES),
            none: None,
        },
        Filter { name: AccessRequestFilter::Device.as_str(), values: FilterValues::Ids(DeviceId::PREFIX), none: None },
        Filter {
            name: AccessRequestFilter::Group.as_str(),
            values: FilterValues::Ids(DeviceGroupId::PREFIX),
            none: Some("none"),
        },
        Filter { name: AccessRequestFilter::Person.as_str(), values: FilterValues::Ids(MemberId::PREFIX), none: None },
        Filter { name: AccessRequestFilter::From.as_str(), values: FilterValues::Days(&RecentDays::NAMES), none: None },
        Filter { name: AccessRequestFilter::To.as_str(), values: FilterValues::Days(&[]), none: None },
    ],
    searched: &["name and e-mail address of the person", "name of the device or group", "reason"],
    search_fields: &[],
};

/// A column of the list of access requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccessRequestColumn {
    AskedAt,
    /// Who asks.
    Person,
    /// A device or a group.
    Target,
    Level,
    Reason,
    Until,
    State,
    AnsweredBy,
    AnsweredAt,
    Note,
}

named!(AccessRequestColumn, 10:
    AskedAt = "asked_at",
    Person = "person",
    Target = "target",
    Level = "level",
    Reason = "reason",
    Until = "until",
    State = "state",
    AnsweredBy = "answered_by",
    AnsweredAt = "answered_at",
    Note = "note",
);

/// A filter of the list of access requests, named as its query parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccessRequestFilter {
    State,
    /// The level that was asked for.
    Level,
    Device,
    /// The group that was asked for; `none`: a device.
    Group,
    /// Who asks.
    Person,
    /// The first day.
    From,
    /// The last day.
    To,
}

named!(AccessRequestFilter, 7:
    State = "state",
    Level = "level",
    Device = "device",
    Group = "group",
    Person = "person",
    From = "from",
    To = "to",
);
