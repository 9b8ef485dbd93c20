//! The parameters of a list for OpenAPI, made from its listing.

use std::marker::PhantomData;

use api_types::{BEFORE, Filter, FilterValues, Language, Listing, MAX_SEARCH, PAGE_SIZE, SearchField};
use utoipa::{
    IntoParams,
    openapi::{
        Required,
        path::{Parameter, ParameterBuilder, ParameterIn},
        schema::{ObjectBuilder, Schema, Type},
    },
};

use super::{Export, Format, csv::Delimiter};
use crate::{
    routes::query::{MAX_LIMIT, MAX_PLACE},
    store::listing::Noun,
};

/// Search, filters, order and paging.
pub struct ListParameters<N>(PhantomData<N>);

/// The name of a filter, and search and filters.
pub struct OptionsParameters<N>(PhantomData<N>);

/// Columns and form of the file; search, filters and order.
pub struct ExportParameters<N>(PhantomData<N>);

impl<N: Noun> IntoParams for ListParameters<N> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let listing = N::SPEC.listing;
        let place = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(MAX_PLACE));
        let count = "`exact` counts all matches; without it, a large count may be a lower bound";
        let mut parameters = query_parameters(listing);
        parameters.push(sort(listing));
        parameters.extend(paging());
        parameters.push(parameter("at", "Instead of a cursor: the number of rows before the page", place));
        parameters.push(parameter("count", count, one_of(&["exact"])));
        parameters
    }
}

impl<N: Noun> IntoParams for OptionsParameters<N> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let listing = N::SPEC.listing;
        let names: Vec<_> = listing.filters.iter().map(|filter| filter.name).collect();
        let filter = parameter("filter", &alternatives(&names), one_of(&names));
        let filter = ParameterBuilder::from(filter).required(Required::True).build();
        let find = parameter("find", "Only values whose name contains these words", text(MAX_SEARCH));
        [filter, find].into_iter().chain(query_parameters(listing)).collect()
    }
}

impl<N: Export> IntoParams for ExportParameters<N> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let listing = N::SPEC.listing;
        let columns = format!(
            "Column names in order, separated by commas; all columns by default. {} always come first",
            quoted(N::FIRST).join(", ")
        );
        let bom = "`true` starts the file with a byte order mark, so spreadsheets detect UTF-8";
        let delimiter = "`comma` (default) or `semicolon`";
        let mut parameters = vec![
            parameter("format", "`csv` (default) or `json_lines`: all fields of each row", one_of(&Format::NAMES)),
            parameter("columns", &columns, separated("", &listing.columns.join("|"))),
            parameter("bom", bom, ObjectBuilder::new().schema_type(Type::Boolean)),
            parameter("delimiter", delimiter, one_of(&Delimiter::NAMES)),
        ];
        parameters.extend(query_parameters(listing));
        parameters.push(sort(listing));
        parameters
    }
}

/// The parameters of every list with pages.
pub fn paging() -> [Parameter; 2] {
    let limit = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(MAX_LIMIT));
    let cursor = ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[A-Za-z0-9_-]+$"));
    [
        parameter("limit", &format!("Page size, {PAGE_SIZE} by default"), limit),
        parameter("cursor", "`next_cursor` of the previous page", cursor),
    ]
}

/// An optional query parameter.
pub fn parameter(name: &str, description: &str, schema: impl Into<Schema>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(schema.into()))
        .build()
}

/// A text of at most `longest` characters.
pub fn text(longest: usize) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).max_length(Some(longest))
}

/// One of these names.
pub fn one_of(names: &[&str]) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names.iter().copied()))
}

/// Values that match `value`, separated by commas, after `prefix`; both are regular expressions.
fn separated(prefix: &str, value: &str) -> ObjectBuilder {
    let pattern = format!("^{prefix}(({value})(,|$))*$");
    ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern))
}

/// Search and filters.
fn query_parameters(listing: &Listing) -> Vec<Parameter> {
    let search = parameter("q", &search_text(listing), text(MAX_SEARCH));
    let filters = listing.filters.iter().map(|filter| parameter(filter.name, &values(filter), choice(filter)));
    std::iter::once(search).chain(filters).collect()
}

