//! The parameters of a list for OpenAPI, made from its listing.

use std::marker::PhantomData;

use api_types::{Filter, FilterValues, Language, Listing, MAX_SEARCH, PAGE_SIZE};
use utoipa::{
    IntoParams,
    openapi::{
        Required,
        path::{Parameter, ParameterBuilder, ParameterIn},
        schema::{ObjectBuilder, Schema, Type},
    },
};

use super::Export;
use crate::{routes::query::MAX_LIMIT, store::listing::Noun};

/// Search, filters, order and paging.
pub struct ListParameters<N>(PhantomData<N>);

/// The name of a filter, and search and filters.
pub struct OptionsParameters<N>(PhantomData<N>);

/// Columns and form of the file; search, filters and order.
pub struct ExportParameters<N>(PhantomData<N>);

impl<N: Noun> IntoParams for ListParameters<N> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let listing = N::SPEC.listing;
        let number = |minimum: u64| ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(minimum));
        let limit = number(1).maximum(Some(MAX_LIMIT));
        let mut parameters = query_parameters(listing);
        parameters.push(text("sort", &sorts(listing)));
        parameters.push(parameter("limit", &format!("Page size, {PAGE_SIZE} by default"), limit));
        parameters.push(text("cursor", "`next_cursor` of the previous page"));
        parameters.push(parameter("at", "Instead of a cursor: the number of rows before the page", number(0)));
        let count = "`exact` counts all matches; without it, a large count may be a lower bound";
        parameters.push(text("count", count));
        parameters
    }
}

impl<N: Noun> IntoParams for OptionsParameters<N> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let listing = N::SPEC.listing;
        let names: Vec<_> = listing.filters.iter().map(|filter| filter.name).collect();
        let filter = text("filter", &alternatives(&names));
        let filter = ParameterBuilder::from(filter).required(Required::True).build();
        let find = ObjectBuilder::new().schema_type(Type::String).max_length(Some(MAX_SEARCH));
        let find = parameter("find", "Only values whose name contains these words", find);
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
            text("columns", &columns),
            parameter("bom", bom, ObjectBuilder::new().schema_type(Type::Boolean)),
            text("delimiter", delimiter),
        ];
        parameters.extend(query_parameters(listing));
        parameters.push(text("sort", &sorts(listing)));
        parameters
    }
}

/// Search and filters.
fn query_parameters(listing: &Listing) -> Vec<Parameter> {
    let search = ObjectBuilder::new().schema_type(Type::String).max_length(Some(MAX_SEARCH));
    let search = parameter("q", &search_text(listing), search);
    std::iter::once(search).chain(listing.filters.iter().map(|filter| text(filter.name, &values(filter)))).collect()
}

fn search_text(listing: &Listing) -> String {
    let fields = listing.search_fields.iter().filter_map(|field| field.names(Language::En).first());
    let fields: Vec<_> = fields.map(|name| format!("`{name}:`")).collect();
    let within = match fields.split_last() {
        Some((last, others)) if !others.is_empty() => {
            format!("{} and {last} search one field. ", others.join(", "))
        }
        Some((last, _)) => format!("{last} searches one field. "),
        None => String::new(),
    };
    format!(
        "Words that must all match. `*` and `%` match any text, \"…\" matches a phrase. {within}One or two letters match \
         the start of a word"
    )
}

fn values(filter: &Filter) -> String {
    let known = match filter.values {
        FilterValues::Named(names) => quoted(names),
        FilterValues::Ids(prefix) => vec![format!("Ids (`{prefix}_…`)")],
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

fn sorts(listing: &Listing) -> String {
    let others: Vec<_> = listing.columns.iter().skip(1).copied().collect();
    format!(
        "A column: `{}` (default), {}. A leading `-` sorts in descending order. Rows without a value come last",
        listing.first_column(),
        alternatives(&others)
    )
}

/// Names as a choice: `a`, `b` or `c`.
fn alternatives(names: &[&str]) -> String {
    let names = quoted(names);
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => names.concat(),
    }
}

fn quoted(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

fn text(name: &str, description: &str) -> Parameter {
    parameter(name, description, ObjectBuilder::new().schema_type(Type::String))
}

fn parameter(name: &str, description: &str, schema: impl Into<Schema>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(schema.into()))
        .build()
}
