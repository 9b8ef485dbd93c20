//! The conditions of single filters.

use api_types::{BEFORE, Filter, FilterChoice, FilterValues};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Cond, Expr, ExprTrait, Func, IntoCondition, Query, SelectStatement, UnionType};

use super::{Along, COUNTED, Condition, HiddenRows, Number, number};
use crate::store::{
    StoreError,
    columns::{id_bytes, moment},
    listing::{
        counts::{Facet, PRESENT, ROWS, VALUE, counts, number_value},
        open_list::OpenList,
        spec::{Edge, FilterBy, Hidden, Link, Moment, NoneColumn, Source},
        validate_filters::read_date,
    },
    sql,
};

pub(super) struct Builder<'a> {
    pub list: &'a OpenList<'a>,
    /// Whether hidden rows match too. Only the facet that hides them counts them.
    pub hidden: HiddenRows,
}

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The ids among the values of a filter, and whether `none` is one of them.
struct Ids {
    ids: Vec<Vec<u8>>,
    has_none: bool,
}

impl Ids {
    fn of(filter: &Filter, choice: &FilterChoice) -> Self {
        let id = |value: &String| filter.read_id(value).map(|id| id.to_be_bytes().to_vec());
        Self {
            ids: choice.values.iter().filter_map(id).collect(),
            has_none: filter.none.is_some_and(|none| choice.contains(none)),
        }
    }

    /// As counted.
    fn counted(&self) -> Vec<Vec<u8>> {
        self.ids.iter().cloned().chain(self.has_none.then(Vec::new)).collect()
    }
}

