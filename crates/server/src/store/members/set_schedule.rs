//! Sets the days between which a member has access.

use api_types::{MemberId, MemberStatus};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{
    error::ChangeMemberError,
    guard::{check_access_change, leaves_nobody, leaves_nobody_after, require_shown},
    schedule::{self, Days},
    table::MemberRecord,
};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, StoreError, Transaction, Versions, access_requests,
        audit::{AuditAction, AuditContext},
        email_changes::{self, Ended},
        invitations::{self, record_event},
        outbox, sessions,
    },
};

/// Sets the first and the last day of a member, if it is still as the caller read it. A first day in the future takes
/// access away until then: an active member becomes inactive, and an invitation is called back.
#[derive(Debug)]
pub struct SetSchedule<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// The version that was read.
    pub versions: Versions,
    pub days: Days,
    pub context: AuditContext,
}

impl Change for SetSchedule<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let before = MemberRecord::find(transaction, self.may.organization(), self.member).await?;
        let before = before.ok_or(ChangeMemberError::NotFound)?;
        let zone = schedule::zone(transaction, before.organization).await?;
        let mut record = self.scheduled(&before, &zone)?;
        let leaves_nobody = self.leaves_nobody(transaction, &before, &record).await?;
        check_access_change(transaction, self.may, &before, leaves_nobody).await?;
        require_shown(&before)?;
        if !self.versions.contain(before.version) {
            return Err(ChangeMemberError::Stale);
        }
        let problems = self.days.problems(Days::of(&before)?, schedule::today(self.context.at, &zone));
        if !problems.is_empty() {
            return Err(ChangeMemberError::Schedule(problems));
        }
        if record == before {
            return Ok(());
        }
        record.save(transaction, &before).await?;
        let sessions = self.end_access(transaction, &before, &record).await?;
        let details = json!({"changes": changes(&before, &record), "sessions": sessions});
        Ok(record_event(transaction, self.may, &self.context, AuditAction::MemberScheduleChanged, &record, details)
            .await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

impl SetSchedule<'_> {
    /// The member afterwards.
    fn scheduled(&self, before: &MemberRecord, zone: &TimeZone) -> Result<MemberRecord, StoreError> {
        let Days { from, until } = self.days;
        let mut record = before.clone();
        record.active_from = from.map(|day| day.to_string());
        record.active_until = until.map(|day| day.to_string());
        if record.active_until != before.active_until {
            let notice = until.map(|until| schedule::notice_at(until, self.context.at, zone)).transpose()?;
            record.notice_due_at = notice.flatten();
        }
        if from.is_some() && schedule::WITH_ACCESS.contains(&before.status) {
            record.status = MemberStatus::Inactive;
            record.inactive_note = None;
            if before.is_pending() {
                record.generation += 1;
            }
        }
        Ok(record)
    }

    /// Whether nobody would administer the organization, now or after the last day.
    async fn leaves_nobody(
        &self,
        transaction: &mut Transaction,
        before: &MemberRecord,
        record: &MemberRecord,
    ) -> Result<bool, StoreError> {
        if record.status != before.status {
            return leaves_nobody(transaction, before, record).await;
        }
        match record.active_until.as_deref().filter(|_| record.active_until != before.active_until) {
            Some(until) => leaves_nobody_after(transaction, before, until).await,
            None => Ok(false),
        }
    }

    /// Ends what a member without access cannot keep; returns how many sessions.
    async fn end_access(
        &self,
        transaction: &mut Transaction,
        before: &MemberRecord,
        record: &MemberRecord,
    ) -> Result<u64, StoreError> {
        if record.status == before.status {
            return Ok(0);
        }
        end_access(transaction, record, &self.context).await
    }
}

/// Ends the sessions, links and waiting mails of a member that has become inactive; returns how many sessions.
///
/// # Errors
/// When the database fails.
pub(super) async fn end_access(
    transaction: &mut Transaction,
    record: &MemberRecord,
    context: &AuditContext,
) -> Result<u64, StoreError> {
    if record.is_held() {
        invitations::call_back(transaction, record.id, context.at).await?;
    }
    access_requests::cancel_of(transaction, record.organization, record.id, context.at).await?;
    outbox::cancel_to(transaction, record.organization, &record.email).await?;
    email_changes::end(transaction, record.id, Ended::Cancelled).await?;
    match record.account {
        Some(account) => sessions::end_unless_active(transaction, account).await,
        None => Ok(0),
    }
}

/// What has changed, for the audit log.
fn changes(before: &MemberRecord, after: &MemberRecord) -> Vec<Value> {
    let value = |record: &MemberRecord| {
        [
            ("active_from", json!(record.active_from)),
            ("active_until", json!(record.active_until)),
            ("status", json!(record.status.as_str())),
        ]
    };
    let changed = value(before).into_iter().zip(value(after)).filter(|(before, after)| before != after);
    changed.map(|((field, before), (_, after))| json!({"field": field, "before": before, "after": after})).collect()
}
