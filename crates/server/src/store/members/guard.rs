//! What every change of a member checks first.

use api_types::{AccountId, MemberId, MemberStatus, OrganizationId, RoleId};
use sea_query::{Expr, ExprTrait, Query};

use super::{error::ChangeMemberError, table::MemberRecord};
use crate::{
    authz::{Authorized, Permissions, policy::Action},
    store::{StoreError, Transaction, access, columns::id_bytes, roles, text},
};

/// The member, and the caller's permissions at this moment.
///
/// # Errors
/// Among others, when the member has more permissions than the caller, was removed, or its invitation was withdrawn.
pub(in crate::store) async fn open_for_change<A: Action>(
    transaction: &mut Transaction,
    may: &Authorized<A>,
    member: MemberId,
) -> Result<(MemberRecord, Permissions), ChangeMemberError> {
    let record = MemberRecord::find(transaction, may.organization(), member).await?;
    let record = record.ok_or(ChangeMemberError::NotFound)?;
    let held = check(transaction, may, &record.roles).await?;
    require_shown(&record)?;
    Ok((record, held))
}

/// Refuses members that are only restored: they were removed, or their invitation was withdrawn.
///
/// # Errors
/// [`ChangeMemberError::Removed`] or [`ChangeMemberError::Withdrawn`].
pub(in crate::store) fn require_shown(record: &MemberRecord) -> Result<(), ChangeMemberError> {
    match record.status {
        MemberStatus::Removed => Err(ChangeMemberError::Removed),
        MemberStatus::Withdrawn => Err(ChangeMemberError::Withdrawn),
        MemberStatus::Active | MemberStatus::Invited | MemberStatus::Expired | MemberStatus::Inactive => Ok(()),
    }
}

/// What [`check`] checks, for a change that ends the access of a member: from `before` to `after`.
///
/// # Errors
/// Among others, [`ChangeMemberError::OwnAccount`] if the member is the caller, and
/// [`ChangeMemberError::LastAdministrator`] if nobody else administers the organization.
pub(super) async fn check_end_of_access<A: Action>(
    transaction: &mut Transaction,
    may: &Authorized<A>,
    before: &MemberRecord,
    after: &MemberRecord,
) -> Result<(), ChangeMemberError> {
    let leaves_nobody = leaves_nobody(transaction, before, after).await?;
    check_access_change(transaction, may, before, leaves_nobody).await
}

/// What [`check`] checks, for a change of a member's access that nobody makes for themselves; `leaves_nobody`: nobody
/// would administer the organization afterwards.
///
/// # Errors
/// As [`check_end_of_access`].
pub(super) async fn check_access_change<A: Action>(
    transaction: &mut Transaction,
    may: &Authorized<A>,
    before: &MemberRecord,
    leaves_nobody: bool,
) -> Result<(), ChangeMemberError> {
    match check(transaction, may, &before.roles).await {
        // Of two who remove each other, the second learns that nobody would be left.
        Err(ChangeMemberError::NoLongerAllowed) if leaves_nobody => Err(ChangeMemberError::LastAdministrator),
        Err(error) => Err(error),
        Ok(_) if before.account == Some(may.account()) => Err(ChangeMemberError::OwnAccount),
        Ok(_) if leaves_nobody => Err(ChangeMemberError::LastAdministrator),
        Ok(_) => Ok(()),
    }
}

/// Whether nobody would administer the organization any more if a member changed from `before` to `after`.
pub(super) async fn leaves_nobody(
    transaction: &mut Transaction,
    before: &MemberRecord,
    after: &MemberRecord,
) -> Result<bool, StoreError> {
    let gives_up = administers(transaction, before).await? && !administers(transaction, after).await?;
    Ok(gives_up && !roles::another_administrator(transaction, before.organization, before.id).await?)
}

/// Whether nobody would administer the organization any more after the last day of a member, `until`, should the others'
/// last days stay as they are.
pub(super) async fn leaves_nobody_after(
    transaction: &mut Transaction,
    member: &MemberRecord,
    until: &str,
) -> Result<bool, StoreError> {
    Ok(administers(transaction, member).await?
        && !roles::administrator_after(transaction, member.organization, member.id, until).await?)
}

async fn administers(transaction: &mut Transaction, member: &MemberRecord) -> Result<bool, StoreError> {
    let is_active = member.status == MemberStatus::Active;
    Ok(is_active && roles::administers(transaction, member.organization, &member.roles).await?)
}

/// The caller's permissions at this moment.
///
/// # Errors
/// Among others, when one of `roles` has more permissions than the caller.
pub(in crate::store) async fn check<A: Action>(
    transaction: &mut Transaction,
    may: &Authorized<A>,
    roles: &[RoleId],
) -> Result<Permissions, ChangeMemberError> {
    let held = access::still(transaction, may).await?.ok_or(ChangeMemberError::NoLongerAllowed)?;
    let is_above = roles::any_above(transaction, may.organization(), roles, &held).await?;
    if is_above { Err(ChangeMemberError::AboveYourself) } else { Ok(held) }
}

/// The first of `roles` that is not a role of the organization.
pub(in crate::store) async fn unknown_role(
    transaction: &mut Transaction,
    organization: OrganizationId,
    roles: &[RoleId],
) -> Result<Option<usize>, StoreError> {
    let known = roles::granted_by(transaction, organization, roles).await?;
    Ok(roles.iter().position(|role| !known.contains_key(role)))
}

/// Whether a member of the organization has this address. Removed members and withdrawn invitations do not count.
pub(in crate::store) async fn is_taken(
    transaction: &mut Transaction,
    organization: OrganizationId,
    email_key: &str,
) -> Result<bool, StoreError> {
    let query = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("hidden").eq(false))
        .and_where(Expr::col("email_key").eq(email_key))
        .take();
    Ok(transaction.one::<(Vec<u8>,)>(&query).await?.is_some())
}

/// Whether another member has the signature of this one, in whatever letters. Removed members and withdrawn invitations
/// do not count.
pub(in crate::store) async fn is_signature_taken(
    transaction: &mut Transaction,
    record: &MemberRecord,
) -> Result<bool, StoreError> {
    let Some(signature) = &record.signature else { return Ok(false) };
    let query = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(record.organization)))
        .and_where(Expr::col("hidden").eq(false))
        .and_where(Expr::col("signature_fold").eq(text::fold(signature)))
        .and_where(Expr::col("id").ne(id_bytes(record.id)))
        .limit(1)
        .take();
    Ok(transaction.one::<(Vec<u8>,)>(&query).await?.is_some())
}

/// Whether an account belongs to the organization, active or not.
pub(in crate::store) async fn has_joined(
    transaction: &mut Transaction,
    organization: OrganizationId,
    account: AccountId,
) -> Result<bool, StoreError> {
    let query = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take();
    Ok(transaction.one::<(Vec<u8>,)>(&query).await?.is_some())
}
