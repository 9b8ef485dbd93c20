//! How many members search and filters leave: exactly, as far as that costs little.

use api_types::Total;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::{
    directory::Directory,
    narrow::{COUNTED, Narrowed, Way},
};
use crate::store::{StoreError, columns::id_bytes, sql};

/// So many rows are looked at, at most, where all would have to be.
const LOOKED_AT: u64 = 50_000;

/// Counts up to 10,000; above that, and where too many rows would have to be looked at, it says that there are more.
pub(super) async fn total(directory: &Directory<'_>, narrowed: &Narrowed<'_>) -> Result<Total, StoreError> {
    if narrowed.is_everybody() {
        return Ok(Total { count: directory.members(), exact: true });
    }
    if let Some(total) = narrowed.known_total() {
        return Ok(total);
    }
    let way = narrowed.way_to_count();
    let bounded = is_bounded(directory, way);
    let mut matching = if bounded { looked_at(directory, narrowed) } else { narrowed.select(way) };
    matching.expr(Expr::val(1)).limit(COUNTED + 1);
    let count = Query::select().expr(Expr::cust("COUNT(*)")).from_subquery(matching, "found").take();
    let (count,): (i64,) = sql::always(directory.database().one(&count).await?)?;
    let count = count.unsigned_abs();
    Ok(Total { count: std::cmp::min(count, COUNTED), exact: count <= COUNTED && !bounded })
}

/// Whether only the first rows are looked at, because there are too many.
pub(super) fn is_bounded(directory: &Directory<'_>, way: Way) -> bool {
    way == Way::Walk && directory.database().is_sqlite() && directory.members() > LOOKED_AT
}

/// What matches among the first rows.
pub(super) fn looked_at(directory: &Directory<'_>, narrowed: &Narrowed<'_>) -> SelectStatement {
    let first = Query::select()
        .expr(Expr::cust("*"))
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(directory.organization())))
        .and_where_option(narrowed.hidden())
        .limit(LOOKED_AT)
        .take();
    let mut matching = Query::select().from_subquery(first, "members").take();
    narrowed.test(&mut matching, Way::Walk);
    matching
}
