//! `/organizations/{org}/members`

use api_types::{Member, MemberId, OrganizationId};

use super::{Query, organizations::path};

/// `GET …/members/{member}`
pub fn member(organization: OrganizationId, member: MemberId) -> Query<Member> {
    Query::new(path(organization, &["/members/", &member.to_string()].concat()))
}
