//! From the first day of a member to the last.

use api_types::{
    DeactivateMember, Member, MemberBlockers, MemberId, MemberSchedule, OrganizationId, ReplacedSupervisors,
    ResetSecondFactor, RestoreMember, SupervisorReplacement,
};

use super::{Change, Query, organizations::path};
use crate::paths::query;

/// `POST …/members/{member}/activate`. Nothing for readers who may not read it.
pub fn activate_member(organization: OrganizationId, member: MemberId) -> Change<Option<Member>> {
    Change::<Member>::post(below(organization, member, "/activate")).or_empty()
}

/// `POST …/members/{member}/deactivate`. Nothing for readers who may not read it.
pub fn deactivate_member(
    organization: OrganizationId,
    member: MemberId,
    wanted: &DeactivateMember,
) -> Change<Option<Member>> {
    Change::<Member>::post(below(organization, member, "/deactivate")).json(wanted).or_empty()
}

/// `DELETE …/members/{member}`; `successor` becomes the supervisor of those whom the member supervises.
pub fn remove_member(organization: OrganizationId, member: MemberId, successor: Option<MemberId>) -> Change<()> {
    let parameters = successor.map(|successor| ("successor", successor.to_string()));
    Change::delete(below(organization, member, &query(parameters)))
}

/// `POST …/members/{member}/restore`: takes a removal back, with or without the roles; or the withdrawal of an
/// invitation, with its roles.
pub fn restore_member(organization: OrganizationId, member: MemberId, roles: bool) -> Change<()> {
    Change::tell(below(organization, member, "/restore")).json(&RestoreMember { roles })
}

/// `PUT …/members/{member}/schedule`, of the member as it was in this version. Nothing for readers who may not read it.
pub fn set_schedule(member: &Member, wanted: &MemberSchedule) -> Change<Option<Member>> {
    let path = below(member.organization_id, member.id, "/schedule");
    Change::<Member>::put(path, wanted).if_match(member.version).or_empty()
}

/// `DELETE …/members/{member}/sessions`
pub fn end_sessions(organization: OrganizationId, member: MemberId) -> Change<()> {
    Change::delete(below(organization, member, "/sessions"))
}

/// `DELETE …/members/{member}/second-factor`
pub fn reset_second_factor(organization: OrganizationId, member: MemberId, reason: &str) -> Change<()> {
    Change::delete(below(organization, member, "/second-factor")).json(&ResetSecondFactor { reason: reason.to_owned() })
}

/// `POST …/supervisors/replace`
pub fn replace_supervisor(organization: OrganizationId, wanted: &SupervisorReplacement) -> Change<ReplacedSupervisors> {
    Change::post(path(organization, "/supervisors/replace")).json(wanted)
}

/// `GET …/members/{member}/blockers`
pub fn blockers(organization: OrganizationId, member: MemberId) -> Query<MemberBlockers> {
    Query::new(below(organization, member, "/blockers"))
}

/// The path of `GET …/members/{member}/export`, for [`super::Api::download`].
pub fn person_export_path(organization: OrganizationId, member: MemberId) -> String {
    below(organization, member, "/export")
}

fn below(organization: OrganizationId, member: MemberId, rest: &str) -> String {
    path(organization, &["/members/", &member.to_string(), rest].concat())
}
