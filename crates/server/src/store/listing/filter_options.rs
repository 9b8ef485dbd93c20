//! The values of a filter, each with the number of rows that match it, the search and all other filters.

use std::collections::{HashMap, HashSet};

use api_types::{Filter, FilterOption, FilterOptions, FilterValues, ListQuery, Search, Total};
use jiff::Timestamp;
use sea_query::{CaseStatement, Expr, ExprTrait, Func, Order, Query, SelectStatement};

use super::{
    counts::{Facet, PRESENT, ROWS, VALUE, counts, number_value},
    filter::{Filtered, number},
    open_list::OpenList,
    search::term_tests,
    spec::{Few, FilterBy, ListSpec, NameTable},
    total,
};
use crate::store::{StoreError, columns::id_bytes, sql};

/// Of values that can be any number, so many are offered at a time.
const OFFERED: usize = 30;

/// A request for the values of a filter.
#[derive(Debug)]
pub struct OptionsRequest<'a> {
    pub filter: &'static Filter,
    /// Search and all filters. What is chosen in this filter does not count.
    pub query: &'a ListQuery,
    /// Only values whose name contains these words.
    pub find: &'a str,
    pub now: Timestamp,
}

/// A value as stored, and how many rows have it.
type Number = (Vec<u8>, i64);

pub(super) async fn filter_options(
    list: &OpenList<'_>,
    request: &OptionsRequest<'_>,
) -> Result<FilterOptions, StoreError> {
    let spec = list.spec();
    let Some((filter, by)) = spec.filter(request.filter.name) else { return Ok(FilterOptions::default()) };
    let others = request.query.clone().with_filter(filter.name, &[]);
    if !list.can_filter(filter.name) {
        return Ok(FilterOptions::default());
    }
    if matches!(by, FilterBy::Moments { .. } | FilterBy::Tests(_) | FilterBy::Uncounted(_) | FilterBy::Days { .. }) {
        return one_by_one(list, filter, &others, request.now).await;
    }
    if let FilterBy::UncountedIds { names, list: named, .. } = by {
        return rows_of_list(list, request, (names, named), &others).await;
    }
    let hides = spec.hidden.is_some_and(|hidden| hidden.filter == filter.name);
    let filtered = Filtered::new(list, &others, request.now, hides).await?;
    let numbers = Numbers::count(list, by, &filtered).await?;
    let none = filter.none.map(|value| plain(value, numbers.of(&[])));
    let mut options = match by {
        FilterBy::Ids { facet, names, .. } | FilterBy::Links { facet, names, .. } => match names.few {
            Some(few) => all_named(list, filter, names, few, &numbers).await?,
            None => most_used(list, request, (*facet, names), &numbers).await?,
        },
        FilterBy::Texts { .. } => occurring(request, &numbers),
        _ => fixed(filter, &numbers),
    };
    options.items.splice(0..0, none);
    Ok(options)
}

/// An option that the app names.
fn plain(value: &str, rows: Total) -> FilterOption {
    FilterOption { value: value.to_owned(), name: None, key: None, rows }
}

/// How many of the matching rows have each value, and whether all of them were tested.
struct Numbers {
    by_value: HashMap<Vec<u8>, u64>,
    exact: bool,
}

impl Numbers {
    fn of(&self, value: &[u8]) -> Total {
        Total { count: self.by_value.get(value).copied().unwrap_or(0), exact: self.exact }
    }

    /// Those of all rows are known; others are counted in one pass, as far as that costs little.
    async fn count(list: &OpenList<'_>, by: &FilterBy, filtered: &Filtered<'_>) -> Result<Self, StoreError> {
        let database = list.database();
        if let Some(facet) = by.facet().filter(|_| filtered.is_everything()) {
            let known = counts(list.organization(), facet).columns([VALUE, ROWS]).take();
            let rows: Vec<Number> = database.all(&known).await?;
            return Ok(Self { by_value: collect(rows), exact: true });
        }
        let plan = filtered.plan_to_count();
        let bounded = filtered.is_bounded(plan);
        let matching = if bounded { total::first_rows(list, filtered, plan) } else { filtered.select(plan) };
        let grouped = grouped(list.spec().table, by, matching);
        let by_value = if matches!(by, FilterBy::Named { .. } | FilterBy::Present { .. }) {
            let rows: Vec<(Option<i64>, i64)> = database.all(&grouped).await?;
            let value = |number: Option<i64>| number_value(number.and_then(|number| i16::try_from(number).ok()));
            collect(rows.into_iter().map(|(number, rows)| (value(number), rows)))
        } else if matches!(by, FilterBy::Texts { .. }) {
            let rows: Vec<(Option<String>, i64)> = database.all(&grouped).await?;
            collect(rows.into_iter().map(|(text, rows)| (text.unwrap_or_default().into_bytes(), rows)))
        } else {
            let rows: Vec<(Option<Vec<u8>>, i64)> = database.all(&grouped).await?;
            collect(rows.into_iter().map(|(id, rows)| (id.unwrap_or_default(), rows)))
        };
        Ok(Self { by_value, exact: !bounded })
    }
}

