//! What a mail about a last day tells of, as it is at the moment of sending.

use api_types::{MemberId, OrganizationId};
use jiff::{Span, civil::Date};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};

use super::MailKind;
use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, read_id, status_place},
    members::WITH_ACCESS,
    sql,
};

/// Members that a mail names.
const NAMED: u64 = 10;
const FIRST_DAY: Date = Date::constant(1970, 1, 1);

/// The members whose last day it is.
#[derive(Debug, Clone)]
pub struct AccessEnd {
    pub day: Date,
    /// The first of their names.
    pub names: Vec<String>,
    pub total: u64,
    /// If there is one only.
    pub member: Option<MemberId>,
}

/// A day as a number: the days since 1970.
pub(in crate::store) fn day_number(day: Date) -> i64 {
    FIRST_DAY.duration_until(day).as_hours() / 24
}

/// Reads what [`day_number`] wrote.
fn read_day(number: i64) -> Result<Date, StoreError> {
    let days = Span::new().try_days(number).map_err(|_| StoreError::Unreadable("day"))?;
    FIRST_DAY.checked_add(days).map_err(|_| StoreError::Unreadable("day"))
}

impl AccessEnd {
    /// Whose last day a mail to the administrator `member` tells of; `None`: nobody's any more.
    pub(super) async fn find(
        transaction: &mut Transaction,
        kind: MailKind,
        organization: OrganizationId,
        member: MemberId,
        day: i64,
    ) -> Result<Option<Self>, StoreError> {
        let day = read_day(day)?;
        let mut of_day = whose_last_day(organization, day);
        if kind == MailKind::AccessKept {
            of_day.and_where(Expr::col("id").eq(id_bytes(member)));
        }
        let (total,): (i64,) = sql::always(transaction.one(&sql::count(&of_day)).await?)?;
        of_day
            .column("id")
            .expr(Func::coalesce([Expr::col("name"), Expr::col("email")]))
            .order_by("name_key", Order::Asc)
            .order_by("id", Order::Asc)
            .limit(NAMED);
        let rows: Vec<(Vec<u8>, String)> = transaction.all(&of_day).await?;
        let only = match rows.as_slice() {
            [] => return Ok(None),
            [(id, _)] => Some(read_id(id)?),
            _ => None,
        };
        let names = rows.into_iter().map(|(_, name)| name).collect();
        Ok(Some(Self { day, names, total: total.unsigned_abs(), member: only }))
    }
}

fn whose_last_day(organization: OrganizationId, day: Date) -> SelectStatement {
    Query::select()
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("active_until").eq(day.to_string()))
        .and_where(Expr::col("status").is_in(WITH_ACCESS.map(status_place)))
        .take()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_number() {
        for (day, number) in [("1970-01-01", 0), ("2026-12-01", 20_788), ("1969-12-31", -1)] {
            let day: Date = day.parse().unwrap();
            assert_eq!(day_number(day), number, "{day}");
            assert_eq!(read_day(number).unwrap(), day);
        }
    }
}
