//! What a list is in the database: its table, and what its rows are sorted, filtered and searched by.

use api_types::{Filter, ListQuery, Listing, SearchField};
use sea_query::{Expr, Func};

use super::counts::{self, Facet};
use crate::store::{Database, sql};

/// A list in the database. Each noun has one, beside its [`Listing`].
///
/// The table has the columns `id`, `organization_id` and `search_text`.
#[derive(Debug)]
pub struct ListSpec {
    pub listing: &'static Listing,
    pub(in crate::store) table: &'static str,
    /// In the order of the columns that the listing is sorted by.
    pub(in crate::store) columns: &'static [SortColumn],
    /// In the order of the listing's filters.
    pub(in crate::store) filters: &'static [FilterSpec],
    /// Beside `search_text` as a whole; in the order of the listing's fields.
    pub(in crate::store) search_fields: &'static [FieldSpec],
    /// What a very long list has; others are scanned.
    pub(in crate::store) long: Option<LongList>,
    /// Whether the list is always in the order of its ids, which begin with the time. Then each filter by values has an
    /// index of organization, its column and id.
    pub(in crate::store) by_id: bool,
    pub(in crate::store) hidden: Option<Hidden>,
    /// Lists that the rows show something of. A change of one of them is a change of this list.
    pub(in crate::store) depends_on: &'static [&'static str],
}

impl ListSpec {
    /// Up to so many rows are tested if all would have to be. Where no index narrows a search, that has to be enough for
    /// every row of a list of 100,000.
    pub(super) const fn tested(&self) -> u64 {
        if self.long.is_some() || self.by_id { 50_000 } else { 150_000 }
    }
}

/// What a list of a million rows needs: SQLite looks rows up by their places instead of scanning all.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct LongList {
    /// The integer that is the primary key on SQLite. Rows of one organization have neighbouring places.
    pub place: &'static str,
    /// SQLite's table of the trigrams of `search_text`, by place.
    pub trigrams: &'static str,
}

/// Rows that are in the list only if a filter asks for them: those with some names of a filter.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Hidden {
    /// The column that says whether a row is one of them. The indexes of the list have it before the sort key.
    pub column: &'static str,
    /// The filter, which is a [`FilterBy::Named`] one.
    pub filter: &'static str,
    pub values: &'static [&'static str],
}

/// What rows are sorted by.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct SortColumn {
    /// Name of the listing's column.
    pub name: &'static str,
    pub source: Source,
    pub kind: Kind,
    /// Whether a row can have nothing there.
    pub can_be_absent: bool,
}

/// The type of a value that rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Kind {
    Bytes,
    Text,
    Number,
    /// The id itself.
    Id,
}

/// Where a value of a row is.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) enum Source {
    /// A column of the table.
    Column(&'static str),
    /// SQL over the table's columns.
    Expression(&'static str),
    /// The rows of another list that are counted for this row.
    Counter(Facet),
}

/// How rows are filtered.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct FilterSpec {
    /// Name of the listing's filter.
    pub name: &'static str,
    pub by: FilterBy,
}

/// What a filter compares.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) enum FilterBy {
    /// A small number: the position of a name in the listing's filter. `none` is NULL.
    Named { facet: Facet, source: Source },
    /// The id in a column.
    Ids { facet: Facet, column: &'static str, none: NoneColumn, names: NameTable },
    /// The id in a column, of which there are too many different ones to count their rows.
    UncountedIds {
        column: &'static str,
        names: NameTable,
        /// The list of the rows with these ids.
        list: &'static ListSpec,
    },
    /// The text in a column. `none` is NULL.
    Texts { facet: Facet, column: &'static str },
    /// The day in the id, in a list by id.
    Days { edge: Edge, names: &'static [(&'static str, i64)] },
    /// The ids that a table links to the row.
    Links { facet: Facet, link: Link, none: NoneColumn, names: NameTable },
    /// The time in a column.
    Moments { column: &'static str, names: &'static [(&'static str, Moment)] },
    /// The listing's only name: the column is not NULL. The facet counts it as 0.
    Present { facet: Facet, column: &'static str },
    /// For each of the listing's names, SQL that is true for its rows. `none`: none of them is.
    Tests(&'static [&'static str]),
    /// `none`: no row of another list is counted for this row.
    Uncounted(Facet),
}

/// Whether a day is the first or the last one that matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Edge {
    First,
    Last,
}

/// A column that is NULL in exactly the rows that have none, and that an index has.
pub(in crate::store) type NoneColumn = &'static str;

/// A table that links rows to ids.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Link {
    pub table: &'static str,
    /// Column with the id of the row.
    pub row: &'static str,
    /// Column with the id that it is linked to.
    pub id: &'static str,
}

