//! The list of members.

use super::{Filter, FilterValues, Listing, named};
use crate::{CompanyId, MemberId, MemberStatus, RoleId, SearchField};

/// The members of an organization, invited ones included. Withdrawn invitations are only in it if the filter `status`
/// asks for them.
pub const MEMBERS: Listing = Listing {
    name: "members",
    columns: &MemberColumn::NAMES,
    sorted: &MemberColumn::NAMES,
    newest_first: false,
    filters: &[
        Filter { name: MemberFilter::Role.as_str(), values: FilterValues::Ids(RoleId::PREFIX), none: Some("none") },
        Filter { name: MemberFilter::Status.as_str(), values: FilterValues::Named(&MemberStatus::NAMES), none: None },
        Filter {
            name: MemberFilter::TwoFactor.as_str(),
            values: FilterValues::Named(&["on", "off"]),
            none: Some("unknown"),
        },
        Filter {
            name: MemberFilter::Company.as_str(),
            values: FilterValues::Ids(CompanyId::PREFIX),
            none: Some("none"),
        },
        Filter {
            name: MemberFilter::Supervisor.as_str(),
            values: FilterValues::Ids(MemberId::PREFIX),
            none: Some("none"),
        },
        Filter {
            name: MemberFilter::InvitedBy.as_str(),
            values: FilterValues::Ids(MemberId::PREFIX),
            none: Some("none"),
        },
        Filter {
            name: MemberFilter::LastSignIn.as_str(),
            values: FilterValues::Moments(&LastSignInFilter::NAMES),
            none: None,
        },
        Filter {
            name: MemberFilter::InvitationExpires.as_str(),
            values: FilterValues::Moments(&InvitationExpiresFilter::NAMES),
            none: None,
        },
        Filter {
            name: MemberFilter::Invitation.as_str(),
            values: FilterValues::Named(&InvitationFilter::NAMES),
            none: None,
        },
    ],
    searched: &["name", "e-mail", "signature"],
    search_fields: &SearchField::ALL,
};

/// A column of the list of members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MemberColumn {
    Name,
    Email,
    Signature,
    Roles,
    Status,
    TwoFactor,
    Companies,
    Supervisor,
    InvitedBy,
    InvitedAt,
    MemberSince,
    LastSignIn,
    ActiveFrom,
    ActiveUntil,
}

named!(MemberColumn, 14:
    Name = "name",
    Email = "email",
    Signature = "signature",
    Roles = "roles",
    Status = "status",
    TwoFactor = "two_factor",
    Companies = "companies",
    Supervisor = "supervisor",
    InvitedBy = "invited_by",
    InvitedAt = "invited_at",
    MemberSince = "member_since",
    LastSignIn = "last_sign_in",
    ActiveFrom = "active_from",
    ActiveUntil = "active_until",
);

/// A filter of the list of members, named as its query parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MemberFilter {
    Role,
    Status,
    TwoFactor,
    Company,
    Supervisor,
    InvitedBy,
    LastSignIn,
    InvitationExpires,
    Invitation,
}

named!(MemberFilter, 9:
    Role = "role",
    Status = "status",
    TwoFactor = "two_factor",
    Company = "company",
    Supervisor = "supervisor",
    InvitedBy = "invited_by",
    LastSignIn = "last_sign_in",
    InvitationExpires = "invitation_expires",
    Invitation = "invitation",
);

/// Filter by two-factor authentication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TwoFactorFilter {
    On,
    Off,
    /// Unknown, for example before an invitation is accepted.
    Unknown,
}

named!(TwoFactorFilter, 3: On = "on", Off = "off", Unknown = "unknown");

/// Filter by the last sign-in; beside these, [`BEFORE`](super::BEFORE) with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastSignInFilter {
    /// Never signed in.
    Never,
    /// Signed in before, but not within the last 90 days.
    Over90Days,
}

named!(LastSignInFilter, 2: Never = "never", Over90Days = "over_90_days");

/// Filter by the end of an invitation; beside these, [`BEFORE`](super::BEFORE) with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationExpiresFilter {
    /// Expires within three days, counted from the beginning of today in UTC.
    Within3Days,
}

named!(InvitationExpiresFilter, 1: Within3Days = "within_3_days");

/// Filter by what became of an invitation that has not been accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationFilter {
    /// The invited person asked for a new link, and none was sent since.
    LinkWanted,
}

named!(InvitationFilter, 1: LinkWanted = "link_wanted");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_is_in_the_list() {
        let names: Vec<_> = MEMBERS.filters.iter().map(|filter| filter.name).collect();
        assert_eq!(names, MemberFilter::NAMES);
        let accepts = |value: &str| MEMBERS.filter("two_factor").unwrap().accepts(value);
        assert!(TwoFactorFilter::NAMES.into_iter().all(accepts));
    }
}