fn collect(rows: impl IntoIterator<Item = Number>) -> HashMap<Vec<u8>, u64> {
    rows.into_iter().map(|(value, number)| (value, number.unsigned_abs())).collect()
}

/// Counts the rows of `matching` by value; NULL is `none`.
fn grouped(table: &'static str, by: &FilterBy, mut matching: SelectStatement) -> SelectStatement {
    let value = match by {
        FilterBy::Named { source, .. } => source.value(table).cast_as("BIGINT"),
        FilterBy::Present { column, .. } => {
            let is_present = Expr::col((table, *column)).is_not_null();
            CaseStatement::new().case(is_present, Expr::Constant(i64::from(PRESENT).into())).into()
        }
        FilterBy::Ids { column, .. } | FilterBy::Texts { column, .. } => Expr::col((table, *column)),
        FilterBy::Links { link, .. } => {
            matching.left_join(link.table, Expr::col((link.table, link.row)).equals((table, "id")));
            Expr::col((link.table, link.id))
        }
        FilterBy::Moments { .. }
        | FilterBy::Tests(_)
        | FilterBy::Uncounted(_)
        | FilterBy::UncountedIds { .. }
        | FilterBy::Days { .. } => Expr::cust("NULL"),
    };
    matching.expr(value.clone()).expr(Expr::cust("COUNT(*)")).add_group_by([value]).take()
}

/// The names of a filter, in their order.
fn fixed(filter: &Filter, numbers: &Numbers) -> FilterOptions {
    let FilterValues::Named(names) = filter.values else { return FilterOptions::default() };
    let option = |name: &&str| plain(name, numbers.of(&number_value(number(filter, name))));
    FilterOptions { items: names.iter().map(option).collect(), more: false }
}

/// Those of many names that some rows have or that are chosen, in their order.
fn occurring(request: &OptionsRequest<'_>, numbers: &Numbers) -> FilterOptions {
    let FilterValues::Named(names) = request.filter.values else { return FilterOptions::default() };
    let chosen = request.query.filter(request.filter.name);
    let options = names.iter().map(|name| plain(name, numbers.of(name.as_bytes())));
    let items = options.filter(|option| option.rows.count > 0 || chosen.contains(&option.value)).collect();
    FilterOptions { items, more: false }
}

