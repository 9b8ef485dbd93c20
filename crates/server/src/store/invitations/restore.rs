//! Restoring a withdrawn invitation.

use api_types::MemberStatus;
use serde_json::json;

use super::{event, tokens};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        columns::moment,
        members::MemberRecord,
        outbox,
    },
};

/// Restores the withdrawn invitation of `record`: it has the same roles, companies, message, links and waiting mails as
/// before.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn restore(
    transaction: &mut Transaction,
    may: &Authorized<ChangeMember>,
    context: &AuditContext,
    before: &MemberRecord,
    mut record: MemberRecord,
) -> Result<(), StoreError> {
    let ends_at = record.invitation.as_ref().map(|invitation| invitation.expires_at);
    let is_expired = ends_at.is_none_or(|ends_at| ends_at <= moment(context.at));
    record.status = if is_expired { MemberStatus::Expired } else { MemberStatus::Invited };
    record.withdrawn_at = None;
    record.save(transaction, before).await?;
    tokens::revive(transaction, record.id, record.generation).await?;
    if !is_expired {
        outbox::resume(transaction, record.id, record.generation, context.at).await?;
    }
    event::record(transaction, may, context, AuditAction::InvitationRestored, &record, json!({})).await
}
