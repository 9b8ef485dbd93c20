//! One reminder for each invitation, as many days before it runs out as the organization says.

use api_types::{MemberId, MemberStatus, OrganizationId};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use serde_json::json;

use super::event;
use crate::{
    clock::{Clock, Entropy},
    store::{
        Change, Database, StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        columns::{moment, read_id, status_place},
        members::MemberRecord,
        outbox::{self, About, MailKind, NewMail},
    },
};

/// So many are found at once.
const FOUND: u64 = 500;
/// Invitations that hold shorter than this are not reminded of.
const SHORTEST: SignedDuration = SignedDuration::from_hours(72);
/// The organization says how many days before the end a reminder comes.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Reminds of every invitation that was sent by mail and of which little time is left; says of how many. Any number of
/// servers may do this at once.
///
/// # Errors
/// When the database fails.
pub async fn remind(database: &Database, clock: &Clock, entropy: &Entropy) -> Result<u64, StoreError> {
    let mut reminded = 0;
    loop {
        let rows: Vec<(Vec<u8>, Vec<u8>)> = database.all(&due(clock.now())).await?;
        for (organization, member) in &rows {
            let (organization, member) = (read_id(organization)?, read_id(member)?);
            let change = Remind { organization, member, context: AuditContext::of_server(clock, entropy) };
            reminded += u64::from(database.apply(&change).await?);
        }
        if (rows.len() as u64) < FOUND {
            return Ok(reminded);
        }
    }
}

/// Organization and identifier of those to remind.
fn due(now: Timestamp) -> SelectStatement {
    let micros = |duration: SignedDuration| i64::try_from(duration.as_micros()).unwrap_or(i64::MAX);
    let column = |name: &'static str| Expr::col(("members", name));
    let left = column("invitation_expires_at").sub(moment(now));
    let little = || Expr::col(("organizations", "reminder_days")).mul(micros(DAY));
    Query::select()
        .columns([("members", "organization_id"), ("members", "id")])
        .from("members")
        .inner_join("organizations", Expr::col(("organizations", "id")).equals(("members", "organization_id")))
        .and_where(column("invitation_expires_at").gt(moment(now)))
        .and_where(column("status").eq(status_place(MemberStatus::Invited)))
        .and_where(column("invitation_reminded_at").is_null())
        .and_where(column("invitation_lifetime").gte(micros(SHORTEST)))
        .and_where(column("invitation_lifetime").gt(little()))
        .and_where(left.lte(little()))
        .and_where(Expr::exists(outbox::sent_of_invitation()))
        .order_by(("members", "invitation_expires_at"), Order::Asc)
        .limit(FOUND)
        .take()
}

/// Says whether there was something to do: another server may have done it.
struct Remind {
    organization: OrganizationId,
    member: MemberId,
    context: AuditContext,
}

impl Change for Remind {
    type Output = bool;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        let before = MemberRecord::find(transaction, self.organization, self.member).await?;
        let Some(before) = before.filter(|record| record.status == MemberStatus::Invited) else { return Ok(false) };
        let mut record = before.clone();
        let invitation = record.invitation.as_mut().filter(|invitation| invitation.reminded_at.is_none());
        let Some(invitation) = invitation else { return Ok(false) };
        invitation.reminded_at = Some(moment(self.context.at));
        let language = invitation.language;
        record.save(transaction, &before).await?;
        let mail = NewMail {
            kind: MailKind::Reminder,
            about: About::Member { organization: record.organization, member: record.id },
            generation: record.generation,
            recipient: record.email.clone(),
            language,
            at: self.context.at,
        };
        outbox::enqueue(transaction, &mail).await?;
        event::record_by(transaction, None, &self.context, AuditAction::InvitationReminded, &record, json!({})).await?;
        Ok(true)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
