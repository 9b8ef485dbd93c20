//! Undoing a withdrawal.

use api_types::{MemberId, MemberStatus};
use jiff::SignedDuration;
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{event, invite::mail, tokens, withdraw::Withdrawn};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, StoreError, Transaction,
        audit::Stamp,
        columns::{id_bytes, moment},
        companies,
        members::{self, ChangeMemberError, MemberRecord},
        outbox, text,
    },
};

/// How long a withdrawal can be undone.
const UNDO: SignedDuration = SignedDuration::from_hours(24);

/// Brings a withdrawn invitation back: the same member, the same links.
#[derive(Debug)]
pub struct RestoreInvitation<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// Says whether it would be possible, and does nothing.
    pub dry_run: bool,
    pub stamp: Stamp,
}

impl Change for RestoreInvitation<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let Withdrawn { mut member, mail_waited } = self.kept(transaction).await?.ok_or(ChangeMemberError::NotFound)?;
        let organization = self.may.organization();
        members::check(transaction, self.may, &member.roles).await?;
        if members::is_taken(transaction, organization, &text::email_key(&member.email)).await? {
            return Err(ChangeMemberError::AlreadyMember);
        }
        let seats = members::seats(transaction, organization).await?;
        if let Some(limit) = seats.limit.filter(|limit| seats.used >= *limit) {
            return Err(ChangeMemberError::NoSeatLeft { limit });
        }
        if self.dry_run {
            return Ok(());
        }
        let kept = Query::delete().from_table("withdrawn_invitations").and_where(self.this()).take();
        transaction.execute(&kept).await?;
        let ended = member.invitation.as_ref().is_none_or(|left| left.expires_at <= moment(self.stamp.at));
        if ended {
            member.status = MemberStatus::Expired;
        }
        member.version += 1;
        self.forget_who_has_gone(transaction, &mut member).await?;
        MemberRecord::insert(transaction, organization, std::slice::from_ref(&member)).await?;
        tokens::revive(transaction, member.id, member.generation).await?;
        if mail_waited && !ended {
            outbox::enqueue(transaction, &mail(&member, self.stamp.at)).await?;
        }
        Ok(event::record(transaction, self.may, &self.stamp, "invitation.restored", &member, json!({})).await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

impl RestoreInvitation<'_> {
    /// What was kept of the member, if that can still be undone.
    async fn kept(&self, transaction: &mut Transaction) -> Result<Option<Withdrawn>, StoreError> {
        let query = Query::select().column("record").from("withdrawn_invitations").and_where(self.this()).take();
        let Some((record,)) = transaction.one::<(String,)>(&query).await? else { return Ok(None) };
        serde_json::from_str(&record).map(Some).map_err(|_| StoreError::Unreadable("member"))
    }

    fn this(&self) -> Expr {
        let since = self.stamp.at.checked_sub(UNDO).unwrap_or(self.stamp.at);
        Expr::col("member_id")
            .eq(id_bytes(self.member))
            .and(Expr::col("organization_id").eq(id_bytes(self.may.organization())))
            .and(Expr::col("withdrawn_at").gt(moment(since)))
    }

    /// Roles, companies and people that are no longer there are not referred to any more.
    async fn forget_who_has_gone(
        &self,
        transaction: &mut Transaction,
        member: &mut MemberRecord,
    ) -> Result<(), StoreError> {
        let organization = self.may.organization();
        while let Some(gone) = members::unknown_role(transaction, organization, &member.roles).await? {
            member.roles.remove(gone);
        }
        let present = member.companies.clone();
        while let Some(gone) = companies::first_unknown(transaction, organization, &member.companies, &present).await? {
            member.companies.remove(gone);
        }
        for person in [&mut member.supervisor, &mut member.invited_by] {
            if let Some(id) = *person
                && MemberRecord::find(transaction, organization, id).await?.is_none()
            {
                *person = None;
            }
        }
        Ok(())
    }
}
