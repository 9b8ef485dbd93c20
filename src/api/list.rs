//! Lists of an organization, `/organizations/{org}/{list}`, and their saved views.

use api_types::{FilterOptions, List, ListQuery, NewSavedView, OrganizationId, SavedView, SavedViewChanges};

use serde::de::DeserializeOwned;

use super::{Change, Query, Request, organizations::path};
use crate::paths::query;

/// Rows asked for at a time by whoever goes through many: as many as the server gives.
pub const LONG_PAGE: u64 = 200;

/// Where a page of a list begins.
pub enum PageStart<'a> {
    /// Behind so many rows.
    At(u64),
    /// Behind the page that named this cursor.
    Cursor(&'a str),
}

fn list_path(organization: OrganizationId, list: &ListQuery, rest: &str, parameters: Parameters) -> String {
    path(organization, &["/", list.listing().name, rest, &query(parameters)].concat())
}

type Parameters = Vec<(&'static str, String)>;

/// `GET …/{list}`: the rows from `at` on, counted from 0; with `count`, also how many there are exactly.
pub fn rows(organization: OrganizationId, list: &ListQuery, at: u64, count: bool) -> Request {
    page::<()>(organization, list, at, count).request()
}

/// The same, of rows of this type.
pub(super) fn page<T: DeserializeOwned>(
    organization: OrganizationId,
    list: &ListQuery,
    at: u64,
    count: bool,
) -> Query<T> {
    let mut parameters = list.parameters();
    // Not for the first rows: that request has left before the app was there.
    parameters.extend((at > 0).then(|| ("at", at.to_string())));
    parameters.extend(count.then(|| ("count", "exact".to_owned())));
    Query::new(list_path(organization, list, "", parameters))
}

/// The first `limit` rows; with `count`, also how many there are exactly.
pub(super) fn first<T: DeserializeOwned>(
    organization: OrganizationId,
    list: &ListQuery,
    limit: u64,
    count: bool,
) -> Query<T> {
    let mut parameters = list.parameters();
    parameters.push(("limit", limit.to_string()));
    parameters.extend(count.then(|| ("count", "exact".to_owned())));
    Query::new(list_path(organization, list, "", parameters))
}

/// `GET …/{list}/options`: the values of a filter whose names have `find` in them.
pub fn options(
    organization: OrganizationId,
    list: &ListQuery,
    filter: &'static str,
    find: &str,
) -> Query<FilterOptions> {
    let mut parameters = list.parameters();
    parameters.retain(|(name, _)| *name != "sort");
    parameters.push(("filter", filter.to_owned()));
    parameters.extend((!find.is_empty()).then(|| ("find", find.to_owned())));
    Query::new(list_path(organization, list, "/options", parameters))
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileFormat {
    /// JSON objects with all fields instead of a table.
    pub is_json: bool,
    /// For programs that do not expect UTF-8.
    pub has_bom: bool,
    /// Semicolons between cells, where commas are for decimals.
    pub has_semicolons: bool,
}

impl FileFormat {
    /// What the server says that the file is.
    pub const fn media_type(self) -> &'static str {
        if self.is_json { "application/jsonl" } else { "text/csv" }
    }
}

/// Path of the file with the rows of a list and these columns.
pub fn export_path(organization: OrganizationId, list: &ListQuery, columns: &[&str], format: FileFormat) -> String {
    let mut parameters = list.parameters();
    if format.is_json {
        parameters.push(("format", "json_lines".to_owned()));
        return list_path(organization, list, "/export", parameters);
    }
    parameters.push(("columns", columns.join(",")));
    parameters.extend(format.has_bom.then(|| ("bom", "true".to_owned())));
    parameters.extend(format.has_semicolons.then(|| ("delimiter", "semicolon".to_owned())));
    list_path(organization, list, "/export", parameters)
}

/// `GET …/saved-views`: the reader's own views of a list.
pub fn saved_views(organization: OrganizationId, list: &str) -> Query<List<SavedView>> {
    Query::new(path(organization, &["/saved-views?list=", list].concat()))
}

/// `GET …/{list}`: a page of [`LONG_PAGE`] rows.
pub fn long_page(organization: OrganizationId, list: &ListQuery, start: PageStart<'_>) -> Request {
    let mut parameters = list.parameters();
    parameters.push(("limit", LONG_PAGE.to_string()));
    parameters.push(match start {
        PageStart::At(at) => ("at", at.to_string()),
        PageStart::Cursor(cursor) => ("cursor", cursor.to_owned()),
    });
    Query::<()>::new(list_path(organization, list, "", parameters)).request()
}

/// `PUT …/saved-views`
pub fn save_view(organization: OrganizationId, new: &NewSavedView) -> Change<SavedView> {
    Change::put(path(organization, "/saved-views"), new)
}

/// `PATCH …/saved-views/{view}`
pub fn rename_view(organization: OrganizationId, view: &SavedView, changes: &SavedViewChanges) -> Change<SavedView> {
    Change::patch(view_path(organization, view), changes)
}

/// `DELETE …/saved-views/{view}`
pub fn delete_view(organization: OrganizationId, view: &SavedView) -> Change<()> {
    Change::delete(view_path(organization, view))
}

fn view_path(organization: OrganizationId, view: &SavedView) -> String {
    path(organization, &["/saved-views/", &view.id.to_string()].concat())
}
