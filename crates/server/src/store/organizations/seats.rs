//! Who uses the seats of an organization.

use api_types::{MemberStatus, OrganizationId, SeatUse};
use sea_query::{Expr, ExprTrait, Query};

use crate::store::{
    Database, StoreError,
    columns::{id_bytes, status_place},
    listing::{self, number_value},
    members::STATUS,
    sql,
};

/// The members and invitations that use a seat, by the counters of the list.
pub(super) async fn seat_use(database: &Database, organization: OrganizationId) -> Result<SeatUse, StoreError> {
    let limit = Query::select()
        .column("seat_limit")
        .from("organizations")
        .and_where(Expr::col("id").eq(id_bytes(organization)))
        .take();
    let (limit,): (Option<i64>,) = sql::always(database.one(&limit).await?)?;
    let counts = listing::counts(organization, STATUS).column(listing::VALUE).column(("list_counts", "rows")).take();
    let counts: Vec<(Vec<u8>, i64)> = database.all(&counts).await?;
    let with = |status: MemberStatus| {
        let value = number_value(Some(status_place(status)));
        counts.iter().find(|(known, _)| *known == value).map_or(0, |(_, rows)| rows.unsigned_abs())
    };
    Ok(SeatUse {
        members: with(MemberStatus::Active) + with(MemberStatus::Inactive),
        pending: with(MemberStatus::Invited),
        expired: with(MemberStatus::Expired),
        limit: limit.map(i64::unsigned_abs),
    })
}
