//! The query of a list: search, filters and order, as in the URL.

use super::{Listing, Sort};
use crate::Search;

/// Search, filters and order of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ListQuery {
    listing: &'static Listing,
    /// The text that [`Search`] parses. Empty: no search.
    pub search: String,
    /// In the order of the list's filters.
    filters: Vec<FilterChoice>,
    pub sort: Sort,
}

/// The chosen values of one filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FilterChoice {
    /// Matches rows that have none of the values. In a URL, `!` stands before the values.
    pub is_negated: bool,
    /// Matches rows that have any of them. Empty matches every row.
    pub values: Vec<String>,
}

/// An invalid part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidParameter {
    /// The query parameter: `q`, `sort`, or a filter's.
    pub parameter: &'static str,
    /// `invalid`, `unknown`, `too_long`, `too_many_pieces`, `unbalanced_quote` or `unknown_field`.
    pub code: &'static str,
}

impl FilterChoice {
    /// Whether it matches every row.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether this value is chosen.
    pub fn contains(&self, value: &str) -> bool {
        self.values.iter().any(|chosen| chosen == value)
    }

    /// Takes a value in unless it is there.
    pub fn insert(&mut self, value: &str) {
        if !self.contains(value) {
            self.values.push(value.to_owned());
        }
    }

    /// Takes a value away. Without values nothing is negated.
    pub fn remove(&mut self, value: &str) {
        self.values.retain(|chosen| chosen != value);
        self.is_negated &= !self.is_empty();
    }

    /// Takes every value away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// As in a URL.
    fn text(&self) -> String {
        [if self.is_negated { "!" } else { "" }, &self.values.join(",")].concat()
    }
}

impl ListQuery {
    /// Every row, in the usual order.
    pub fn new(listing: &'static Listing) -> Self {
        Self {
            listing,
            search: String::new(),
            filters: vec![FilterChoice::default(); listing.filters.len()],
            sort: listing.usual_sort(),
        }
    }

