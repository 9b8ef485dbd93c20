//! Ending the sessions of a member.

use api_types::{MemberId, MemberStatus};
use serde_json::json;

use super::{error::ChangeMemberError, guard::open_for_change};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, Transaction, accounts,
        audit::{AuditAction, AuditContext},
        invitations::record_event,
        sessions,
    },
};

/// Ends every session of an active member whose account belongs to no other organization: the sessions of others are
/// their owners'.
#[derive(Debug)]
pub struct EndSessions<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    pub context: AuditContext,
}

impl Change for EndSessions<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (record, _) = open_for_change(transaction, self.may, self.member).await?;
        if record.status != MemberStatus::Active {
            return Err(ChangeMemberError::NotActive);
        }
        let mut sessions = 0;
        if let Some(account) = record.account {
            if accounts::belongs_elsewhere(transaction, account, record.organization).await? {
                return Err(ChangeMemberError::SharedAccount);
            }
            sessions = sessions::end_all(transaction, account).await?;
        }
        let details = json!({"sessions": sessions});
        Ok(record_event(transaction, self.may, &self.context, AuditAction::MemberSessionsEnded, &record, details)
            .await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}
