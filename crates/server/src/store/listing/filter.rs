//! What search and filters match, and how the matching rows are found.
//!
//! Either the list is scanned in its order and every row is tested, or, if few rows match, the rows of the narrowest
//! condition are fetched and sorted. SQLite has no statistics per organization, so the plan is chosen here. PostgreSQL
//! plans filters by its statistics, but not the search: they cannot tell how many of a million rows have a text.

mod builder;
mod text;

use api_types::{Filter, FilterValues, ListQuery, Search, Total};
use jiff::Timestamp;
use sea_query::{Cond, Expr, ExprTrait, Query, SelectStatement};

use super::{
    open_list::OpenList,
    search::term_tests,
    spec::{FilterBy, ListSpec, Source},
};
use crate::store::{StoreError, columns::id_bytes, sql};
use builder::Builder;

/// Up to so many candidates are fetched for a page. A scan for fifty rows among as many of a million would take as long
/// if they were spread evenly; names of one script are neighbours, and a scan from the other end sees all others first.
const FETCHED: u64 = 10_000;
/// Up to so many are fetched for counting.
const FETCHED_TO_COUNT: u64 = 100_000;
/// Matches of a search are counted up to here.
pub(super) const COUNTED: u64 = 10_000;

/// What search and filters match.
#[derive(Debug)]
pub(super) struct Filtered<'a> {
    list: &'a OpenList<'a>,
    conditions: Vec<Condition>,
    /// The days of a list by id: whatever index finds its rows has them in this order.
    days: Vec<Expr>,
    /// Whether hidden rows match.
    hidden: HiddenRows,
}

/// Whether hidden rows match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HiddenRows {
    /// Only rows that are not hidden.
    Excluded,
    /// Only hidden rows: a filter asks for nothing else.
    Only,
    Included,
}

impl HiddenRows {
    /// What the filter that can ask for hidden rows says.
    fn of(spec: &ListSpec, query: &ListQuery) -> Self {
        let Some(hidden) = spec.hidden else { return Self::Excluded };
        let choice = query.filter(hidden.filter);
        let mut are_hidden = choice.values.iter().map(|value| hidden.values.contains(&value.as_str()));
        match (are_hidden.clone().any(|is_hidden| is_hidden), are_hidden.all(|is_hidden| is_hidden)) {
            _ if choice.is_negated => Self::Excluded,
            (false, _) => Self::Excluded,
            (true, true) => Self::Only,
            (true, false) => Self::Included,
        }
    }

    /// True for the rows that match, where the list has a column for it.
    fn test(self, column: Option<Expr>) -> Option<Expr> {
        match self {
            Self::Excluded => column.map(|column| column.eq(false)),
            Self::Only => column.map(|column| column.eq(true)),
            Self::Included => None,
        }
    }
}

/// One filter, or the search.
#[derive(Debug, Default)]
struct Condition {
    /// True for the rows that match, all together.
    tests: Vec<Expr>,
    /// On SQLite the places of rows, on PostgreSQL rows of the list; all that match are among them.
    candidates: Option<SelectStatement>,
    /// In a list by id: the test that lets an index find the rows.
    along: Option<Along>,
    /// How many candidates there are at most, and whether exactly so many rows match.
    number: Option<Number>,
    /// Whether more than [`COUNTED`] rows match, as far as that is known.
    is_many: bool,
    /// Whether it is a search that no index answers alone: how many rows have to be tested is not known.
    is_pattern: bool,
}

/// A test that an index of a list by id answers.
#[derive(Debug)]
struct Along {
    test: Expr,
    /// Whether it has the rows in the order of the list: they all have the same value.
    is_sorted: bool,
}

#[derive(Debug, Clone, Copy)]
struct Number {
    at_most: u64,
    exact: bool,
}

/// How rows are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plan {
    /// In the list's order; every row is tested.
    Scan,
    /// By the candidates of this condition.
    Fetch(usize),
}

impl<'a> Filtered<'a> {
    /// The rows of `list` that `query` matches at `now`; hidden ones too, if `with_hidden` or a filter asks for them.
    pub(super) async fn new(
        list: &'a OpenList<'a>,
        query: &ListQuery,
        now: Timestamp,
        with_hidden: bool,
    ) -> Result<Self, StoreError> {
        let spec = list.spec();
        let hidden = if with_hidden { HiddenRows::Included } else { HiddenRows::of(spec, query) };
        let builder = Builder { list, hidden };
        let (mut conditions, mut days) = (Vec::new(), Vec::new());
        for (filter, choice) in query.chosen() {
            match spec.filter(filter.name) {
                Some((_, FilterBy::Days { edge, names })) => days.push(builder.days(choice, *edge, names, now)),
                Some((_, by)) => conditions.push(builder.filter(filter, choice, by, now).await?),
                None => {}
            }
        }
        // Invalid searches were refused before.
        let search = Search::parse(&query.search, spec.listing.search_fields).unwrap_or_default();
        let terms = term_tests(&search, spec.search_fields);
        let (references, own): (Vec<_>, Vec<_>) = terms.into_iter().partition(|term| term.reference.is_some());
        if !own.is_empty() {
            conditions.push(builder.search(&own).await?);
        }
        for term in &references {
            conditions.push(builder.reference_search(term).await?);
        }
        Ok(Self { list, conditions, days, hidden })
    }

    /// Whether every row matches.
    pub(super) fn is_everything(&self) -> bool {
        self.conditions.is_empty() && self.days.is_empty()
    }

    /// How to find the rows of a page.
    pub(super) fn plan(&self) -> Plan {
        self.plan_below(FETCHED)
    }