impl Builder<'_> {
    /// The condition of a filter.
    pub(super) async fn filter(
        &self,
        filter: &'static Filter,
        choice: &FilterChoice,
        by: &FilterBy,
        now: Timestamp,
    ) -> Result<Condition, StoreError> {
        match by {
            FilterBy::Named { facet, source } => self.named(filter, choice, *facet, *source).await,
            FilterBy::Ids { facet, column, none, .. } => {
                let ids = Ids::of(filter, choice);
                let test = self.tested(column).is_in(ids.ids.iter().cloned());
                let found = self.column(column).is_in(ids.ids.iter().cloned());
                let condition = self.ids(&ids, none, test, self.places(found.clone()));
                let along = self.along(&ids, found, self.column(none).is_null());
                let condition = Condition { along, ..condition };
                let number = self.number(*facet, ids.counted(), choice.is_negated, true).await?;
                Ok(finished(condition, number, choice.is_negated))
            }
            FilterBy::UncountedIds { column, .. } => self.uncounted_ids(filter, choice, column).await,
            FilterBy::Texts { facet, column } => {
                let has_none = filter.none.is_some_and(|none| choice.contains(none));
                let texts = || choice.values.iter().filter(|value| filter.none != Some(value.as_str()));
                let test = |column: Expr| {
                    let known = column.clone().is_in(texts().map(String::as_str));
                    if has_none { known.or(column.is_null()) } else { known }
                };
                let along = Along { test: test(self.column(column)), is_sorted: choice.values.len() == 1 };
                let condition = Condition {
                    tests: vec![test(self.tested(column))],
                    along: self.list.spec().by_id.then_some(along),
                    ..Condition::default()
                };
                let counted = texts().map(|value| value.as_bytes().to_vec());
                let values = counted.chain(has_none.then(Vec::new)).collect();
                let number = self.number(*facet, values, choice.is_negated, true).await?;
                Ok(finished(condition, number, choice.is_negated))
            }
            FilterBy::Links { facet, link, none, .. } => {
                let ids = Ids::of(filter, choice);
                let test = Expr::exists(self.linked(*link, &ids.ids));
                let condition = self.ids(&ids, none, test, self.linked_places(*link, &ids.ids));
                // A row with two of the ids is counted twice.
                let is_single = ids.ids.len() <= 1;
                let number = self.number(*facet, ids.counted(), choice.is_negated, is_single).await?;
                Ok(finished(condition, number, choice.is_negated))
            }
            FilterBy::Moments { column, names } => {
                let any = choice.values.iter().fold(Cond::any(), |any, value| {
                    any.add_option(moment_test(|| self.tested(column), names, value, now))
                });
                Ok(finished(Condition { tests: vec![any.into()], ..Condition::default() }, None, choice.is_negated))
            }
            // Days bound the list itself.
            FilterBy::Days { .. } => Ok(Condition::default()),
            FilterBy::Present { facet, column } => {
                let condition = Condition {
                    tests: vec![self.tested(column).is_not_null()],
                    candidates: self.fetched(self.places(self.column(column).is_not_null())),
                    ..Condition::default()
                };
                let values = vec![number_value(Some(PRESENT))];
                let number = self.number(*facet, values, choice.is_negated, true).await?;
                Ok(finished(condition, number, choice.is_negated))
            }
            FilterBy::Tests(tests) => {
                let test = tests_of(filter, choice, tests);
                Ok(finished(Condition { tests: vec![test], ..Condition::default() }, None, choice.is_negated))
            }
            FilterBy::Uncounted(facet) => {
                let test = Source::Counter(*facet).value(self.list.spec().table).eq(0i64);
                Ok(finished(Condition { tests: vec![test], ..Condition::default() }, None, choice.is_negated))
            }
        }
    }

    /// A filter of names. All names but some are just other names.
    async fn named(
        &self,
        filter: &'static Filter,
        choice: &FilterChoice,
        facet: Facet,
        source: Source,
    ) -> Result<Condition, StoreError> {
        let spec = self.list.spec();
        let numbers = numbers(filter, choice, spec.hidden.filter(|hidden| hidden.filter == filter.name));
        let tested = || source.tested(self.list.database(), spec.table);
        let places = self.places(is_in_or_absent(|| source.value(spec.table), &numbers));
        let values = numbers.iter().copied().map(number_value).collect();
        Ok(Condition {
            tests: vec![is_in_or_absent(tested, &numbers)],
            candidates: self.fetched(places),
            number: self.number(facet, values, false, true).await?,
            ..Condition::default()
        })
    }

    /// The test and the candidates of a filter of ids: those that have one of them, or none at all.
    fn ids(&self, ids: &Ids, none: NoneColumn, test: Expr, places: SelectStatement) -> Condition {
        let mut any = Cond::any();
        let mut candidates = Vec::new();
        if !ids.ids.is_empty() {
            any = any.add(test);
            candidates.push(places);
        }
        if ids.has_none {
            any = any.add(self.tested(none).is_null());
            candidates.push(self.places(self.column(none).is_null()));
        }
        let both = candidates.into_iter().reduce(|mut one, other| one.union(UnionType::All, other).take());
        Condition {
            tests: vec![any.into()],
            candidates: both.and_then(|all| self.fetched(all)),
            ..Condition::default()
        }
    }

    /// A filter of ids that no counter has: their rows are counted along the index, but not all of very many.
    async fn uncounted_ids(
        &self,
        filter: &'static Filter,
        choice: &FilterChoice,
        column: &'static str,
    ) -> Result<Condition, StoreError> {
        let ids = Ids::of(filter, choice);
        let found = self.column(column).is_in(ids.ids.iter().cloned());
        let tests = vec![self.tested(column).is_in(ids.ids.iter().cloned())];
        let condition = Condition { tests, ..Condition::default() };
        if choice.is_negated {
            return Ok(finished(condition, None, true));
        }
        let some = self.rows(found.clone()).expr(Expr::val(1)).limit(COUNTED + 1).take();
        let count = Query::select().expr(Expr::cust("COUNT(*)")).from_subquery(some, "found").take();
        let (count,): (i64,) = sql::always(self.list.database().one(&count).await?)?;
        let (count, is_many) = (count.unsigned_abs(), count.unsigned_abs() > COUNTED);
        let at_most = if is_many { std::cmp::max(self.list.rows(), count) } else { count };
        let along = self.along(&ids, found, Expr::val(false));
        Ok(Condition { along, number: Some(Number { at_most, exact: !is_many }), is_many, ..condition })
    }

    /// The test of a filter of ids by the index of a list by id.
    fn along(&self, ids: &Ids, found: Expr, is_none: Expr) -> Option<Along> {
        let (test, values) = match (ids.ids.len(), ids.has_none) {
            (0, _) => (is_none, 1),
            (values, false) => (found, values),
            (values, true) => (found.or(is_none), values + 1),
        };
        self.list.spec().by_id.then_some(Along { test, is_sorted: values == 1 })
    }

    /// The ids of a list by id that came on or after a first day, or on or before a last one.
    pub(super) fn days(&self, choice: &FilterChoice, edge: Edge, names: &[(&str, i64)], now: Timestamp) -> Expr {
        let id = |midnight: Timestamp| {
            let millis = u128::try_from(midnight.as_millisecond()).unwrap_or_default();
            Expr::val((millis << 80).to_be_bytes().to_vec())
        };
        let day = |value: &String| {
            let named = names.iter().find(|(name, _)| name == value);
            named.map_or_else(
                || read_date(value),
                |(_, days)| now.checked_sub(SignedDuration::from_hours(24 * days)).ok(),
            )
        };
        let any = choice.values.iter().filter_map(day).fold(Cond::any(), |any, midnight| {
            any.add(match edge {
                Edge::First => self.column("id").gte(id(midnight)),
                Edge::Last => self.column("id").lt(id(midnight.checked_add(DAY).unwrap_or(Timestamp::MAX))),
            })
        });
        let test = Expr::from(any);
        if choice.is_negated { test.not() } else { test }
    }

    /// How many rows have one of the values, or, if negated, none of them. `is_single`: no row has two of them.
    async fn number(
        &self,
        facet: Facet,
        values: Vec<Vec<u8>>,
        is_negated: bool,
        is_single: bool,
    ) -> Result<Option<Number>, StoreError> {
        let query =
            counts(self.list.organization(), facet).column(ROWS).and_where(Expr::col(VALUE).is_in(values)).take();
        let rows: Vec<(i64,)> = self.list.database().all(&query).await?;
        let rows = || rows.iter().map(|(rows,)| rows.unsigned_abs());
        let sum: u64 = rows().sum();
        let at_most = if !is_negated {
            sum
        } else if is_single {
            self.list.rows().saturating_sub(sum)
        } else {
            self.list.rows().saturating_sub(rows().max().unwrap_or_default())
        };
        let uncounted = if self.counts_hidden(facet) { 0 } else { self.uncounted() };
        Ok(Some(Number { at_most: at_most + uncounted, exact: is_single && uncounted == 0 }))
    }

    /// Whether the facet counts hidden rows too.
    fn counts_hidden(&self, facet: Facet) -> bool {
        self.list.spec().hidden_values().is_some_and(|(hiding, _)| hiding == facet)
    }

    /// The number of hidden rows that match although they are not counted.
    pub(super) fn uncounted(&self) -> u64 {
        if self.hidden == HiddenRows::Excluded { 0 } else { self.list.hidden() }
    }

    pub(super) fn column(&self, name: &'static str) -> Expr {
        self.list.spec().column(name)
    }

    pub(super) fn tested(&self, name: &'static str) -> Expr {
        Source::Column(name).tested(self.list.database(), self.list.spec().table)
    }

    /// The places of the organization's rows that meet a condition.
    pub(super) fn places(&self, condition: impl IntoCondition) -> SelectStatement {
        let spec = self.list.spec();
        let mut places = self.rows(condition);
        if let Some(long) = spec.long {
            places.column((spec.table, long.place));
        }
        places
    }

    /// The organization's rows that meet a condition.
    pub(super) fn rows(&self, condition: impl IntoCondition) -> SelectStatement {
        let spec = self.list.spec();
        Query::select()
            .from(spec.table)
            .and_where(self.column("organization_id").eq(id_bytes(self.list.organization())))
            .and_where_option(self.hidden.test(spec.hidden.map(|hidden| self.column(hidden.column))))
            .cond_where(condition)
            .take()
    }

    /// Only SQLite is told how to find rows, and only in a long list.
    pub(super) fn fetched(&self, candidates: SelectStatement) -> Option<SelectStatement> {
        (self.list.database().is_sqlite() && self.list.spec().long.is_some()).then_some(candidates)
    }

    fn linked(&self, link: Link, ids: &[Vec<u8>]) -> SelectStatement {
        Query::select()
            .expr(Expr::val(1))
            .from(link.table)
            .and_where(Expr::col((link.table, link.row)).eq(self.tested("id")))
            .and_where(Expr::col((link.table, link.id)).is_in(ids.iter().cloned()))
            .take()
    }

    fn linked_places(&self, link: Link, ids: &[Vec<u8>]) -> SelectStatement {
        let rows = Query::select()
            .column((link.table, link.row))
            .from(link.table)
            .and_where(Expr::col((link.table, link.id)).is_in(ids.iter().cloned()))
            .take();
        let spec = self.list.spec();
        let mut places = Query::select().from(spec.table).take();
        if let Some(long) = spec.long {
            places.column((spec.table, long.place));
        }
        // Not of this organization alone: SQLite would read all of its rows.
        places.and_where(self.column("id").in_subquery(rows)).take()
    }
}

