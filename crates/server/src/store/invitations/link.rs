//! One more link to an invitation, to be handed over.

use api_types::{MemberId, MemberStatus};
use serde_json::json;

use super::{event, invite::issued, tokens};
use crate::{
    authz::{Authorized, TokenHash, policy::ChangeMember},
    store::{
        Change, Transaction,
        audit::{AuditAction, AuditContext},
        columns::moment,
        members::{self, ChangeMemberError},
    },
};

/// Adds a link beside those that there are.
#[derive(Debug)]
pub struct LinkInvitation<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    pub token: TokenHash,
    pub context: AuditContext,
}

impl Change for LinkInvitation<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (before, _) = members::open_for_change(transaction, self.may, self.member).await?;
        let mut record = before.clone();
        let invitation = record.invitation.as_mut().filter(|_| before.is_pending());
        let invitation = invitation.ok_or(ChangeMemberError::NotPending)?;
        if record.status == MemberStatus::Expired || invitation.expires_at <= moment(self.context.at) {
            return Err(ChangeMemberError::Expired);
        }
        if invitation.link_wanted_at.take().is_some() {
            record.save(transaction, &before).await?;
        }
        tokens::make_room(transaction, record.id, self.context.at).await?;
        tokens::add_issued(transaction, &[issued(&record, self.token)], self.context.at).await?;
        let details = json!({"generation": record.generation});
        Ok(event::record(transaction, self.may, &self.context, AuditAction::InvitationLinked, &record, details).await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}
