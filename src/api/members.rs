//! `/organizations/{org}/members`

use api_types::{Direction, List, ListQuery, MEMBERS, Member, MemberColumn, MemberId, OrganizationId, Sort};

use super::{Query, list, organizations::path};

/// `GET …/members/{member}`
pub fn member(organization: OrganizationId, member: MemberId) -> Query<Member> {
    Query::new(path(organization, &["/members/", &member.to_string()].concat()))
}

/// `GET …/members`: those invited last, from `at` on, counted from 0.
pub fn newest_invitations(organization: OrganizationId, at: u64) -> Query<List<Member>> {
    let sort = Sort { column: MemberColumn::InvitedAt.as_str(), direction: Direction::Descending };
    let mut newest = ListQuery::new(&MEMBERS);
    newest.sort = sort;
    list::page(organization, &newest, at, false)
}
