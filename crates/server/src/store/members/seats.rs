//! How many people an organization has and may have.

use api_types::{MEMBERS, OrganizationId, Seats};
use sea_query::{Expr, ExprTrait, Query};

use crate::store::{StoreError, Transaction, columns::id_bytes, listing, sql};

/// At this moment.
pub(in crate::store) async fn seats(
    transaction: &mut Transaction,
    organization: OrganizationId,
) -> Result<Seats, StoreError> {
    let query = Query::select()
        .expr(listing::total_of_organization(MEMBERS.name))
        .column("seat_limit")
        .from("organizations")
        .and_where(Expr::col("id").eq(id_bytes(organization)))
        .take();
    let (used, limit): (i64, Option<i64>) = sql::always(transaction.one(&query).await?)?;
    Ok(Seats { used: used.unsigned_abs(), limit: limit.map(i64::unsigned_abs) })
}
