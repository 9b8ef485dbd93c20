//! How many grants there are on each device and group. Those of removed members and withdrawn invitations do not count.

use api_types::{MemberId, OrganizationId};
use sea_query::{Expr, ExprTrait, Query};

use super::{COLUMNS, GrantRow, Target};
use crate::store::{
    StoreError, Transaction,
    columns::id_bytes,
    listing::{self, Facet},
};

/// Under this name, grants are counted like a list.
pub(in crate::store) const LIST: &str = "grants";
/// Grants on each device.
pub(in crate::store) const ON_DEVICE: Facet = Facet { list: LIST, number: 1 };
/// Grants on each group.
pub(in crate::store) const ON_GROUP: Facet = Facet { list: LIST, number: 2 };

/// Counts so many more grants on a target.
pub(in crate::store) async fn count(
    transaction: &mut Transaction,
    organization: OrganizationId,
    target: Target,
    more: i64,
) -> Result<(), StoreError> {
    let (facet, id) = match target {
        Target::Device(device) => (ON_DEVICE, id_bytes(device)),
        Target::Group(group) => (ON_GROUP, id_bytes(group)),
    };
    listing::recount(transaction, organization, facet, vec![(id, more)]).await
}

/// Counts the grants of a member again after it was hidden (-1), or shown again (1).
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn count_member(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
    by: i64,
) -> Result<(), StoreError> {
    let query =
        Query::select().columns(COLUMNS).from("grants").and_where(Expr::col("member_id").eq(id_bytes(member))).take();
    for grant in transaction.all::<GrantRow>(&query).await? {
        count(transaction, organization, grant.target()?, by).await?;
    }
    Ok(())
}
