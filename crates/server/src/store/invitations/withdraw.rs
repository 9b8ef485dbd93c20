//! Withdrawing an invitation. It can be restored for a while, and the invited user can ask for another one.

use api_types::{MemberId, MemberStatus, OrganizationId};
use serde_json::json;

use super::{
    event,
    tokens::{self, TokenStatus},
};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        columns::moment,
        members::{self, ChangeMemberError, MemberRecord},
        outbox, references,
    },
};

/// Withdraws an invitation: its member gets the status `withdrawn`, gives up its seat, and its links stop working.
#[derive(Debug)]
pub struct WithdrawInvitation<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// Checks whether it is possible, and changes nothing.
    pub dry_run: bool,
    pub context: AuditContext,
}

impl Change for WithdrawInvitation<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (before, _) = members::open_for_change(transaction, self.may, self.member).await?;
        if !before.is_pending() {
            return Err(ChangeMemberError::NotPending);
        }
        references::require_none(transaction, &before).await?;
        if self.dry_run {
            return Ok(());
        }
        let mut record = before.clone();
        record.status = MemberStatus::Withdrawn;
        record.withdrawn_at = Some(moment(self.context.at));
        record.save(transaction, &before).await?;
        tokens::end(transaction, record.id, TokenStatus::Withdrawn, self.context.at).await?;
        outbox::cancel(transaction, record.id).await?;
        let details = json!({"email": record.email});
        Ok(event::record(transaction, self.may, &self.context, AuditAction::InvitationWithdrawn, &record, details)
            .await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

/// The member, if its invitation is withdrawn.
pub(super) async fn find(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
) -> Result<Option<MemberRecord>, StoreError> {
    let record = MemberRecord::find(transaction, organization, member).await?;
    Ok(record.filter(|record| record.status == MemberStatus::Withdrawn))
}