    /// How to find them to count them.
    pub(super) fn plan_to_count(&self) -> Plan {
        self.plan_below(FETCHED_TO_COUNT)
    }

    fn plan_below(&self, limit: u64) -> Plan {
        // PostgreSQL finds the rows of a filter by itself.
        let is_fetchable = |condition: &Condition| {
            condition.along.is_some() || condition.candidates.is_some() || !self.list.database().is_sqlite()
        };
        let known = |(place, condition): (usize, &Condition)| {
            let number = condition.number.filter(|_| is_fetchable(condition))?;
            let is_sorted = condition.along.as_ref().is_some_and(|along| along.is_sorted);
            (is_sorted || number.at_most <= limit).then_some((number.at_most, place))
        };
        self.conditions.iter().enumerate().filter_map(known).min().map_or(Plan::Scan, |(_, place)| Plan::Fetch(place))
    }

    /// Whether it searches for a pattern that no index answers alone.
    pub(super) fn has_pattern(&self) -> bool {
        self.conditions.iter().any(|condition| condition.is_pattern)
    }

    /// How many match, if that is known without counting rows.
    pub(super) fn known_total(&self) -> Option<Total> {
        let none = |condition: &Condition| condition.number.is_some_and(|number| number.at_most == 0);
        match self.conditions.as_slice() {
            all if !self.days.is_empty() => all.iter().any(none).then_some(Total { count: 0, exact: true }),
            [Condition { is_many: true, .. }] => Some(Total { count: COUNTED, exact: false }),
            [Condition { number: Some(Number { at_most, exact: true }), .. }] => {
                Some(Total { count: *at_most, exact: true })
            }
            all => all.iter().any(none).then_some(Total { count: 0, exact: true }),
        }
    }

    /// Selects from the matching rows.
    pub(super) fn select(&self, plan: Plan) -> SelectStatement {
        let mut select = self.walked(plan);
        self.test(&mut select, plan);
        select
    }

    /// The rows that the plan goes through.
    pub(super) fn walked(&self, plan: Plan) -> SelectStatement {
        let Plan::Fetch(at) = plan else { return self.scanned() };
        match self.conditions.get(at) {
            Some(Condition { along: Some(along), .. }) => self.scanned().and_where(along.test.clone()).take(),
            Some(Condition { candidates: Some(candidates), .. }) => self.fetched(candidates.clone()),
            _ => self.scanned(),
        }
    }

    /// How many rows the plan goes through, at most.
    pub(super) fn walked_rows(&self, plan: Plan) -> u64 {
        let number = match plan {
            Plan::Scan => None,
            Plan::Fetch(at) => self.conditions.get(at).and_then(|condition| condition.number),
        };
        number.map_or(self.list.rows(), |number| number.at_most)
    }

    /// Whether the plan goes through rows in the order of the list.
    pub(super) fn is_in_order(&self, plan: Plan) -> bool {
        match plan {
            Plan::Scan => true,
            Plan::Fetch(at) => self.conditions.get(at).is_some_and(|condition| condition.along.is_some()),
        }
    }

    /// Whether only the first rows that the plan goes through are counted, because there are too many.
    pub(super) fn is_bounded(&self, plan: Plan) -> bool {
        match plan {
            Plan::Scan => !self.conditions.is_empty() && self.list.rows() > self.list.spec().tested(),
            Plan::Fetch(_) => self.conditions.len() > 1 && self.walked_rows(plan) > FETCHED_TO_COUNT,
        }
    }

    /// All rows of the list, on the days of a list by id.
    pub(super) fn scanned(&self) -> SelectStatement {
        let spec = self.list.spec();
        Query::select()
            .from(spec.table)
            .and_where(spec.column("organization_id").eq(id_bytes(self.list.organization())))
            .and_where_option(self.shown())
            .cond_where(self.days.iter().cloned().fold(Cond::all(), Cond::add))
            .take()
    }

    /// The rows of the list among the candidates.
    fn fetched(&self, candidates: SelectStatement) -> SelectStatement {
        let (spec, database) = (self.list.spec(), self.list.database());
        let Some(long) = spec.long.filter(|_| database.is_sqlite()) else {
            return Query::select().from_subquery(candidates, spec.table).take();
        };
        let hidden = spec.hidden.map(|hidden| Source::Column(hidden.column).tested(database, spec.table));
        let organization = sql::without_index(database, spec.table, "organization_id");
        Query::select()
            .from(spec.table)
            .and_where(organization.eq(id_bytes(self.list.organization())))
            .and_where_option(self.hidden.test(hidden))
            .and_where(spec.column(long.place).in_subquery(candidates))
            .take()
    }

    /// The condition that leaves hidden rows out, or all others. An index serves it.
    pub(super) fn shown(&self) -> Option<Expr> {
        let spec = self.list.spec();
        self.hidden.test(spec.hidden.map(|hidden| spec.column(hidden.column)))
    }

    /// Leaves only what search and filters match.
    pub(super) fn test(&self, select: &mut SelectStatement, plan: Plan) {
        for (place, condition) in self.conditions.iter().enumerate() {
            let is_exact = condition.candidates.is_some() && condition.number.is_some_and(|number| number.exact);
            let is_found = plan == Plan::Fetch(place) && (is_exact || condition.along.is_some());
            if !is_found {
                for test in &condition.tests {
                    select.and_where(test.clone());
                }
            }
        }
    }
}

/// The number of a name of a filter, as stored.
pub(super) fn number(filter: &Filter, name: &str) -> Option<i16> {
    let FilterValues::Named(names) = filter.values else { return None };
    names.iter().position(|known| *known == name).and_then(|position| i16::try_from(position).ok())
}
