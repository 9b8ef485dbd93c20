//! Asking for a new link with one that no longer works.

use api_types::{MemberId, MemberStatus, OrganizationId};
use jiff::SignedDuration;
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;

use super::{
    event,
    lookup::{InvalidLink, Lookup},
    withdraw,
};
use crate::{
    authz::{TokenHash, policy::ADMINISTRATOR},
    store::{
        Change, StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        columns::{id_bytes, moment, status_place},
        members::{self, MemberRecord},
        outbox::{self, About, MailKind, NewMail},
        text,
    },
};

/// With one token, one can ask this often.
const PAUSE: SignedDuration = SignedDuration::from_hours(24);

/// Tells whoever invited that a new link is wanted. A token for which there is nothing to ask changes nothing, and
/// nobody learns that.
#[derive(Debug)]
pub struct RequestNewLink {
    pub token: TokenHash,
    /// Whether this server sends mail.
    pub has_mail: bool,
    pub context: AuditContext,
}

impl Change for RequestNewLink {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let Some(lookup) = transaction.one::<Lookup>(&Lookup::select(self.token)).await? else { return Ok(()) };
        let since = self.context.at.checked_sub(PAUSE).unwrap_or(self.context.at);
        if lookup.requested_at.is_some_and(|asked| asked > moment(since)) {
            return Ok(());
        }
        let (kind, member) = match lookup.check(self.context.at)? {
            Err(InvalidLink::Expired | InvalidLink::Replaced) => {
                let member = MemberRecord::find(transaction, lookup.organization()?, lookup.member()?).await?;
                (MailKind::NewLinkWanted, member.filter(MemberRecord::is_pending))
            }
            Err(InvalidLink::Withdrawn) => {
                (MailKind::InvitationWanted, uninvited(transaction, lookup.organization()?, lookup.member()?).await?)
            }
            _ => return Ok(()),
        };
        let Some(mut member) = member else { return Ok(()) };
        self.note(transaction).await?;
        if kind == MailKind::NewLinkWanted {
            self.mark(transaction, &mut member).await?;
        }
        let recipient = recipient(transaction, member.organization, member.invited_by).await?;
        if let Some(recipient) = recipient.filter(|_| self.has_mail) {
            let mail = NewMail {
                kind,
                about: About::Member { organization: member.organization, member: member.id },
                generation: member.generation,
                recipient,
                language: member.invitation.as_ref().map(|invitation| invitation.language).unwrap_or_default(),
                at: self.context.at,
            };
            outbox::enqueue(transaction, &mail).await?;
        }
        let action = match kind {
            MailKind::InvitationWanted => AuditAction::InvitationWanted,
            _ => AuditAction::NewLinkWanted,
        };
        event::record_by(transaction, None, &self.context, action, &member, json!({"email": member.email})).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

impl RequestNewLink {
    /// Lets administrators filter by it.
    async fn mark(&self, transaction: &mut Transaction, member: &mut MemberRecord) -> Result<(), StoreError> {
        let before = member.clone();
        if let Some(invitation) = &mut member.invitation {
            invitation.link_wanted_at = Some(moment(self.context.at));
        }
        member.save(transaction, &before).await
    }

    async fn note(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let update = Query::update()
            .table("invitation_tokens")
            .value("requested_at", moment(self.context.at))
            .and_where(Expr::col("token_hash").eq(self.token.0.to_vec()))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }
}

/// Whose invitation was withdrawn, unless the address was invited again since.
async fn uninvited(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
) -> Result<Option<MemberRecord>, StoreError> {
    let Some(member) = withdraw::find(transaction, organization, member).await? else { return Ok(None) };
    let key = text::email_key(&member.email);
    let taken = members::is_taken(transaction, member.organization, &key).await?;
    Ok(Some(member).filter(|_| !taken))
}

/// The address of whoever invited, or else, when that person has left, of an administrator.
async fn recipient(
    transaction: &mut Transaction,
    organization: OrganizationId,
    inviter: Option<MemberId>,
) -> Result<Option<String>, StoreError> {
    let active = Query::select()
        .column(("members", "email"))
        .from("members")
        .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(organization)))
        .and_where(Expr::col(("members", "status")).eq(status_place(MemberStatus::Active)))
        .take();
    if let Some(inviter) = inviter {
        let query = active.clone().and_where(Expr::col(("members", "id")).eq(id_bytes(inviter))).take();
        if let Some((email,)) = transaction.one::<(String,)>(&query).await? {
            return Ok(Some(email));
        }
    }
    let query = active
        .clone()
        .inner_join("member_roles", Expr::col(("member_roles", "member_id")).equals(("members", "id")))
        .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
        .and_where(Expr::col(("roles", "key")).eq(ADMINISTRATOR))
        .order_by(("members", "member_since"), Order::Asc)
        .limit(1)
        .take();
    Ok(transaction.one::<(String,)>(&query).await?.map(|(email,)| email))
}
