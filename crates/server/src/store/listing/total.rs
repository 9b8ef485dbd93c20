//! How many rows search and filters match: exactly, as far as that costs little.

use api_types::Total;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::{
    filter::{COUNTED, Filtered, Plan},
    open_list::OpenList,
};
use crate::store::{StoreError, columns::id_bytes, sql};

/// Up to so many rows are tested if all would have to be.
pub(super) const TESTED: u64 = 50_000;

/// Counts up to 10,000. Above that, and where too many rows would have to be tested, there are more.
pub(super) async fn total(list: &OpenList<'_>, filtered: &Filtered<'_>) -> Result<Total, StoreError> {
    if filtered.is_everything() {
        return Ok(Total { count: list.rows(), exact: true });
    }
    if let Some(total) = filtered.known_total() {
        return Ok(total);
    }
    let plan = filtered.plan_to_count();
    let bounded = is_bounded(list, plan);
    let mut matching = if bounded { first_rows(list, filtered) } else { filtered.select(plan) };
    matching.expr(Expr::val(1)).limit(COUNTED + 1);
    let count = Query::select().expr(Expr::cust("COUNT(*)")).from_subquery(matching, "found").take();
    let (count,): (i64,) = sql::always(list.database().one(&count).await?)?;
    let count = count.unsigned_abs();
    Ok(Total { count: std::cmp::min(count, COUNTED), exact: count <= COUNTED && !bounded })
}

/// Whether only the first rows are tested, because there are too many.
pub(super) fn is_bounded(list: &OpenList<'_>, plan: Plan) -> bool {
    plan == Plan::Scan && list.rows() > TESTED
}

/// What matches among the first rows.
pub(super) fn first_rows(list: &OpenList<'_>, filtered: &Filtered<'_>) -> SelectStatement {
    let table = list.spec().table;
    let first = Query::select()
        .expr(Expr::cust("*"))
        .from(table)
        .and_where(Expr::col("organization_id").eq(id_bytes(list.organization())))
        .and_where_option(filtered.shown())
        .limit(TESTED)
        .take();
    let mut matching = Query::select().from_subquery(first, table).take();
    filtered.test(&mut matching, Plan::Scan);
    matching
}
