//! Invitations that wait for their day: nobody has their links, and no mail is under way.

use api_types::{AccountId, MemberId, MemberStatus};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{
    event,
    invite::{end, mail},
    tokens::{self, TokenStatus},
};
use crate::store::{
    StoreError, Transaction,
    audit::{AuditAction, AuditContext},
    columns::moment,
    members::MemberRecord,
    outbox,
};

/// Sends the held invitation of `record`, by somebody or, on its day, by the server: it is pending from now on.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn send_held(
    transaction: &mut Transaction,
    by: Option<AccountId>,
    context: &AuditContext,
    before: &MemberRecord,
    mut record: MemberRecord,
    has_mail: bool,
) -> Result<(), StoreError> {
    record.status = MemberStatus::Invited;
    record.invited_at = Some(moment(context.at));
    record.active_from = None;
    record.inactive_note = None;
    let mut is_mailed = false;
    if let Some(invitation) = &mut record.invitation {
        invitation.expires_at = moment(end(context.at, SignedDuration::from_micros(invitation.lifetime)));
        invitation.reminded_at = None;
        invitation.link_wanted_at = None;
        is_mailed = invitation.by_mail && has_mail;
    }
    record.save(transaction, before).await?;
    if is_mailed {
        outbox::enqueue(transaction, &mail(&record, context.at)).await?;
    }
    let details = json!({"email": record.email, "sent": is_mailed});
    event::record_by(transaction, by, context, AuditAction::InvitationSent, &record, details).await
}

/// Ends the links and waiting mails of an invitation that is held from now on.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn call_back(
    transaction: &mut Transaction,
    member: MemberId,
    at: Timestamp,
) -> Result<(), StoreError> {
    tokens::end(transaction, member, TokenStatus::Replaced, at).await?;
    outbox::cancel(transaction, member).await
}
