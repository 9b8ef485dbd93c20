//! Replaces the roles of a member.

use api_types::{MemberId, RoleId};
use serde_json::json;

use super::{
    error::ChangeMemberError,
    guard::{check, leaves_nobody, require_shown, unknown_role},
    table::MemberRecord,
};
use crate::{
    authz::{
        Authorized, Permissions,
        policy::{Action, AssignRoles, ReadOrganization, decide},
    },
    store::{
        Change, Transaction, Versions,
        audit::{AuditAction, AuditContext},
        invitations::record_event,
        roles,
    },
};

/// Replaces the roles of a member, if it is still as the caller read it.
#[derive(Debug)]
pub struct SetRoles<'a> {
    pub may: &'a Authorized<AssignRoles>,
    pub member: MemberId,
    /// The version that was read.
    pub versions: Versions,
    /// Each once.
    pub roles: Vec<RoleId>,
    pub context: AuditContext,
}

impl Change for SetRoles<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let organization = self.may.organization();
        let before = MemberRecord::find(transaction, organization, self.member).await?;
        let before = before.ok_or(ChangeMemberError::NotFound)?;
        if let Some(position) = unknown_role(transaction, organization, &self.roles).await? {
            return Err(ChangeMemberError::UnknownRole(position));
        }
        let mut record = before.clone();
        record.roles = self.roles.clone();
        // Before the caller is asked for again: of two who demote each other, the second learns that nobody is left.
        if leaves_nobody(transaction, &before, &record).await? {
            return Err(ChangeMemberError::LastAdministrator);
        }
        let involved: Vec<RoleId> = before.roles.iter().chain(&self.roles).copied().collect();
        check(transaction, self.may, &involved).await?;
        require_shown(&before)?;
        if !self.versions.contain(before.version) {
            return Err(ChangeMemberError::Stale);
        }
        if self.roles.is_empty() && before.invitation.is_some() {
            return Err(ChangeMemberError::RoleNeeded);
        }
        if before.account == Some(self.may.account()) && self.ends_access(transaction).await? {
            return Err(ChangeMemberError::OwnAccess);
        }
        let same = |a: &[RoleId], b: &[RoleId]| a.iter().all(|role| b.contains(role));
        if same(&before.roles, &self.roles) && same(&self.roles, &before.roles) {
            return Ok(());
        }
        record.save(transaction, &before).await?;
        let details = json!({"changes": [{"field": "roles", "before": before.roles, "after": record.roles}]});
        Ok(record_event(transaction, self.may, &self.context, AuditAction::MemberRolesChanged, &record, details)
            .await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

impl SetRoles<'_> {
    /// Whether whoever holds just these roles does not see the organization.
    async fn ends_access(&self, transaction: &mut Transaction) -> Result<bool, ChangeMemberError> {
        let granted = roles::granted_by(transaction, self.may.organization(), &self.roles).await?;
        let together: Permissions = granted.values().flat_map(Permissions::to_vec).collect();
        Ok(decide(ReadOrganization::RULE, Some(&together)).is_err())
    }
}
