//! The list of devices.

use super::{Filter, FilterValues, Listing, named};
use crate::{DeviceGroupId, DeviceKindId, DeviceLocationId};

/// The devices of an organization.
pub const DEVICES: Listing = Listing {
    name: "devices",
    columns: &DeviceColumn::NAMES,
    sorted: &["name", "external_id", "kind", "group", "location", "changed_at"],
    newest_first: false,
    filters: &[
        Filter {
            name: DeviceFilter::Group.as_str(),
            values: FilterValues::Ids(DeviceGroupId::PREFIX),
            none: Some("none"),
        },
        Filter {
            name: DeviceFilter::Kind.as_str(),
            values: FilterValues::Ids(DeviceKindId::PREFIX),
            none: Some("none"),
        },
        Filter {
            name: DeviceFilter::Location.as_str(),
            values: FilterValues::Ids(DeviceLocationId::PREFIX),
            none: Some("none"),
        },
        Filter { name: DeviceFilter::Grants.as_str(), values: FilterValues::Named(&[]), none: Some("none") },
    ],
    searched: &["name", "external id", "kind", "location"],
    search_fields: &[],
};

/// A column of the list of devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeviceColumn {
    Name,
    ExternalId,
    Kind,
    Group,
    Location,
    /// Number of people who can reach it.
    People,
    ChangedAt,
}

named!(DeviceColumn, 7:
    Name = "name",
    ExternalId = "external_id",
    Kind = "kind",
    Group = "group",
    Location = "location",
    People = "people",
    ChangedAt = "changed_at",
);

/// A filter of the list of devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeviceFilter {
    /// A group, with its subgroups.
    Group,
    Kind,
    Location,
    /// Only `none`: devices without grants of their own. Negated: with.
    Grants,
}

named!(DeviceFilter, 4: Group = "group", Kind = "kind", Location = "location", Grants = "grants");
