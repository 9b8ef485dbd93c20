//! Grants that somebody ends, or that end with their device, group or member.

use api_types::{GrantId, MemberId, OrganizationId};
use sea_query::{Expr, ExprTrait, Query};

use super::{COLUMNS, GrantError, GrantRow, Target, check, counts};
use crate::{
    authz::{Authorized, policy::GrantDevices},
    store::{
        Change, StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        columns::{id_bytes, moment},
        invitations::record_event,
        listing,
    },
};

/// Ends a grant.
#[derive(Debug)]
pub struct EndGrant<'a> {
    pub may: &'a Authorized<GrantDevices>,
    pub member: MemberId,
    pub grant: GrantId,
    pub context: AuditContext,
}

impl Change for EndGrant<'_> {
    type Output = ();
    type Error = GrantError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), GrantError> {
        let organization = self.may.organization();
        let (member, caller) = check::open(transaction, self.may, self.member).await?;
        let now = self.context.at;
        let grant = find(transaction, self.member, self.grant).await?.filter(|grant| !grant.is_over(moment(now)));
        let grant = grant.ok_or(GrantError::NotFound)?;
        let held = (grant.level()?, grant.target()?);
        check::require_level(transaction, organization, caller, held, now).await?;
        delete(transaction, &grant).await?;
        counts::count(transaction, organization, grant.target()?, -1).await?;
        let (action, details) = (AuditAction::DeviceGrantEnded, grant.details()?);
        Ok(record_event(transaction, self.may, &self.context, action, &member, details).await?)
    }

    fn is_collision(&self, error: &GrantError) -> bool {
        error.is_collision()
    }
}

/// A grant of the member.
pub(super) async fn find(
    transaction: &mut Transaction,
    member: MemberId,
    grant: GrantId,
) -> Result<Option<GrantRow>, StoreError> {
    let query = Query::select()
        .columns(COLUMNS)
        .from("grants")
        .and_where(Expr::col("id").eq(id_bytes(grant)))
        .and_where(Expr::col("member_id").eq(id_bytes(member)))
        .take();
    transaction.one(&query).await
}

/// Deletes a grant; nothing is counted.
pub(super) async fn delete(transaction: &mut Transaction, grant: &GrantRow) -> Result<(), StoreError> {
    let delete = Query::delete().from_table("grants").and_where(Expr::col("id").eq(grant.id.clone())).take();
    transaction.execute(&delete).await.map(|_| ())
}

/// Ends every grant on a device or a group that is deleted; returns how many counted. The event of the deletion says it.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn end_all_on(
    transaction: &mut Transaction,
    organization: OrganizationId,
    target: Target,
) -> Result<u64, StoreError> {
    let (facet, column, id) = match target {
        Target::Device(device) => (counts::ON_DEVICE, "device_id", id_bytes(device)),
        Target::Group(group) => (counts::ON_GROUP, "group_id", id_bytes(group)),
    };
    let counted = listing::with_value(organization, facet, id.clone());
    let number = transaction.one::<(i64,)>(&counted).await?.map_or(0, |(rows,)| rows);
    let delete = Query::delete().from_table("grants").and_where(Expr::col(column).eq(id)).take();
    transaction.execute(&delete).await?;
    counts::count(transaction, organization, target, -number).await?;
    Ok(number.unsigned_abs())
}

/// Ends every grant of a hidden member, which is erased, or restored without its roles: none of them counts.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn end_all_of(transaction: &mut Transaction, member: MemberId) -> Result<(), StoreError> {
    let delete = Query::delete().from_table("grants").and_where(Expr::col("member_id").eq(id_bytes(member))).take();
    transaction.execute(&delete).await.map(|_| ())
}
