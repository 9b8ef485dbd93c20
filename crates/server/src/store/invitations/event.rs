//! What the audit log says of members and their invitations.

use api_types::AccountId;
use serde_json::Value as Json;

use crate::{
    authz::{Authorized, policy::Action},
    store::{
        StoreError, Transaction,
        audit::{self, AuditAction, AuditContext, Event},
        members::MemberRecord,
    },
};

/// Writes that the witness's account did something to a member.
pub(in crate::store) async fn record<A: Action>(
    transaction: &mut Transaction,
    may: &Authorized<A>,
    context: &AuditContext,
    action: AuditAction,
    member: &MemberRecord,
    details: Json,
) -> Result<(), StoreError> {
    record_by(transaction, Some(may.account()), context, action, member, details).await
}

/// Writes that somebody, or the server by itself, did something to a member.
pub(in crate::store) async fn record_by(
    transaction: &mut Transaction,
    account: Option<AccountId>,
    context: &AuditContext,
    action: AuditAction,
    member: &MemberRecord,
    details: Json,
) -> Result<(), StoreError> {
    audit::record(transaction, context, about(account, action, member, details)).await
}

/// The event that somebody, or the server by itself, did something to a member.
pub(in crate::store) fn about(
    account: Option<AccountId>,
    action: AuditAction,
    member: &MemberRecord,
    details: Json,
) -> Event {
    let (organization, subject) = (Some(member.organization), Some(member.id.as_u128()));
    Event { action, organization, account, subject, details }
}
