//! Whether the values of filters name something: a row of the organization, or a date.

use api_types::{BEFORE, Filter, FilterChoice, InvalidParameter, ListQuery};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use sea_query::{Expr, ExprTrait, Query};

use super::{
    open_list::OpenList,
    spec::{FilterBy, NameTable},
};
use crate::store::{StoreError, columns::id_bytes, sql};

/// The first filter of `query` with a value that names nothing. What another organization has is like nothing.
pub(super) async fn invalid_filter(
    list: &OpenList<'_>,
    query: &ListQuery,
) -> Result<Option<InvalidParameter>, StoreError> {
    for (filter, choice) in query.chosen() {
        let code = match list.spec().filter(filter.name) {
            _ if !list.can_filter(filter.name) => "unknown",
            Some((_, FilterBy::Moments { .. })) if has_bad_date(choice) => "invalid",
            Some((_, FilterBy::Days { names, .. })) if has_bad_day(choice, names) => "invalid",
            Some((
                _,
                FilterBy::Ids { names, .. } | FilterBy::UncountedIds { names, .. } | FilterBy::Links { names, .. },
            )) if has_unknown_id(list, filter, choice, names).await? => "unknown",
            _ => continue,
        };
        return Ok(Some(InvalidParameter { parameter: filter.name, code }));
    }
    Ok(None)
}

async fn has_unknown_id(
    list: &OpenList<'_>,
    filter: &Filter,
    choice: &FilterChoice,
    names: &NameTable,
) -> Result<bool, StoreError> {
    let ids: Vec<_> = choice.values.iter().filter_map(|value| filter.read_id(value)).collect();
    if ids.is_empty() {
        return Ok(false);
    }
    let wanted = ids.len();
    let query = Query::select()
        .from(names.table)
        .and_where(Expr::col("organization_id").eq(id_bytes(list.organization())))
        .and_where(Expr::col("id").is_in(ids.into_iter().map(|id| id.to_be_bytes().to_vec())))
        .take();
    let (found,): (i64,) = sql::always(list.database().one(&sql::count(&query)).await?)?;
    Ok(usize::try_from(found) != Ok(wanted))
}

fn has_bad_date(choice: &FilterChoice) -> bool {
    choice.values.iter().filter_map(|value| value.strip_prefix(BEFORE)).any(|date| read_date(date).is_none())
}

fn has_bad_day(choice: &FilterChoice, names: &[(&str, i64)]) -> bool {
    let is_named = |value: &String| names.iter().any(|(name, _)| name == value);
    choice.values.iter().any(|value| !is_named(value) && read_date(value).is_none())
}

/// Midnight in UTC at the start of a date such as `2026-01-31`; nothing if there is no such day.
pub(super) fn read_date(text: &str) -> Option<Timestamp> {
    let date: Date = text.parse().ok()?;
    // The last day of the calendar has no moments.
    Some(date.to_zoned(TimeZone::UTC).map_or(Timestamp::MAX, |midnight| midnight.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        assert_eq!(read_date("2026-01-31").map(|it| it.to_string()).as_deref(), Some("2026-01-31T00:00:00Z"));
        assert_eq!(read_date("2024-02-29").map(|it| it.to_string()).as_deref(), Some("2024-02-29T00:00:00Z"));
        for text in ["2026-02-29", "2026-02-31", "2026-13-01", ""] {
            assert_eq!(read_date(text), None, "{text}");
        }
        assert!(read_date("9999-12-31").is_some() && read_date("0000-01-01").is_some());
    }
}