/// The condition with its number; the opposite, if negated. What does not match is not found by candidates.
fn finished(condition: Condition, number: Option<Number>, is_negated: bool) -> Condition {
    if !is_negated {
        return Condition { number, ..condition };
    }
    // What is compared with NULL does not match either.
    let is_not_true = |test: Expr| Expr::from(Func::coalesce([test, Expr::val(false)])).not();
    let tests = condition.tests.into_iter().map(is_not_true).collect();
    Condition { tests, number, ..Condition::default() }
}

/// The numbers of the chosen names, or of all others that are not hidden.
fn numbers(filter: &Filter, choice: &FilterChoice, hidden: Option<Hidden>) -> Vec<Option<i16>> {
    let FilterValues::Named(names) = filter.values else { return Vec::new() };
    let is_wanted = |name: &str| {
        let is_hidden = hidden.is_some_and(|hidden| hidden.values.contains(&name));
        if choice.is_negated { !choice.contains(name) && !is_hidden } else { choice.contains(name) }
    };
    let wanted = names.iter().chain(filter.none.as_ref()).filter(|name| is_wanted(name));
    wanted.map(|name| number(filter, name)).collect()
}

/// True for the rows of one of the chosen names.
fn tests_of(filter: &Filter, choice: &FilterChoice, tests: &[&'static str]) -> Expr {
    let FilterValues::Named(names) = filter.values else { return Expr::val(false) };
    let chosen = names.iter().zip(tests).filter(|(name, _)| choice.contains(name));
    let any = chosen.fold(Cond::any(), |any, (_, test)| any.add(Expr::cust(*test)));
    let none = || tests.iter().fold(Cond::all(), |all, test| all.add(Expr::cust(*test).not()));
    let wants_none = filter.none.is_some_and(|none| choice.contains(none));
    any.add_option(wants_none.then(none)).into()
}

fn is_in_or_absent(column: impl Fn() -> Expr, numbers: &[Option<i16>]) -> Expr {
    let known = column().is_in(numbers.iter().copied().flatten());
    if numbers.contains(&None) { known.or(column().is_null()) } else { known }
}

fn moment_test(column: impl Fn() -> Expr, names: &[(&str, Moment)], value: &str, now: Timestamp) -> Option<Expr> {
    if let Some(date) = value.strip_prefix(BEFORE) {
        return read_date(date).map(|midnight| column().lt(moment(midnight)));
    }
    let (_, known) = names.iter().find(|(name, _)| *name == value)?;
    Some(match known {
        Moment::Never => column().is_null(),
        Moment::WithinDays(days) => {
            let end = moment(now + SignedDuration::from_hours(days * 24));
            column().gte(moment(now)).and(column().lt(end))
        }
        Moment::DaysAgo(days) => column().lt(moment(now - SignedDuration::from_hours(days * 24))),
    })
}
