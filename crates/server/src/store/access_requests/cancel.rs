//! Requests that their requester takes back.

use api_types::{AccessRequestId, MemberId};

use super::{AccessRequestError, caller, end, find};
use crate::{
    authz::{Authorized, policy::ReadOrganization},
    store::{
        Change, Transaction, access,
        audit::{self, AuditAction, AuditContext, Event},
        columns::read_id,
    },
};

/// Cancels a request of the caller.
#[derive(Debug)]
pub struct CancelAccessRequest<'a> {
    pub may: &'a Authorized<ReadOrganization>,
    pub request: AccessRequestId,
    pub context: AuditContext,
}

impl Change for CancelAccessRequest<'_> {
    type Output = ();
    type Error = AccessRequestError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), AccessRequestError> {
        access::still(transaction, self.may).await?.ok_or(AccessRequestError::NoLongerAllowed)?;
        let organization = self.may.organization();
        let own: Option<(Vec<u8>,)> = transaction.one(&caller(self.may)).await?;
        let row = find(transaction, organization, self.request).await?;
        // The request of somebody else is like none.
        if own.is_none_or(|(own,)| own != row.member_id) {
            return Err(AccessRequestError::NotFound);
        }
        row.require_pending(self.context.at)?;
        let member: MemberId = read_id(&row.member_id)?;
        end::cancel_request(transaction, organization, self.request, self.context.at).await?;
        let event = Event {
            action: AuditAction::AccessRequestCancelled,
            organization: Some(organization),
            account: Some(self.may.account()),
            subject: Some(member.as_u128()),
            details: row.details()?,
        };
        Ok(audit::record(transaction, &self.context, event).await?)
    }

    fn is_collision(&self, error: &AccessRequestError) -> bool {
        error.is_collision()
    }
}