/// A table that names ids.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct NameTable {
    pub table: &'static str,
    /// The first of these columns that is not NULL has the name.
    pub name: &'static [&'static str],
    /// Few rows: all of them are options, in this order.
    pub few: Option<Few>,
}

/// Columns of a table with few rows.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Few {
    pub position: &'static str,
    pub key: &'static str,
}

/// What the name of a moment means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Moment {
    /// There is none.
    Never,
    /// More days ago than this.
    DaysAgo(i64),
    /// From the beginning of today on, within so many days.
    WithinDays(i64),
}

/// A field that a term of a search can be limited to.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct FieldSpec {
    pub field: SearchField,
    pub source: FieldSource,
}

/// Where the text of a field is.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) enum FieldSource {
    /// At this place among the fields of `search_text`.
    Place(usize),
    /// The e-mail address at the end of `search_text`, which words without an `@` do not match.
    HiddenAddress,
    /// The whole `search_text` of another row of the table: the one whose id is in this column.
    Reference { facet: Facet, column: &'static str },
}

impl SortColumn {
    pub(in crate::store) const fn bytes(name: &'static str, column: &'static str) -> Self {
        Self { name, source: Source::Column(column), kind: Kind::Bytes, can_be_absent: false }
    }

    pub(in crate::store) const fn text(name: &'static str, column: &'static str) -> Self {
        Self { name, source: Source::Column(column), kind: Kind::Text, can_be_absent: false }
    }

    pub(in crate::store) const fn number(name: &'static str, source: Source) -> Self {
        Self { name, source, kind: Kind::Number, can_be_absent: false }
    }

    pub(in crate::store) const fn id(name: &'static str) -> Self {
        Self { name, source: Source::Column("id"), kind: Kind::Id, can_be_absent: false }
    }

    /// The same column, which can be NULL.
    pub(in crate::store) const fn or_absent(self) -> Self {
        Self { can_be_absent: true, ..self }
    }
}

impl Source {
    /// The value in a row of `table`.
    pub(in crate::store) fn value(self, table: &'static str) -> Expr {
        match self {
            Self::Column(column) => Expr::col((table, column)),
            Self::Expression(sql) => Expr::cust(sql),
            Self::Counter(facet) => {
                let counted = counts::of_row(facet, table);
                Func::coalesce([Expr::from(counted), Expr::val(0i64)]).into()
            }
        }
    }

    /// The same value in a condition that only tests rows: SQLite, which does not know how many rows have which value,
    /// must not choose an index by it. PostgreSQL decides by itself.
    pub(in crate::store) fn tested(self, database: &Database, table: &'static str) -> Expr {
        match self {
            Self::Column(column) => sql::without_index(database, table, column),
            other => other.value(table),
        }
    }
}

impl FilterBy {
    /// What the filter's values are counted by.
    pub(super) const fn facet(&self) -> Option<Facet> {
        match self {
            Self::Named { facet, .. }
            | Self::Ids { facet, .. }
            | Self::Texts { facet, .. }
            | Self::Present { facet, .. }
            | Self::Links { facet, .. } => Some(*facet),
            Self::Moments { .. }
            | Self::Tests(_)
            | Self::Uncounted(_)
            | Self::UncountedIds { .. }
            | Self::Days { .. } => None,
        }
    }
}

