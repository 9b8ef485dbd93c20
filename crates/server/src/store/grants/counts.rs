//! How many grants there are on each device and group. Those of removed members and withdrawn invitations do not count.

use std::collections::BTreeMap;

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
    count_all(transaction, organization, [target], more).await
}

/// The same for many targets.
pub(in crate::store) async fn count_all(
    transaction: &mut Transaction,
    organization: OrganizationId,
    targets: impl IntoIterator<Item = Target>,
    more: i64,
) -> Result<(), StoreError> {
    let (mut on_devices, mut on_groups) = (BTreeMap::new(), BTreeMap::new());
    for target in targets {
        match target {
            Target::Device(device) => *on_devices.entry(id_bytes(device)).or_default() += more,
            Target::Group(group) => *on_groups.entry(id_bytes(group)).or_default() += more,
        }
    }
    for (facet, counts) in [(ON_DEVICE, on_devices), (ON_GROUP, on_groups)] {
        if !counts.is_empty() {
            listing::recount(transaction, organization, facet, counts.into_iter().collect()).await?;
        }
    }
    Ok(())
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
    let grants: Vec<GrantRow> = transaction.all(&query).await?;
    let targets = grants.iter().map(GrantRow::target).collect::<Result<Vec<_>, _>>()?;
    count_all(transaction, organization, targets, by).await
}
