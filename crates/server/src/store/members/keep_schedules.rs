//! Begins and ends access when its day has come, and tells administrators seven days before.

use api_types::{MemberId, MemberStatus, OrganizationId};
use jiff::{SignedDuration, tz::TimeZone};
use sea_query::{Expr, ExprTrait, Order, Query, Value};
use serde_json::json;

use super::{
    guard::leaves_nobody,
    schedule::{self, Days, WITH_ACCESS},
    set_schedule::end_access,
    table::MemberRecord,
};
use crate::{
    clock::{Clock, Entropy},
    store::{
        Change, Database, StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        columns::{id_bytes, moment, read_id, read_language, status_place},
        invitations::{self, record_event_by},
        outbox::{self, About, MailKind, NewMail},
        roles,
    },
};

/// Members that are found at once.
const FOUND: u64 = 500;
/// The last administrator is not taken away. It is tried again after this.
const RETRY: SignedDuration = SignedDuration::from_hours(1);
/// Administrators that are told.
const TOLD: u64 = 10;

/// Begins and ends the access of every member whose day has come; says how many. Any number of servers may do this at
/// once.
///
/// # Errors
/// When the database fails.
pub async fn keep_schedules(
    database: &Database,
    clock: &Clock,
    entropy: &Entropy,
    has_mail: bool,
) -> Result<u64, StoreError> {
    let (mut changed, mut failed) = (0, None);
    loop {
        let query = Query::select()
            .columns(["organization_id", "id"])
            .from("members")
            .and_where(Expr::col("schedule_due_at").lte(moment(clock.now())))
            .order_by("schedule_due_at", Order::Asc)
            .limit(FOUND)
            .take();
        let due: Vec<(Vec<u8>, Vec<u8>)> = database.all(&query).await?;
        for (organization, member) in &due {
            let (organization, member) = (read_id(organization)?, read_id(member)?);
            let context = AuditContext::of_server(clock, entropy);
            // One member that cannot be changed keeps nobody else from it.
            match database.apply(&Keep { organization, member, has_mail, context }).await {
                Ok(is_changed) => changed += u64::from(is_changed),
                Err(error) => failed = Some(error),
            }
        }
        match failed {
            Some(error) => return Err(error),
            None if (due.len() as u64) < FOUND => return Ok(changed),
            None => {}
        }
    }
}

/// Begins or ends the access of a member. Says whether there was something to do: another server may have done it.
struct Keep {
    organization: OrganizationId,
    member: MemberId,
    has_mail: bool,
    context: AuditContext,
}

impl Change for Keep {
    type Output = bool;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        let now = self.context.at;
        let before = MemberRecord::find(transaction, self.organization, self.member).await?;
        let is_due = |record: &MemberRecord| record.schedule_due_at.is_some_and(|at| at <= moment(now));
        let Some(before) = before.filter(is_due) else { return Ok(false) };
        let zone = schedule::zone(transaction, self.organization).await?;
        let days = Days::of(&before)?;
        let (has_begun, is_over) = (days.has_begun(now, &zone)?, days.is_over(now, &zone)?);
        match before.status {
            MemberStatus::Inactive if has_begun && !is_over => self.begin(transaction, &before).await?,
            MemberStatus::Inactive if has_begun => self.end(transaction, &before).await?,
            status if WITH_ACCESS.contains(&status) && is_over => {
                let mut after = before.clone();
                after.status = MemberStatus::Inactive;
                if leaves_nobody(transaction, &before, &after).await? {
                    return self.keep(transaction, &before, &zone).await;
                }
                self.end(transaction, &before).await?;
            }
            // The zone has changed since.
            _ => set_due(transaction, before.id, schedule::due_at(&before, &zone)?).await?,
        }
        Ok(true)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

impl Keep {
    /// The first day has come: the member is active, or gets its invitation.
    async fn begin(&self, transaction: &mut Transaction, before: &MemberRecord) -> Result<(), StoreError> {
        let mut record = before.clone();
        record.active_from = None;
        if record.is_held() {
            return invitations::send_held(transaction, None, &self.context, before, record, self.has_mail).await;
        }
        record.status = MemberStatus::Active;
        record.inactive_note = None;
        record.save(transaction, before).await?;
        self.record(transaction, AuditAction::MemberAccessBegan, &record, json!({})).await
    }

    /// The last day is over.
    async fn end(&self, transaction: &mut Transaction, before: &MemberRecord) -> Result<(), StoreError> {
        let mut record = before.clone();
        record.status = MemberStatus::Inactive;
        record.active_from = None;
        record.inactive_note = None;
        if before.is_pending() {
            record.generation += 1;
        }
        record.save(transaction, before).await?;
        let sessions = end_access(transaction, &record, &self.context).await?;
        self.record(transaction, AuditAction::MemberAccessEnded, &record, json!({"sessions": sessions})).await
    }

