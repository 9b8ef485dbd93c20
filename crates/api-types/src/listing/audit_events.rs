//! The audit log as a list.

use super::{Filter, FilterValues, Listing, named};
use crate::{AuditAction, MemberId};

/// What happened in an organization, the newest first.
pub const AUDIT_EVENTS: Listing = Listing {
    name: "audit-events",
    columns: &AuditColumn::NAMES,
    sorted: &[AuditColumn::At.as_str()],
    newest_first: true,
    filters: &[
        Filter { name: AuditFilter::Actor.as_str(), values: FilterValues::Ids(MemberId::PREFIX), none: Some("none") },
        Filter { name: AuditFilter::Action.as_str(), values: FilterValues::Named(&AuditAction::NAMES), none: None },
        Filter { name: AuditFilter::Target.as_str(), values: FilterValues::Ids(MemberId::PREFIX), none: None },
        Filter { name: AuditFilter::From.as_str(), values: FilterValues::Days(&RecentDays::NAMES), none: None },
        Filter { name: AuditFilter::To.as_str(), values: FilterValues::Days(&[]), none: None },
    ],
    searched: &["name and e-mail address of the target", "changed values", "IP address", "request id"],
    search_fields: &[],
};

/// A column of the audit log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AuditColumn {
    At,
    Action,
    Actor,
    Target,
    Changes,
    Address,
    RequestId,
}

named!(AuditColumn, 7:
    At = "at",
    Action = "action",
    Actor = "actor",
    Target = "target",
    Changes = "changes",
    Address = "address",
    RequestId = "request_id",
);

/// A filter of the audit log, named as its query parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AuditFilter {
    /// The member who did it; `none`: not a member, such as the server, a program or support.
    Actor,
    Action,
    /// The member that it happened to.
    Target,
    /// The first day.
    From,
    /// The last day.
    To,
}

named!(AuditFilter, 5: Actor = "actor", Action = "action", Target = "target", From = "from", To = "to");

/// A first day that moves with today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecentDays {
    Today,
    Last7Days,
    Last30Days,
}

named!(RecentDays, 3: Today = "today", Last7Days = "last_7_days", Last30Days = "last_30_days");

impl RecentDays {
    /// How many days before today the first one is.
    pub const fn before_today(self) -> i64 {
        match self {
            Self::Today => 0,
            Self::Last7Days => 6,
            Self::Last30Days => 29,
        }
    }
}
