//! A member, ready to be changed by somebody who may.

use api_types::{MemberId, OrganizationId, RoleId};
use sea_query::{Expr, ExprTrait, Query};

use super::{record::MemberRecord, refused::ChangeMemberError};
use crate::{
    authz::{Authorized, Permissions, policy::Action},
    store::{StoreError, Transaction, access, columns::id_bytes, roles},
};

/// The member, and what the caller may do at this moment; refuses members who may more than that.
pub(in crate::store) async fn open<A: Action>(
    transaction: &mut Transaction,
    may: &Authorized<A>,
    member: MemberId,
) -> Result<(MemberRecord, Permissions), ChangeMemberError> {
    let record = MemberRecord::find(transaction, may.organization(), member).await?;
    let record = record.ok_or(ChangeMemberError::NotFound)?;
    let held = check(transaction, may, &record.roles).await?;
    Ok((record, held))
}

/// What the caller may do at this moment; refuses when one of `roles` may more than that.
pub(in crate::store) async fn check<A: Action>(
    transaction: &mut Transaction,
    may: &Authorized<A>,
    roles: &[RoleId],
) -> Result<Permissions, ChangeMemberError> {
    let held = access::still(transaction, may).await?.ok_or(ChangeMemberError::NoLongerAllowed)?;
    match roles::any_above(transaction, may.organization(), roles, &held).await? {
        true => Err(ChangeMemberError::AboveYourself),
        false => Ok(held),
    }
}

/// The first of `roles` that is not the organization's.
pub(in crate::store) async fn unknown_role(
    transaction: &mut Transaction,
    organization: OrganizationId,
    roles: &[RoleId],
) -> Result<Option<usize>, StoreError> {
    let known = roles::granted_by(transaction, organization, roles).await?;
    Ok(roles.iter().position(|role| !known.contains_key(role)))
}

/// Whether somebody of the organization has this address.
pub(in crate::store) async fn is_taken(
    transaction: &mut Transaction,
    organization: OrganizationId,
    email_key: &str,
) -> Result<bool, StoreError> {
    let query = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("email_key").eq(email_key))
        .take();
    Ok(transaction.one::<(Vec<u8>,)>(&query).await?.is_some())
}
