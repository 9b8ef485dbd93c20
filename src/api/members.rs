//! `/organizations/{org}/members`

use api_types::{
    AuditEvent, Direction, List, ListQuery, MEMBERS, Member, MemberAccess, MemberChanges, MemberColumn, MemberFilter,
    MemberId, MemberStatus, OrganizationId, Sort,
};

use super::{Change, Query, list, organizations::path};
use crate::paths::query;

/// Events on a page of the activity of a member.
const ACTIVITY: u64 = 10;

/// `GET …/members/{member}`
pub fn member(organization: OrganizationId, member: MemberId) -> Query<Member> {
    Query::new(member_path(organization, member))
}

/// `PATCH …/members/{member}`, of the member as it was in this version.
pub fn update_member(member: &Member, changes: &MemberChanges) -> Change<Member> {
    Change::patch(member_path(member.organization_id, member.id), changes).if_match(member.version)
}

/// `GET …/members/{member}/access`
pub fn member_access(organization: OrganizationId, member: MemberId) -> Query<MemberAccess> {
    Query::new([&*member_path(organization, member), "/access"].concat())
}

/// `GET …/members`: the first active members that match a search.
pub fn active_members(organization: OrganizationId, find: &str) -> Query<List<Member>> {
    let mut active =
        ListQuery::new(&MEMBERS).with_filter(MemberFilter::Status.as_str(), &[MemberStatus::Active.as_str()]);
    active.search = find.to_owned();
    list::first(organization, &active, 20, false)
}

/// The list of the members whose supervisor is this member.
pub fn supervised(supervisor: MemberId) -> ListQuery {
    ListQuery::new(&MEMBERS).with_filter(MemberFilter::Supervisor.as_str(), &[&supervisor.to_string()])
}

/// `GET …/members`: how many members have this supervisor; the total of the list says it.
pub fn supervised_count(organization: OrganizationId, supervisor: MemberId) -> Query<List<Member>> {
    list::first(organization, &supervised(supervisor), 1, true)
}

/// The list of the active members without a second factor.
pub fn without_two_factor() -> ListQuery {
    ListQuery::new(&MEMBERS)
        .with_filter(MemberFilter::Status.as_str(), &[MemberStatus::Active.as_str()])
        .with_filter(MemberFilter::TwoFactor.as_str(), &["off"])
}

/// `GET …/members`: the first of them; the total of the list says how many there are.
pub fn first_without_two_factor(organization: OrganizationId, count: u64) -> Query<List<Member>> {
    list::first(organization, &without_two_factor(), count, true)
}

fn member_path(organization: OrganizationId, member: MemberId) -> String {
    path(organization, &["/members/", &member.to_string()].concat())
}

/// `GET …/members/{member}/activity`
pub fn activity(organization: OrganizationId, member: MemberId, cursor: Option<String>) -> Query<List<AuditEvent>> {
    let parameters = [("limit", ACTIVITY.to_string())].into_iter().chain(cursor.map(|cursor| ("cursor", cursor)));
    let below = ["/members/", &member.to_string(), "/activity", &query(parameters)].concat();
    Query::new(path(organization, &below))
}

/// `GET …/members`: those invited last, from `at` on, counted from 0.
pub fn newest_invitations(organization: OrganizationId, at: u64) -> Query<List<Member>> {
    let sort = Sort { column: MemberColumn::InvitedAt.as_str(), direction: Direction::Descending };
    let mut newest = ListQuery::new(&MEMBERS);
    newest.sort = sort;
    list::page(organization, &newest, at, false)
}
