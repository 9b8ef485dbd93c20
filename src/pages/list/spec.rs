//! What a list of one noun needs beside what every list has.

use api_types::{List, Listing, Organization, Permission};
use serde::de::DeserializeOwned;

use super::{action::Action, bulk::Bulk};
use crate::{
    api::{ApiError, Body, Query},
    i18n::{ListNounTexts, Texts, ViewsTexts},
    queries::ReadPage,
    ui::{Column, RowRef, TableRow},
};

/// The list of one noun. The code of lists stands once in the program, whatever they are about: this is all that it knows
/// of the noun.
pub struct ListSpec {
    /// What its rows can be searched, filtered and sorted by.
    pub listing: &'static Listing,
    /// Who sees it.
    pub permission: Permission,
    /// Reads a page of it.
    pub read: ReadPage<RowRef>,
    /// Its columns; the first one names the rows.
    pub columns: &'static [Column],
    /// What it says.
    pub texts: fn(&'static Texts) -> &'static ListNounTexts,
    /// What can be done with its rows.
    pub actions: &'static [Action],
    /// Who may select rows, to do the same to many.
    pub bulk_permission: Option<Permission>,
    /// What does the same to many, where that is not the noun's lazy component with the rows.
    pub bulk: Option<Bulk>,
    /// How many rows an organization has, if the organization says so.
    pub whole: fn(&Organization) -> Option<u64>,
    /// Filters that are chosen elsewhere than among the chips.
    pub filters_elsewhere: &'static [&'static str],
    /// Filters that few need: they wait behind a button until they are in force.
    pub rare_filters: &'static [&'static str],
    /// Values of filters that are also offered as one.
    pub value_groups: &'static [ValueGroup],
    /// Filters whose values are offered as [`ListSpec::value_groups`] only.
    pub grouped: &'static [&'static str],
    /// Filters by identifier with so few values that nobody looks for one.
    pub few_values: &'static [&'static str],
    /// Views that everybody has.
    pub presets: &'static [Preset],
}

/// A view that everybody has.
pub struct Preset {
    pub name: fn(&'static ViewsTexts) -> &'static str,
    /// Its part of the URL, as the list writes it.
    pub query: &'static str,
}

/// Values of a filter that are offered as one.
pub struct ValueGroup {
    /// Name of the filter.
    pub filter: &'static str,
    pub values: &'static [&'static str],
    pub label: fn(&'static Texts) -> &'static str,
}

impl ListSpec {
    /// The action with this name.
    pub fn action(&self, name: &str) -> Option<&'static Action> {
        self.actions.iter().find(|action| action.name == name)
    }
}

/// Reads a page of rows of this type.
///
/// # Errors
/// [`ApiError::UnexpectedResponse`] when it is of another shape.
pub fn read_page<T: TableRow + DeserializeOwned>(body: &Body) -> Result<List<RowRef>, ApiError> {
    let List { items, next_cursor, total, version } = Query::<List<T>>::decode(body)?;
    let items = items.into_iter().map(|row| std::sync::Arc::new(row) as RowRef).collect();
    Ok(List { items, next_cursor, total, version })
}
