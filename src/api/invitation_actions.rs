//! `/organizations/{org}/invitations` and what is done with those who have not accepted yet.

use api_types::{
    Bulk, BulkResults, InvitationLink, InvitationResults, Member, MemberId, MemberRoles, NewInvitations,
    OrganizationId, Resend, ResendResult, RoleId,
};

use super::{Api, ApiError, Query, organizations::path, transport::write};

fn of(organization: OrganizationId, member: MemberId, what: &str) -> String {
    path(organization, &["/members/", &member.to_string(), what].concat())
}

impl Api {
    /// `POST …/invitations`
    pub async fn invite(
        &self,
        organization: OrganizationId,
        new: &NewInvitations,
    ) -> Result<InvitationResults, ApiError> {
        self.post(&path(organization, "/invitations"), new, "").await
    }

    /// `POST …/invitations`: what would become of each address.
    pub async fn check_invitations(
        &self,
        organization: OrganizationId,
        new: NewInvitations,
    ) -> Result<InvitationResults, ApiError> {
        let body = write(&NewInvitations { dry_run: true, ..new })?;
        Query::decode(&self.act(&path(organization, "/invitations"), Some(body)).await?)
    }

    /// `POST …/members/{member}/resend`: a new link, and the old ones end. Sent again for a newer version, it is another
    /// mail.
    pub async fn resend(&self, member: &Member, send_email: bool) -> Result<ResendResult, ApiError> {
        let path = of(member.organization_id, member.id, "/resend");
        self.post(&path, &Resend { send_email, lifetime_days: None }, &member.version.to_string()).await
    }

    /// `POST …/members/{member}/link`: one more link, beside those that there are.
    pub async fn new_link(&self, organization: OrganizationId, member: MemberId) -> Result<InvitationLink, ApiError> {
        Query::decode(&self.act(&of(organization, member, "/link"), None).await?)
    }

    /// `POST …/members/{member}/withdraw`
    pub async fn withdraw(&self, organization: OrganizationId, member: MemberId) -> Result<(), ApiError> {
        self.act(&of(organization, member, "/withdraw"), None).await.map(drop)
    }

    /// `POST …/members/{member}/restore`: takes a withdrawal back.
    pub async fn restore(&self, organization: OrganizationId, member: MemberId) -> Result<(), ApiError> {
        self.act(&of(organization, member, "/restore"), None).await.map(drop)
    }

    /// `POST …/members/bulk`: the same for many, each by itself; on the same `occasion` once.
    pub async fn bulk(
        &self,
        organization: OrganizationId,
        wanted: &Bulk,
        occasion: &str,
    ) -> Result<BulkResults, ApiError> {
        self.post(&path(organization, "/members/bulk"), wanted, occasion).await
    }

    /// `POST …/members/bulk`: what would become of each.
    pub async fn check_bulk(&self, organization: OrganizationId, wanted: Bulk) -> Result<BulkResults, ApiError> {
        let body = write(&Bulk { dry_run: true, ..wanted })?;
        Query::decode(&self.act(&path(organization, "/members/bulk"), Some(body)).await?)
    }

    /// `PUT …/members/{member}/roles`, of the member as it was in this version.
    pub async fn set_roles(&self, member: &Member, roles: Vec<RoleId>) -> Result<Member, ApiError> {
        let path = of(member.organization_id, member.id, "/roles");
        self.replace(&path, &MemberRoles { roles }, member.version).await
    }
}
