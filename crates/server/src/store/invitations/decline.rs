//! Declining an invitation.

use api_types::MemberStatus;
use serde_json::json;

use super::{
    event,
    lookup::{InvalidLink, Lookup, LookupError},
    tokens::{self, TokenStatus},
};
use crate::{
    authz::TokenHash,
    store::Transaction,
    store::{
        Change,
        audit::{AuditAction, AuditContext},
        columns::moment,
        members::MemberRecord,
        outbox,
    },
};

/// Ends the invitation of a link for whoever has the token, as if it were withdrawn: administrators can restore it.
#[derive(Debug)]
pub struct DeclineInvitation {
    pub token: TokenHash,
    pub context: AuditContext,
}

impl Change for DeclineInvitation {
    type Output = ();
    type Error = LookupError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), LookupError> {
        let lookup: Lookup = transaction.one(&Lookup::select(self.token)).await?.ok_or(InvalidLink::Unknown)?;
        lookup.check(self.context.at)??;
        let before = MemberRecord::find(transaction, lookup.organization()?, lookup.member()?).await?;
        let before = before.ok_or(InvalidLink::Unknown)?;
        let mut record = before.clone();
        record.status = MemberStatus::Withdrawn;
        record.withdrawn_at = Some(moment(self.context.at));
        record.save(transaction, &before).await?;
        tokens::end(transaction, record.id, TokenStatus::Withdrawn, self.context.at).await?;
        outbox::cancel(transaction, record.id).await?;
        let details = json!({"email": record.email});
        let action = AuditAction::InvitationDeclined;
        Ok(event::record_by(transaction, None, &self.context, action, &record, details).await?)
    }

    fn is_collision(&self, error: &LookupError) -> bool {
        matches!(error, LookupError::Store(error) if error.is_collision())
    }
}