/// The chosen values, then the first rows of the list whose ids they are, each counted by itself.
async fn rows_of_list(
    list: &OpenList<'_>,
    request: &OptionsRequest<'_>,
    (names, named): (&NameTable, &'static ListSpec),
    others: &ListQuery,
) -> Result<FilterOptions, StoreError> {
    let filter = request.filter;
    let id = |value: &String| filter.read_id(value).map(|id| id.to_be_bytes().to_vec());
    let mut ids: Vec<Vec<u8>> = request.query.filter(filter.name).values.iter().filter_map(id).collect();
    let (found, more) = list.rows_of(named, request.find, OFFERED as u64, request.now).await?;
    for id in found {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let known = known_names(list, names, &ids).await?;
    let mut items = Vec::new();
    for id in &ids {
        let value = wire(filter, id)?;
        let rows = list.total(&others.clone().with_filter(filter.name, &[&value]), request.now).await?;
        items.push(FilterOption { value, name: known.get(id).cloned(), key: None, rows });
    }
    Ok(FilterOptions { items, more })
}

/// Values that no counter has: each is counted by itself.
async fn one_by_one(
    list: &OpenList<'_>,
    filter: &'static Filter,
    others: &ListQuery,
    now: Timestamp,
) -> Result<FilterOptions, StoreError> {
    let (FilterValues::Named(names) | FilterValues::Moments(names) | FilterValues::Days(names)) = filter.values else {
        return Ok(FilterOptions::default());
    };
    let mut items = Vec::new();
    for value in filter.none.iter().chain(names) {
        let rows = list.total(&others.clone().with_filter(filter.name, &[value]), now).await?;
        items.push(plain(value, rows));
    }
    Ok(FilterOptions { items, more: false })
}

/// All rows of a table with few, in their order.
async fn all_named(
    list: &OpenList<'_>,
    filter: &Filter,
    names: &NameTable,
    few: Few,
    numbers: &Numbers,
) -> Result<FilterOptions, StoreError> {
    let query = Query::select()
        .column("id")
        .column(few.key)
        .expr(name(names))
        .from(names.table)
        .and_where(Expr::col("organization_id").eq(id_bytes(list.organization())))
        .order_by(few.position, Order::Asc)
        .take();
    let rows: Vec<(Vec<u8>, String, String)> = list.database().all(&query).await?;
    let option = |(id, key, name): (Vec<u8>, String, String)| {
        Ok(FilterOption { value: wire(filter, &id)?, name: Some(name), key: Some(key), rows: numbers.of(&id) })
    };
    Ok(FilterOptions { items: rows.into_iter().map(option).collect::<Result<_, StoreError>>()?, more: false })
}

/// The chosen values, then those that most rows have.
async fn most_used(
    list: &OpenList<'_>,
    request: &OptionsRequest<'_>,
    (facet, names): (Facet, &NameTable),
    numbers: &Numbers,
) -> Result<FilterOptions, StoreError> {
    let filter = request.filter;
    let id = |value: &String| filter.read_id(value).map(|id| id.to_be_bytes().to_vec());
    let chosen: Vec<_> = request.query.filter(filter.name).values.iter().filter_map(id).collect();
    let found = found(list, facet, names, request.find).await?;
    let mut others: Vec<(&Vec<u8>, u64)> = numbers.by_value.iter().map(|(value, rows)| (value, *rows)).collect();
    others.retain(|(value, _)| {
        !value.is_empty() && !chosen.contains(value) && found.as_ref().is_none_or(|found| found.contains(*value))
    });
    others.sort_unstable_by_key(|(value, rows)| (std::cmp::Reverse(*rows), *value));
    let more = others.len() > OFFERED;
    let others = others.into_iter().take(OFFERED).map(|(value, _)| value.clone());
    let values: Vec<Vec<u8>> = chosen.into_iter().chain(others).collect();
    let known = known_names(list, names, &values).await?;
    // What no longer has a name is not offered.
    let named = values.iter().filter_map(|id| Some((id, known.get(id)?)));
    let option = |(id, name): (&Vec<u8>, &String)| {
        let (value, rows) = (wire(filter, id)?, numbers.of(id));
        Ok(FilterOption { value, name: Some(name.clone()), key: None, rows })
    };
    Ok(FilterOptions { items: named.map(option).collect::<Result<_, StoreError>>()?, more })
}

/// An id as the value of a filter.
fn wire(filter: &Filter, id: &[u8]) -> Result<String, StoreError> {
    let id = id.try_into().ok().map(u128::from_be_bytes);
    id.and_then(|id| filter.write_id(id)).ok_or(StoreError::Unreadable("identifier"))
}

/// The name of a row.
fn name(names: &NameTable) -> Expr {
    let mut columns = names.name.iter().map(|column| Expr::col((names.table, *column)));
    match (columns.next(), columns.len()) {
        (Some(only), 0) => only,
        (first, _) => Func::coalesce(first.into_iter().chain(columns)).into(),
    }
}

/// The counted ids whose name contains the words of `text`; nothing if there are no words.
async fn found(
    list: &OpenList<'_>,
    facet: Facet,
    names: &NameTable,
    text: &str,
) -> Result<Option<HashSet<Vec<u8>>>, StoreError> {
    let terms = term_tests(&Search::parse(text, &[]).unwrap_or_default(), &[]);
    if terms.is_empty() {
        return Ok(None);
    }
    let mut query = counts(list.organization(), facet);
    query.column(VALUE).inner_join(names.table, Expr::col((names.table, "id")).equals(VALUE));
    for term in terms {
        query.and_where(term.test(&sql::without_text_index(list.database(), names.table, "search_text")));
    }
    let rows: Vec<(Vec<u8>,)> = list.database().all(&query).await?;
    Ok(Some(rows.into_iter().map(|(value,)| value).collect()))
}

async fn known_names(
    list: &OpenList<'_>,
    names: &NameTable,
    ids: &[Vec<u8>],
) -> Result<HashMap<Vec<u8>, String>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let query = Query::select()
        .column("id")
        .expr(name(names))
        .from(names.table)
        .and_where(Expr::col("id").is_in(ids.iter().cloned()))
        .take();
    let rows: Vec<(Vec<u8>, String)> = list.database().all(&query).await?;
    Ok(rows.into_iter().collect())
}
