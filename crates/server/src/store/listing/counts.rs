//! Counters of a list, so that rows need not be counted: how many rows it has, how many of them have each value of a
//! filter, and how often anything in it changed.

use std::collections::BTreeMap;

use api_types::OrganizationId;
use sea_query::{Expr, ExprTrait, Func, OnConflict, Query, SelectStatement};

use crate::store::{StoreError, Transaction, columns::id_bytes, sql};

/// Bits of a place that tell the rows of one organization apart.
const PLACE_BITS: u32 = 32;

/// What the rows of a list are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) struct Facet {
    /// Name of the list.
    pub list: &'static str,
    /// Tells the facets of a list apart; as stored.
    pub number: i16,
}

/// What is counted of a column that has a value or none: the rows that have one.
pub(in crate::store) const PRESENT: i16 = 0;

/// A small number as a counted value.
pub(in crate::store) fn number_value(number: Option<i16>) -> Vec<u8> {
    number.map_or(Vec::new(), |number| number.to_be_bytes().to_vec())
}

/// The values that a row is counted by. A row without any value of a facet is counted under the empty value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::store) struct Counted {
    values: Vec<(Facet, Vec<u8>)>,
    is_hidden: bool,
}

impl Counted {
    /// A row that the list has only if a filter asks for it: counted by the value that hides it, and by nothing else.
    pub(in crate::store) fn hidden(facet: Facet, value: Vec<u8>) -> Self {
        Self { values: vec![(facet, value)], is_hidden: true }
    }

    /// Also counted by these values.
    pub(in crate::store) fn by(mut self, facet: Facet, values: impl IntoIterator<Item = Vec<u8>>) -> Self {
        if self.is_hidden {
            return self;
        }
        let before = self.values.len();
        self.values.extend(values.into_iter().map(|value| (facet, value)));
        if self.values.len() == before {
            self.values.push((facet, Vec::new()));
        }
        self
    }

    /// Also counted as one of those whose column has a value; others are not counted.
    pub(in crate::store) fn present(mut self, facet: Facet, is_present: bool) -> Self {
        if is_present && !self.is_hidden {
            self.values.push((facet, number_value(Some(PRESENT))));
        }
        self
    }

    fn rows(&self) -> i64 {
        i64::from(!self.is_hidden)
    }
}

/// Counts new rows of a list and gives them places: the first one's is returned, the others' follow.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn add(
    transaction: &mut Transaction,
    organization: OrganizationId,
    list: &'static str,
    rows: &[Counted],
) -> Result<i64, StoreError> {
    let placed = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    note(transaction, organization, list, rows.iter().map(Counted::rows).sum(), placed).await?;
    count(transaction, organization, &[], rows).await?;
    let state = Query::select()
        .column(("organizations", "ordinal"))
        .column(("list_state", "placed"))
        .from("organizations")
        .inner_join("list_state", Expr::col(("list_state", "organization_id")).equals(("organizations", "id")))
        .and_where(Expr::col(("organizations", "id")).eq(id_bytes(organization)))
        .and_where(Expr::col(("list_state", "list")).eq(list))
        .take();
    let (ordinal, end): (i64, i64) = sql::always(transaction.one(&state).await?)?;
    Ok(first_place(ordinal) + end - placed)
}

/// Counts a row again after a change.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn change(
    transaction: &mut Transaction,
    organization: OrganizationId,
    list: &'static str,
    before: Counted,
    after: Counted,
) -> Result<(), StoreError> {
    note(transaction, organization, list, after.rows() - before.rows(), 0).await?;
    count(transaction, organization, &[before], &[after]).await
}

/// Counts a row no more.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn remove(
    transaction: &mut Transaction,
    organization: OrganizationId,
    list: &'static str,
    row: Counted,
) -> Result<(), StoreError> {
    note(transaction, organization, list, -row.rows(), 0).await?;
    count(transaction, organization, &[row], &[]).await
}