fn search_text(listing: &Listing) -> String {
    let within = join(listing.searched, "or");
    let mut text = format!(
        "Words that must all match in {within}. `*` and `%` match any text: `an*` finds words that begin with \"an\", \
         `*an` words that end with it, `*an*` words that contain it. \"…\" matches a phrase."
    );
    let fields = listing.search_fields.iter().filter_map(|field| field.names(Language::En).first());
    let fields: Vec<_> = fields.map(|name| format!("`{name}:`")).collect();
    if !fields.is_empty() {
        let fields = join(&fields, "and");
        text.push_str(&format!(" {fields} search one field; a wildcard there matches the whole field"));
        let by_words = listing.search_fields.contains(&SearchField::Supervisor);
        text.push_str(if by_words { " (`supervisor:` matches words)." } else { "." });
    }
    text.push_str(" One or two letters match the start of a word.");
    if listing.search_fields.contains(&SearchField::Email) {
        text.push_str(" The domain of an address is found by `@acme` or `email:acme`.");
    }
    text
}

/// A date as a regular expression.
const DATE: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

/// The values of a filter as a regular expression.
fn choice(filter: &Filter) -> ObjectBuilder {
    let mut values = match filter.values {
        FilterValues::Named(names) => names.join("|"),
        FilterValues::Ids(prefix) => format!("{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}"),
        FilterValues::Moments(names) => format!("{}|{BEFORE}{DATE}", names.join("|")),
        FilterValues::Days(names) => names.iter().chain([&DATE]).copied().collect::<Vec<_>>().join("|"),
    };
    if let Some(none) = filter.none {
        values = if values.is_empty() { none.to_owned() } else { format!("{values}|{none}") };
    }
    separated("!?", &values)
}

fn values(filter: &Filter) -> String {
    let known = match filter.values {
        FilterValues::Named(names) => quoted(names),
        FilterValues::Ids(prefix) => vec![format!("Ids (`{prefix}_…`)")],
        FilterValues::Days(names) => {
            quoted(names).into_iter().chain(["A day in UTC such as `2026-01-31`".to_owned()]).collect()
        }
        FilterValues::Moments(names) => {
            quoted(names).into_iter().chain(["`before_` with a date such as `before_2026-01-31`".to_owned()]).collect()
        }
    };
    let known: Vec<_> = known.into_iter().chain(filter.none.map(|none| format!("`{none}`"))).collect();
    format!(
        "{}, separated by commas; matches any of them. After a leading `!`, matches all other rows",
        known.join(", ")
    )
}

fn sort(listing: &Listing) -> Parameter {
    let others: Vec<_> = listing.sorted.iter().skip(1).copied().collect();
    let usual = listing.usual_sort();
    let description = if others.is_empty() {
        format!("`{usual}` (default) or `{}`. A leading `-` sorts in descending order", listing.first_column())
    } else {
        format!(
            "A column: `{usual}` (default), {}. A leading `-` sorts in descending order. Rows without a value come last",
            alternatives(&others)
        )
    };
    let descending: Vec<_> = listing.sorted.iter().map(|column| format!("-{column}")).collect();
    let values: Vec<_> = listing.sorted.iter().copied().chain(descending.iter().map(String::as_str)).collect();
    parameter("sort", &description, one_of(&values))
}

/// Names as a choice: `a`, `b` or `c`.
fn alternatives(names: &[&str]) -> String {
    join(&quoted(names), "or")
}

/// Texts as an enumeration: a, b or c.
fn join<T: AsRef<str>>(texts: &[T], conjunction: &str) -> String {
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    match texts.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} {conjunction} {last}", others.join(", ")),
        _ => texts.concat(),
    }
}

fn quoted(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

#[cfg(test)]
mod tests {
    use api_types::{COMPANIES, MEMBERS, ROLES};

    use super::*;

    #[test]
    fn a_search_is_described_by_what_its_list_can_do() {
        let members = "Words that must all match in name, e-mail or signature. `*` and `%` match any text: `an*` finds \
                       words that begin with \"an\", `*an` words that end with it, `*an*` words that contain it. \"…\" \
                       matches a phrase. `first:`, `last:`, `email:`, `signature:` and `supervisor:` search one field; a \
                       wildcard there matches the whole field (`supervisor:` matches words). One or two letters match \
                       the start of a word. The domain of an address is found by `@acme` or `email:acme`.";
        assert_eq!(search_text(&MEMBERS), members);
        for (listing, fields) in [(&ROLES, "name or description"), (&COMPANIES, "name or number")] {
            let text = format!(
                "Words that must all match in {fields}. `*` and `%` match any text: `an*` finds words that begin with \
                 \"an\", `*an` words that end with it, `*an*` words that contain it. \"…\" matches a phrase. One or two \
                 letters match the start of a word."
            );
            assert_eq!(search_text(listing), text);
        }
    }
}