impl ListSpec {
    /// The name of the list.
    pub(in crate::store) const fn name(&self) -> &'static str {
        self.listing.name
    }

    /// Whether what `query` matches changes by itself as days go by.
    pub fn depends_on_today(&self, query: &ListQuery) -> bool {
        query.chosen().any(|(filter, choice)| match self.filter(filter.name) {
            Some((_, FilterBy::Moments { names, .. })) => {
                names.iter().any(|(name, moment)| *moment != Moment::Never && choice.contains(name))
            }
            Some((_, FilterBy::Days { names, .. })) => names.iter().any(|(name, _)| choice.contains(name)),
            _ => false,
        })
    }

    /// A column of the table.
    pub(super) fn column(&self, name: &'static str) -> Expr {
        Expr::col((self.table, name))
    }

    /// What the listing's column is sorted by; the first column's for a name that the list does not have.
    pub(super) fn sort_column(&self, name: &str) -> SortColumn {
        let known = self.columns.iter().find(|column| column.name == name);
        known.copied().unwrap_or(self.columns[0])
    }

    /// The filter with this name.
    pub(super) fn filter(&self, name: &str) -> Option<(&'static Filter, &'static FilterBy)> {
        let by = self.filters.iter().find(|filter| filter.name == name).map(|filter| &filter.by)?;
        Some((self.listing.filter(name)?, by))
    }

    /// The facet and the numbers of the rows that are hidden.
    pub(super) fn hidden_values(&self) -> Option<(Facet, Vec<i16>)> {
        let hidden = self.hidden?;
        let (filter, by) = self.filter(hidden.filter)?;
        match by {
            FilterBy::Named { facet, .. } => {
                let numbers = hidden.values.iter().map(|value| super::filter::number(filter, value));
                Some((*facet, numbers.collect::<Option<_>>()?))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use api_types::{ACCESS_REQUESTS, AUDIT_EVENTS, COMPANIES, CONTACTS, DEVICES, FilterValues, MEMBERS, ROLES};

    use super::*;
    use crate::store::{access_requests, audit, companies, contacts, devices, members, roles};

    const SPECS: [&ListSpec; 7] = [
        &members::SPEC,
        &roles::SPEC,
        &companies::SPEC,
        &contacts::SPEC,
        &devices::SPEC,
        &audit::SPEC,
        &access_requests::SPEC,
    ];

    #[test]
    fn every_column_filter_and_search_field_of_a_listing_has_its_sql() {
        let listings = SPECS.map(|spec| spec.listing);
        assert_eq!(listings, [&MEMBERS, &ROLES, &COMPANIES, &CONTACTS, &DEVICES, &AUDIT_EVENTS, &ACCESS_REQUESTS]);
        for spec in SPECS {
            let columns: Vec<_> = spec.columns.iter().map(|column| column.name).collect();
            assert_eq!(columns, spec.listing.sorted, "{}", spec.name());
            let filters: Vec<_> = spec.filters.iter().map(|filter| filter.name).collect();
            let listed: Vec<_> = spec.listing.filters.iter().map(|filter| filter.name).collect();
            assert_eq!(filters, listed, "{}", spec.name());
            let fields: Vec<_> = spec.search_fields.iter().map(|field| field.field).collect();
            assert_eq!(fields, spec.listing.search_fields, "{}", spec.name());
        }
    }

    #[test]
    fn a_filter_compares_what_its_values_are() {
        for (spec, filter) in SPECS.into_iter().flat_map(|spec| spec.filters.iter().map(move |filter| (spec, filter))) {
            let listed = spec.listing.filter(filter.name).unwrap();
            let fits = match (&filter.by, listed.values) {
                (FilterBy::Named { .. } | FilterBy::Texts { .. }, FilterValues::Named(names)) => !names.is_empty(),
                (FilterBy::Ids { .. } | FilterBy::Links { .. }, FilterValues::Ids(_)) => true,
                (FilterBy::UncountedIds { .. }, FilterValues::Ids(_)) => spec.by_id && listed.none.is_none(),
                (FilterBy::Days { names, .. }, FilterValues::Days(listed)) => {
                    spec.by_id && names.iter().map(|(name, _)| *name).eq(listed.iter().copied())
                }
                (FilterBy::Moments { names, .. }, FilterValues::Moments(listed)) => {
                    names.iter().map(|(name, _)| *name).eq(listed.iter().copied())
                }
                (FilterBy::Present { .. }, FilterValues::Named(names)) => names.len() == 1 && listed.none.is_none(),
                (FilterBy::Tests(tests), FilterValues::Named(names)) => tests.len() == names.len(),
                (FilterBy::Uncounted(_), FilterValues::Named(names)) => names.is_empty() && listed.none.is_some(),
                _ => false,
            };
            assert!(fits, "{} {}", spec.name(), filter.name);
        }
    }

    #[test]
    fn what_is_hidden_are_values_of_a_filter() {
        for spec in SPECS {
            assert_eq!(spec.hidden.is_some(), spec.hidden_values().is_some(), "{}", spec.name());
        }
    }

    #[test]
    fn facets_of_a_list_have_different_numbers() {
        for spec in SPECS {
            let mut seen = Vec::new();
            for facet in spec.filters.iter().filter_map(|filter| filter.by.facet()) {
                assert_eq!(facet.list, spec.name());
                assert!(!seen.contains(&facet.number), "{} {}", facet.list, facet.number);
                seen.push(facet.number);
            }
        }
    }
}