/// Counts the rows with the id `from` as rows with another one, or with none.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn replace(
    transaction: &mut Transaction,
    organization: OrganizationId,
    facet: Facet,
    from: Vec<u8>,
    to: Option<Vec<u8>>,
) -> Result<(), StoreError> {
    transaction.noted().many(organization, facet.list);
    let this = with_value(organization, facet, from.clone());
    let Some((rows,)) = transaction.one::<(i64,)>(&this).await? else { return Ok(()) };
    let to = to.unwrap_or_default();
    move_counts(transaction, organization, vec![((facet, &from), -rows), ((facet, &to), rows)]).await
}

/// Counts so many more rows of each value.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn recount(
    transaction: &mut Transaction,
    organization: OrganizationId,
    facet: Facet,
    more: Vec<(Vec<u8>, i64)>,
) -> Result<(), StoreError> {
    note(transaction, organization, facet.list, 0, 0).await?;
    transaction.noted().many(organization, facet.list);
    let more = more.iter().map(|(value, rows)| ((facet, value.as_slice()), *rows)).collect();
    move_counts(transaction, organization, more).await
}

/// How many rows have a value; no row if none has.
pub(in crate::store) fn with_value(organization: OrganizationId, facet: Facet, value: Vec<u8>) -> SelectStatement {
    counts(organization, facet).column(ROWS).and_where(Expr::col(VALUE).eq(value)).take()
}

/// Increases the version of a list.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn touch(
    transaction: &mut Transaction,
    organization: OrganizationId,
    list: &'static str,
) -> Result<(), StoreError> {
    note(transaction, organization, list, 0, 0).await
}

/// Increases the version of a list in each of the organizations that a query selects.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn touch_all(
    transaction: &mut Transaction,
    organizations: SelectStatement,
    list: &'static str,
) -> Result<(), StoreError> {
    let update = Query::update()
        .table("list_state")
        .value("version", Expr::col("version").add(1i64))
        .and_where(Expr::col("list").eq(list))
        .and_where(Expr::col("organization_id").in_subquery(organizations))
        .take();
    transaction.execute(&update).await.map(|_| ())
}

/// Changes the state of a list. It is the first write of every change, so two changes of a list wait for each other here.
async fn note(
    transaction: &mut Transaction,
    organization: OrganizationId,
    list: &'static str,
    more: i64,
    placed: i64,
) -> Result<(), StoreError> {
    transaction.noted().list(organization, list);
    let row = [
        ("organization_id", id_bytes(organization).into()),
        ("list", list.into()),
        ("total", more.into()),
        ("placed", placed.into()),
        ("version", 1i64.into()),
    ];
    let mut insert = sql::insert("list_state", row)?;
    let sum = |column| (column, Expr::col(("list_state", column)).add(Expr::col(("excluded", column))));
    let sums = ["total", "placed", "version"].map(sum);
    insert.on_conflict(OnConflict::columns(["organization_id", "list"]).values(sums).to_owned());
    transaction.execute(&insert).await.map(|_| ())
}

/// Moves the counters from what rows were counted by to what they are counted by now.
async fn count(
    transaction: &mut Transaction,
    organization: OrganizationId,
    before: &[Counted],
    after: &[Counted],
) -> Result<(), StoreError> {
    let mut more: BTreeMap<(Facet, &[u8]), i64> = BTreeMap::new();
    for (rows, by) in [(before, -1), (after, 1)] {
        for (facet, value) in rows.iter().flat_map(|row| &row.values) {
            *more.entry((*facet, value)).or_default() += by;
        }
    }
    move_counts(transaction, organization, more.into_iter().filter(|(_, rows)| *rows != 0).collect()).await
}

