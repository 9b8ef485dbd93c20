//! `/organizations/{org}/invitations`, and the actions of members.

use api_types::{
    Bulk, BulkResults, InvitationLink, InvitationResults, Member, MemberId, MemberRoles, NewInvitations,
    OrganizationId, Resend, ResendResult, RoleId,
};

use super::{Change, organizations::path};

/// `POST …/invitations`
pub fn invite(organization: OrganizationId, new: &NewInvitations) -> Change<InvitationResults> {
    Change::create(path(organization, "/invitations"), new)
}

/// `POST …/invitations`: what would become of each address. Changes nothing.
pub fn check_invitations(organization: OrganizationId, new: NewInvitations) -> Change<InvitationResults> {
    Change::post(path(organization, "/invitations")).json(&NewInvitations { dry_run: true, ..new })
}

/// `POST …/members/{member}/resend`: a new link, and the old ones end. Sent again for a newer version, it is another
/// mail. Nothing for readers who may not read it.
pub fn resend_invitation(member: &Member, send_email: bool) -> Change<Option<ResendResult>> {
    let path = action(member.organization_id, member.id, "/resend");
    let new = Resend { send_email, lifetime_days: None };
    Change::<ResendResult>::create(path, &new).once(&member.version.to_string()).or_empty()
}

/// `POST …/members/{member}/link`: one more link, beside those that there are.
pub fn new_invitation_link(organization: OrganizationId, member: MemberId) -> Change<InvitationLink> {
    Change::post(action(organization, member, "/link"))
}

/// `POST …/members/{member}/withdraw`
pub fn withdraw_invitation(organization: OrganizationId, member: MemberId) -> Change<()> {
    Change::tell(action(organization, member, "/withdraw"))
}

/// `POST …/members/bulk`: what would become of each. Changes nothing.
pub fn check_bulk_action(organization: OrganizationId, wanted: Bulk) -> Change<BulkResults> {
    Change::post(path(organization, "/members/bulk")).json(&Bulk { dry_run: true, ..wanted })
}

/// `PUT …/members/{member}/roles`, of the member as it was in this version. Nothing for readers who may not read it any
/// more.
pub fn set_roles(member: &Member, roles: Vec<RoleId>) -> Change<Option<Member>> {
    let path = action(member.organization_id, member.id, "/roles");
    Change::<Member>::put(path, &MemberRoles { roles }).if_match(member.version).or_empty()
}

fn action(organization: OrganizationId, member: MemberId, action: &str) -> String {
    path(organization, &["/members/", &member.to_string(), action].concat())
}
