//! Taking an invitation back. For a day, this can be undone; for longer, whoever was invited can ask for another.

use api_types::MemberId;
use sea_query::{Expr, ExprTrait, Query};
use serde::{Deserialize, Serialize};
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
        columns::{id_bytes, moment},
        members::{self, ChangeMemberError, MemberRecord},
        outbox, sql,
    },
};

/// What is kept of an invitation that was withdrawn.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Withdrawn {
    pub member: MemberRecord,
    /// Whether a mail about it was still to be sent.
    pub mail_waited: bool,
}

/// Withdraws an invitation; the member is gone and the links are dead.
#[derive(Debug)]
pub struct WithdrawInvitation<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// Says whether it would be possible, and does nothing.
    pub dry_run: bool,
    pub stamp: AuditContext,
}

impl Change for WithdrawInvitation<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (record, _) = members::open(transaction, self.may, self.member).await?;
        if !record.is_pending() {
            return Err(ChangeMemberError::NotPending);
        }
        if self.dry_run {
            return Ok(());
        }
        record.remove(transaction).await?;
        tokens::end(transaction, record.id, TokenStatus::Withdrawn, self.stamp.at).await?;
        let mail_waited = outbox::cancel(transaction, record.id).await? > 0;
        let details = json!({"email": record.email});
        event::record(transaction, self.may, &self.stamp, AuditAction::InvitationWithdrawn, &record, details).await?;
        Ok(self.save(transaction, Withdrawn { member: record, mail_waited }).await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

/// The member whose invitation was withdrawn, as long as that is kept.
pub(in crate::store) async fn withdrawn_member(
    transaction: &mut Transaction,
    member: MemberId,
) -> Result<Option<MemberRecord>, StoreError> {
    let query = Query::select()
        .column("record")
        .from("withdrawn_invitations")
        .and_where(Expr::col("member_id").eq(id_bytes(member)))
        .take();
    let record: Option<(String,)> = transaction.one(&query).await?;
    let read = |(record,): (String,)| serde_json::from_str::<Withdrawn>(&record).map(|withdrawn| withdrawn.member);
    record.map(read).transpose().map_err(|_| StoreError::Unreadable("member"))
}

impl WithdrawInvitation<'_> {
    async fn save(&self, transaction: &mut Transaction, withdrawn: Withdrawn) -> Result<(), StoreError> {
        let record = serde_json::to_string(&withdrawn).map_err(|_| StoreError::Unreadable("member"))?;
        let insert = sql::insert(
            "withdrawn_invitations",
            [
                ("member_id", id_bytes(withdrawn.member.id).into()),
                ("organization_id", id_bytes(withdrawn.member.organization).into()),
                ("withdrawn_at", moment(self.stamp.at).into()),
                ("record", record.into()),
            ],
        )?;
        transaction.execute(&insert).await.map(|_| ())
    }
}