    /// Nobody else administers the organization: the member is told once, and it is tried again later.
    async fn keep(
        &self,
        transaction: &mut Transaction,
        member: &MemberRecord,
        zone: &TimeZone,
    ) -> Result<bool, StoreError> {
        let is_first = member.schedule_due_at == schedule::due_at(member, zone)?;
        let again = self.context.at.saturating_add(RETRY).map_err(|_| StoreError::Unreadable("time"))?;
        set_due(transaction, member.id, Some(moment(again))).await?;
        let Some(until) = Days::of(member)?.until.filter(|_| is_first) else { return Ok(false) };
        if self.has_mail {
            let mail = NewMail {
                kind: MailKind::AccessKept,
                about: About::Member { organization: member.organization, member: member.id },
                generation: outbox::day_number(until),
                recipient: member.email.clone(),
                language: member.language.unwrap_or_default(),
                at: self.context.at,
            };
            outbox::enqueue(transaction, &mail).await?;
        }
        self.record(transaction, AuditAction::MemberAccessKept, member, json!({})).await?;
        Ok(true)
    }

    async fn record(
        &self,
        transaction: &mut Transaction,
        action: AuditAction,
        member: &MemberRecord,
        details: serde_json::Value,
    ) -> Result<(), StoreError> {
        record_event_by(transaction, None, &self.context, action, member, details).await
    }
}

/// Says when the next day of a member takes effect. That is no change of the member.
async fn set_due(transaction: &mut Transaction, member: MemberId, at: Option<i64>) -> Result<(), StoreError> {
    let update = Query::update()
        .table("members")
        .value("schedule_due_at", Value::BigInt(at))
        .and_where(Expr::col("id").eq(id_bytes(member)))
        .take();
    transaction.execute(&update).await.map(|_| ())
}

/// Tells administrators whose access ends in seven days; says how many mails that takes. Any number of servers may do
/// this at once.
///
/// # Errors
/// When the database fails.
pub async fn give_notice(
    database: &Database,
    clock: &Clock,
    entropy: &Entropy,
    has_mail: bool,
) -> Result<u64, StoreError> {
    let query = Query::select()
        .distinct()
        .column("organization_id")
        .from("members")
        .and_where(Expr::col("notice_due_at").lte(moment(clock.now())))
        .take();
    let due: Vec<(Vec<u8>,)> = database.all(&query).await?;
    let mut mails = 0;
    for (organization,) in &due {
        let context = AuditContext::of_server(clock, entropy);
        mails += database.apply(&Notice { organization: read_id(organization)?, has_mail, context }).await?;
    }
    Ok(mails)
}

/// One mail to each administrator for each last day that comes.
struct Notice {
    organization: OrganizationId,
    has_mail: bool,
    context: AuditContext,
}

impl Change for Notice {
    type Output = u64;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<u64, StoreError> {
        let is_due = Expr::col("notice_due_at").lte(moment(self.context.at));
        let of_organization = Expr::col("organization_id").eq(id_bytes(self.organization));
        let query = Query::select()
            .distinct()
            .column("active_until")
            .from("members")
            .and_where(of_organization.clone())
            .and_where(is_due.clone())
            .and_where(Expr::col("status").is_in(WITH_ACCESS.map(status_place)))
            .and_where(Expr::col("active_until").is_not_null())
            .order_by("active_until", Order::Asc)
            .take();
        let days: Vec<(String,)> = transaction.all(&query).await?;
        let update = Query::update()
            .table("members")
            .value("notice_due_at", Value::BigInt(None))
            .and_where(of_organization)
            .and_where(is_due)
            .take();
        if transaction.execute(&update).await? == 0 || !self.has_mail {
            return Ok(0);
        }
        let mails = self.mails(transaction, &days).await?;
        outbox::enqueue_all(transaction, &mails).await?;
        Ok(mails.len() as u64)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

impl Notice {
    async fn mails(&self, transaction: &mut Transaction, days: &[(String,)]) -> Result<Vec<NewMail>, StoreError> {
        let administrators = roles::administrators(self.organization)
            .columns(["id", "email", "language"].map(|column| ("members", column)))
            .order_by(("members", "member_since"), Order::Asc)
            .order_by(("members", "id"), Order::Asc)
            .limit(TOLD)
            .take();
        let administrators: Vec<(Vec<u8>, String, Option<String>)> = transaction.all(&administrators).await?;
        let mut mails = Vec::new();
        for (day,) in days {
            let day = day.parse().map_err(|_| StoreError::Unreadable("day"))?;
            for (member, email, language) in &administrators {
                mails.push(NewMail {
                    kind: MailKind::AccessEnds,
                    about: About::Member { organization: self.organization, member: read_id(member)? },
                    generation: outbox::day_number(day),
                    recipient: email.clone(),
                    language: read_language(language.as_deref())?,
                    at: self.context.at,
                });
            }
        }
        Ok(mails)
    }
}
