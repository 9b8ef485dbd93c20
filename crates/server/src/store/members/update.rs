//! Changes fields of a member.

use api_types::{MemberChanges, MemberId};
use serde_json::json;

use super::{error::ChangeMemberError, guard::open_for_change};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, Transaction,
        audit::{AuditAction, AuditContext},
        companies,
        invitations::record_event,
    },
};

/// Changes the fields that the request names, if the member is still as the caller read it.
#[derive(Debug)]
pub struct UpdateMember<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// The version that was read.
    pub version: i64,
    pub changes: MemberChanges,
    pub context: AuditContext,
}

impl Change for UpdateMember<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (before, _) = open_for_change(transaction, self.may, self.member).await?;
        if before.version != self.version {
            return Err(ChangeMemberError::Stale);
        }
        let mut record = before.clone();
        let MemberChanges { companies, message } = &self.changes;
        if let Some(companies) = companies {
            let (organization, present) = (self.may.organization(), &before.companies);
            if let Some(position) = companies::first_unknown(transaction, organization, companies, present).await? {
                return Err(ChangeMemberError::UnknownCompany(position));
            }
            record.companies = companies.clone();
        }
        if let Some(message) = message {
            let invitation = record.invitation.as_mut().filter(|_| before.is_pending());
            let invitation = invitation.ok_or(ChangeMemberError::NotPending)?;
            invitation.message = Some(message.clone()).filter(|message| !message.is_empty());
        }
        if record == before {
            return Ok(());
        }
        record.save(transaction, &before).await?;
        let action = if before.is_pending() { AuditAction::InvitationChanged } else { AuditAction::MemberChanged };
        let fields = [("companies", companies.is_some()), ("message", message.is_some())];
        let fields: Vec<_> = fields.into_iter().filter(|(_, changed)| *changed).map(|(field, _)| field).collect();
        let details = json!({"fields": fields});
        Ok(record_event(transaction, self.may, &self.context, action, &record, details).await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}
