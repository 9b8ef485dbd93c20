//! How many rows search and filters match: exactly, as far as that costs little.

use api_types::Total;
use sea_query::{Expr, Query, SelectStatement};

use super::{
    filter::{COUNTED, Filtered, Plan},
    open_list::OpenList,
};
use crate::store::{StoreError, sql};

/// Counts up to 10,000. Above that, and where too many rows would have to be tested, there are more.
pub(super) async fn total(list: &OpenList<'_>, filtered: &Filtered<'_>) -> Result<Total, StoreError> {
    if filtered.is_everything() {
        return Ok(Total { count: list.rows(), exact: true });
    }
    if let Some(total) = filtered.known_total() {
        return Ok(total);
    }
    let plan = filtered.plan_to_count();
    let bounded = filtered.is_bounded(plan);
    let mut matching = if bounded { first_rows(list, filtered, plan) } else { filtered.select(plan) };
    matching.expr(Expr::val(1)).limit(COUNTED + 1);
    let count = Query::select().expr(Expr::cust("COUNT(*)")).from_subquery(matching, "found").take();
    let (count,): (i64,) = sql::always(list.database().one(&count).await?)?;
    let count = count.unsigned_abs();
    Ok(Total { count: std::cmp::min(count, COUNTED), exact: count <= COUNTED && !bounded })
}

/// What matches among the first rows that the plan goes through.
pub(super) fn first_rows(list: &OpenList<'_>, filtered: &Filtered<'_>, plan: Plan) -> SelectStatement {
    let first = filtered.walked(plan).expr(Expr::cust("*")).limit(list.spec().tested()).take();
    let mut matching = Query::select().from_subquery(first, list.spec().table).take();
    filtered.test(&mut matching, plan);
    matching
}