async fn move_counts(
    transaction: &mut Transaction,
    organization: OrganizationId,
    more: Vec<((Facet, &[u8]), i64)>,
) -> Result<(), StoreError> {
    for some in more.chunks(1000) {
        let row = |((facet, value), rows): &((Facet, &[u8]), i64)| {
            let list = [id_bytes(organization).into(), facet.list.into(), facet.number.into()];
            list.into_iter().chain([value.to_vec().into(), (*rows).into()]).collect()
        };
        let columns = vec!["organization_id", "list", "facet", "value", "rows"];
        let mut insert = sql::insert_rows("list_counts", columns, some.iter().map(row).collect())?;
        let sum = Expr::col(ROWS).add(Expr::col(("excluded", "rows")));
        let same = OnConflict::columns(["organization_id", "list", "facet", "value"]);
        insert.on_conflict(same.clone().value("rows", sum).to_owned());
        transaction.execute(&insert).await?;
    }
    Ok(())
}

/// The place of an organization's first row; those of the next organization follow all of its own.
pub(super) const fn first_place(ordinal: i64) -> i64 {
    ordinal << PLACE_BITS
}

/// How many rows a list of the organization in the outer query has.
pub(in crate::store) fn total_of_organization(list: &'static str) -> Expr {
    let total = Query::select()
        .column(("list_state", "total"))
        .from("list_state")
        .and_where(Expr::col(("list_state", "organization_id")).equals(("organizations", "id")))
        .and_where(Expr::col(("list_state", "list")).eq(list))
        .take();
    Func::coalesce([Expr::from(total), Expr::val(0i64)]).into()
}

/// How many rows of a list of the organization in the outer query have a value.
pub(in crate::store) fn with_value_of_organization(facet: Facet, value: Vec<u8>) -> Expr {
    let rows = of_facet(facet)
        .column(ROWS)
        .and_where(Expr::col(("list_counts", "organization_id")).equals(("organizations", "id")))
        .and_where(Expr::col(VALUE).eq(value))
        .take();
    Func::coalesce([Expr::from(rows), Expr::val(0i64)]).into()
}

/// The column with the number of rows.
pub(in crate::store) const ROWS: (&str, &str) = ("list_counts", "rows");
/// The column with the value that they have.
pub(in crate::store) const VALUE: (&str, &str) = ("list_counts", "value");

/// The counters of one facet of an organization.
pub(in crate::store) fn counts(organization: OrganizationId, facet: Facet) -> SelectStatement {
    of_facet(facet)
        .and_where(Expr::col(("list_counts", "organization_id")).eq(id_bytes(organization)))
        .and_where(Expr::col(ROWS).gt(0i64))
        .take()
}

/// How many rows of another list have the row of `table` as their value.
pub(super) fn of_row(facet: Facet, table: &'static str) -> SelectStatement {
    of_facet(facet)
        .column(ROWS)
        .and_where(Expr::col(("list_counts", "organization_id")).equals((table, "organization_id")))
        .and_where(Expr::col(VALUE).equals((table, "id")))
        .take()
}

/// Whether rows of another list have the row of `table` as their value.
pub(in crate::store) fn is_value(facet: Facet, table: &'static str) -> Expr {
    Expr::exists(of_row(facet, table).and_where(Expr::col(ROWS).gt(0i64)).take())
}

fn of_facet(facet: Facet) -> SelectStatement {
    Query::select()
        .from("list_counts")
        .and_where(Expr::col(("list_counts", "list")).eq(facet.list))
        .and_where(Expr::col(("list_counts", "facet")).eq(facet.number))
        .take()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLE: Facet = Facet { list: "members", number: 3 };
    const STATUS: Facet = Facet { list: "members", number: 1 };

    #[test]
    fn a_row_without_a_value_is_counted_under_the_empty_one() {
        assert_eq!(Counted::default().by(ROLE, []).values, [(ROLE, vec![])]);
        assert_eq!(Counted::default().by(ROLE, [vec![1], vec![2]]).values, [(ROLE, vec![1]), (ROLE, vec![2])]);
    }

    #[test]
    fn a_hidden_row_is_counted_by_what_hides_it_only() {
        let hidden = Counted::hidden(STATUS, vec![0, 4]).by(ROLE, [vec![1]]);
        assert_eq!((hidden.rows(), hidden.values), (0, vec![(STATUS, vec![0, 4])]));
    }
}
