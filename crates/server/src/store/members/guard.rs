//! What every change of a member checks first.

use api_types::{MemberId, OrganizationId, RoleId};
use sea_query::{Expr, ExprTrait, Query};

use super::{error::ChangeMemberError, table::MemberRecord};
use crate::{
    authz::{Authorized, Permissions, policy::Action},
    store::{StoreError, Transaction, access, columns::id_bytes, roles},
};

/// The member, and the caller's permissions at this moment.
///
/// # Errors
/// Among others, when the member has more permissions than the caller, or its invitation was withdrawn.
pub(in crate::store) async fn open_for_change<A: Action>(
    transaction: &mut Transaction,
    may: &Authorized<A>,
    member: MemberId,
) -> Result<(MemberRecord, Permissions), ChangeMemberError> {
    let record = MemberRecord::find(transaction, may.organization(), member).await?;
    let record = record.ok_or(ChangeMemberError::NotFound)?;
    let held = check(transaction, may, &record.roles).await?;
    if record.is_hidden() { Err(ChangeMemberError::Withdrawn) } else { Ok((record, held)) }
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

/// Whether a member of the organization has this address; withdrawn invitations do not count.
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