    /// The list that is asked for.
    pub fn listing(&self) -> &'static Listing {
        self.listing
    }

    /// Reads one parameter into the query; parameters of other names are left alone (`Ok(false)`).
    ///
    /// # Errors
    /// When the value is invalid. The query is then as it was, except for the valid values of a filter.
    pub fn read(&mut self, parameter: &str, value: &str) -> Result<bool, InvalidParameter> {
        match parameter {
            "q" => {
                Search::parse(value, self.listing.search_fields)
                    .map_err(|error| InvalidParameter { parameter: "q", code: error.code() })?;
                self.search = value.trim().to_owned();
            }
            "sort" => {
                let unknown = InvalidParameter { parameter: "sort", code: "unknown" };
                self.sort = Sort::read(self.listing, value).ok_or(unknown)?;
            }
            name => match self.listing.filters.iter().position(|filter| filter.name == name) {
                Some(place) => self.read_filter(place, value)?,
                None => return Ok(false),
            },
        }
        Ok(true)
    }

    /// Adds the valid values of a comma-separated list, each once; reports when one is not valid.
    fn read_filter(&mut self, place: usize, text: &str) -> Result<(), InvalidParameter> {
        let (filter, choice) = (&self.listing.filters[place], &mut self.filters[place]);
        let (is_negated, values) = match text.strip_prefix('!') {
            Some(values) => (true, values),
            None => (false, text),
        };
        let mut has_unknown = false;
        for value in values.split(',').filter(|value| !value.is_empty()) {
            if filter.accepts(value) {
                choice.insert(value);
            } else {
                has_unknown = true;
            }
        }
        choice.is_negated = is_negated && !choice.is_empty();
        if has_unknown { Err(InvalidParameter { parameter: filter.name, code: "unknown" }) } else { Ok(()) }
    }

    /// What is chosen in a filter; nothing in one that the list does not have.
    pub fn filter(&self, name: &str) -> &FilterChoice {
        static NOTHING: FilterChoice = FilterChoice { is_negated: false, values: Vec::new() };
        self.place(name).map_or(&NOTHING, |place| &self.filters[place])
    }

    /// The same, to change it. A filter that the list does not have cannot be changed.
    pub fn filter_mut(&mut self, name: &str) -> Option<&mut FilterChoice> {
        self.place(name).map(|place| &mut self.filters[place])
    }

    /// Every filter in which something is chosen.
    pub fn chosen(&self) -> impl Iterator<Item = (&'static super::Filter, &FilterChoice)> {
        self.listing.filters.iter().zip(&self.filters).filter(|(_, choice)| !choice.is_empty())
    }

    /// The same query with only these values of one filter.
    pub fn with_filter(mut self, name: &str, values: &[&str]) -> Self {
        if let Some(choice) = self.filter_mut(name) {
            choice.clear();
            values.iter().for_each(|value| choice.insert(value));
        }
        self
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.listing.filters.iter().position(|filter| filter.name == name)
    }

    /// The parameters that say what differs from the plain list, in a fixed order. Values are not yet encoded.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        if !self.search.is_empty() {
            parameters.push(("q", self.search.clone()));
        }
        parameters.extend(self.chosen().map(|(filter, choice)| (filter.name, choice.text())));
        if self.sort != self.listing.usual_sort() {
            parameters.push(("sort", self.sort.to_string()));
        }
        parameters
    }

    /// Whether a filter excludes rows.
    pub fn has_filters(&self) -> bool {
        self.chosen().next().is_some()
    }

    /// Whether the search or a filter excludes rows.
    pub fn is_filtered(&self) -> bool {
        !self.search.is_empty() || self.has_filters()
    }

    /// Takes every filter away; search and order stay.
    pub fn clear_filters(&mut self) {
        self.filters.iter_mut().for_each(FilterChoice::clear);
    }

    /// Takes one part away: the search (`q`), the order (`sort`) or a filter.
    pub fn clear(&mut self, parameter: &str) {
        match parameter {
            "q" => self.search.clear(),
            "sort" => self.sort = self.listing.usual_sort(),
            name => {
                if let Some(choice) = self.filter_mut(name) {
                    choice.clear();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::listing::{Direction, Filter, FilterValues, MEMBERS, tests::LISTINGS};

    fn value(filter: &'static Filter) -> BoxedStrategy<String> {
        let none = filter.none.into_iter().map(str::to_owned);
        match filter.values {
            FilterValues::Named(names) | FilterValues::Moments(names) | FilterValues::Days(names) => {
                let mut all: Vec<_> = names.iter().map(|name| (*name).to_owned()).chain(none).collect();
                if matches!(filter.values, FilterValues::Days(_)) {
                    all.push("2026-01-31".to_owned());
                }
                proptest::sample::select(all).boxed()
            }
            FilterValues::Ids(prefix) => any::<u128>().prop_map(move |id| crate::id::write(prefix, id)).boxed(),
        }
    }

    fn choice(filter: &'static Filter) -> impl Strategy<Value = FilterChoice> {
        (proptest::collection::hash_set(value(filter), 0..3), any::<bool>()).prop_map(|(values, is_negated)| {
            let values: Vec<_> = values.into_iter().collect();
            FilterChoice { is_negated: is_negated && !values.is_empty(), values }
        })
    }

    fn queries() -> impl Strategy<Value = ListQuery> {
        proptest::sample::select(&LISTINGS[..]).prop_flat_map(|listing| {
            let direction = |down| if down { Direction::Descending } else { Direction::Ascending };
            let sort = (proptest::sample::select(listing.sorted), any::<bool>())
                .prop_map(move |(column, down)| Sort { column, direction: direction(down) });
            let filters: Vec<_> = listing.filters.iter().map(choice).collect();
            ("[^\\p{C}:\"\u{fffd}]{0,40}", filters, sort).prop_map(|(search, filters, sort)| ListQuery {
                listing,
                search: search.trim().to_owned(),
                filters,
                sort,
            })
        })
    }

    proptest! {
        #[test]
        fn every_query_survives_its_parameters(query in queries()) {
            prop_assume!(Search::parse(&query.search, query.listing.search_fields).is_ok());
            let mut read = ListQuery::new(query.listing);
            for (parameter, value) in query.parameters() {
                prop_assert_eq!(read.read(parameter, &value), Ok(true));
            }
            prop_assert_eq!(read, query);
        }

        #[test]
        fn no_text_panics(parameter in "q|role|status|company|last_sign_in|sort|cursor", value: String) {
            let _ = ListQuery::new(&MEMBERS).read(&parameter, &value);
        }
    }

    #[test]
    fn one_bad_value_of_a_filter_leaves_the_good_ones() {
        let mut query = ListQuery::new(&MEMBERS);
        let bad = query.read("status", "active,asleep,invited,active");
        assert_eq!(bad, Err(InvalidParameter { parameter: "status", code: "unknown" }));
        assert_eq!(query.filter("status").values, ["active", "invited"]);
    }

    #[test]
    fn u27_a_filter_can_be_negated() {
        let mut query = ListQuery::new(&MEMBERS);
        assert_eq!(query.read("status", "!active"), Ok(true));
        assert!(query.filter("status").is_negated);
        assert_eq!(query.parameters(), [("status", "!active".to_owned())]);
        query.filter_mut("status").unwrap().remove("active");
        assert_eq!(query, ListQuery::new(&MEMBERS));
        assert_eq!(query.read("status", "!"), Ok(true));
        assert_eq!(query, ListQuery::new(&MEMBERS));
    }

    #[test]
    fn an_invalid_search_is_named() {
        let mut query = ListQuery::new(&MEMBERS);
        for (text, code) in [("\"a", "unbalanced_quote"), ("age:7", "unknown_field"), ("a\0b", "invalid")] {
            assert_eq!(query.read("q", text), Err(InvalidParameter { parameter: "q", code }), "{text}");
        }
    }
}
