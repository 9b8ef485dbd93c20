//! Who can be whose supervisor.

use api_types::{AccountId, MemberId, MemberStatus};

use super::{error::ChangeMemberError, reports, table::MemberRecord};
use crate::store::{Transaction, audit::AuditContext};

/// Checks that `supervisor` can be the supervisor of `member`: active, and not below the member.
///
/// # Errors
/// [`ChangeMemberError::UnknownSupervisor`] if it is no active member of the organization,
/// [`ChangeMemberError::SupervisorCycle`] if the member would be above itself.
pub(super) async fn check(
    transaction: &mut Transaction,
    member: &MemberRecord,
    supervisor: MemberId,
) -> Result<(), ChangeMemberError> {
    check_for_import(transaction, member, supervisor, false).await
}

/// The same for an import. With `allows_pending`, the supervisor can be somebody who has not joined yet.
///
/// # Errors
/// As [`check`].
pub(super) async fn check_for_import(
    transaction: &mut Transaction,
    member: &MemberRecord,
    supervisor: MemberId,
    allows_pending: bool,
) -> Result<(), ChangeMemberError> {
    let can_lead = |record: &MemberRecord| {
        let is_pending = record.is_pending() || record.is_held();
        record.status == MemberStatus::Active || allows_pending && is_pending
    };
    let mut chain = vec![member.shown().to_owned()];
    let mut above = Some(supervisor);
    let mut seen = Vec::new();
    while let Some(id) = above {
        if id == member.id {
            chain.push(member.shown().to_owned());
            return Err(ChangeMemberError::SupervisorCycle(chain));
        }
        // A circle that does not include the member.
        if seen.contains(&id) {
            return Ok(());
        }
        let record = MemberRecord::find(transaction, member.organization, id).await?;
        let record = match record {
            Some(record) if seen.is_empty() && !can_lead(&record) => None,
            record => record,
        };
        let Some(record) = record else {
            return if seen.is_empty() { Err(ChangeMemberError::UnknownSupervisor) } else { Ok(()) };
        };
        chain.push(record.shown().to_owned());
        seen.push(id);
        above = record.supervisor;
    }
    Ok(())
}

/// The member that becomes the supervisor of the reports of `member`, if it can. It may be one of them.
///
/// # Errors
/// [`ChangeMemberError::UnknownSuccessor`] if it is no active member of the organization,
/// [`ChangeMemberError::SuccessorCycle`] if it is the member itself.
pub(super) async fn successor(
    transaction: &mut Transaction,
    member: &MemberRecord,
    successor: Option<MemberId>,
) -> Result<Option<MemberRecord>, ChangeMemberError> {
    let Some(successor) = successor else { return Ok(None) };
    match check(transaction, member, successor).await {
        Err(ChangeMemberError::UnknownSupervisor) => return Err(ChangeMemberError::UnknownSuccessor),
        Err(ChangeMemberError::SupervisorCycle(chain)) if successor == member.id => {
            return Err(ChangeMemberError::SuccessorCycle(chain));
        }
        Ok(()) | Err(ChangeMemberError::SupervisorCycle(_)) => {}
        Err(error) => return Err(error),
    }
    Ok(MemberRecord::find(transaction, member.organization, successor).await?)
}

/// Gives the reports of `member` another supervisor, or none; also those that the list does not show. A successor from
/// below the member takes its place under the member's supervisor. Returns how many reports there are besides.
///
/// # Errors
/// When the database fails, or the successor is no longer active.
pub(super) async fn move_reports(
    transaction: &mut Transaction,
    member: &MemberRecord,
    successor: Option<&MemberRecord>,
    account: AccountId,
    context: &AuditContext,
) -> Result<u64, ChangeMemberError> {
    if let Some(successor) = successor {
        move_up(transaction, member, successor).await?;
    }
    let reports = reports::of(transaction, member.organization, member.id).await?;
    reports::assign(transaction, member.organization, &reports, successor, account, context).await?;
    Ok(reports.len() as u64)
}

/// Gives a successor from below the member the member's supervisor.
async fn move_up(
    transaction: &mut Transaction,
    member: &MemberRecord,
    successor: &MemberRecord,
) -> Result<(), ChangeMemberError> {
    match check(transaction, member, successor.id).await {
        Err(ChangeMemberError::SupervisorCycle(_)) => {}
        result => return result,
    }
    let mut moved = successor.clone();
    moved.supervisor = member.supervisor;
    Ok(moved.save(transaction, successor).await?)
}
