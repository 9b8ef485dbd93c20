//! Lists of an organization, `/organizations/{org}/{list}`, and their saved views.

use api_types::{FilterOptions, List, ListQuery, NewSavedView, OrganizationId, SavedView, SavedViewChanges};

use serde::de::DeserializeOwned;

use super::{Api, ApiError, Body, Query, Request, organizations::path};
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
    /// For programs that do not expect UTF-8.
    pub has_bom: bool,
    /// Semicolons between cells, where commas are for decimals.
    pub has_semicolons: bool,
}

/// Path of the file with the rows of a list and these columns.
pub fn export_path(organization: OrganizationId, list: &ListQuery, columns: &[&str], format: FileFormat) -> String {
    let mut parameters = list.parameters();
    parameters.push(("columns", columns.join(",")));
    parameters.extend(format.has_bom.then(|| ("bom", "true".to_owned())));
    parameters.extend(format.has_semicolons.then(|| ("delimiter", "semicolon".to_owned())));
    list_path(organization, list, "/export", parameters)
}

/// `GET …/saved-views`: the reader's own views of a list.
pub fn saved_views(organization: OrganizationId, list: &str) -> Query<List<SavedView>> {
    Query::new(path(organization, &["/saved-views?list=", list].concat()))
}

impl Api {
    /// `GET …/{list}`: the text of a page of [`LONG_PAGE`] rows.
    pub async fn long_page(
        &self,
        organization: OrganizationId,
        list: &ListQuery,
        start: PageStart<'_>,
    ) -> Result<Body, ApiError> {
        let mut parameters = list.parameters();
        parameters.push(("limit", LONG_PAGE.to_string()));
        parameters.push(match start {
            PageStart::At(at) => ("at", at.to_string()),
            PageStart::Cursor(cursor) => ("cursor", cursor.to_owned()),
        });
        let request = Query::<()>::new(list_path(organization, list, "", parameters)).request();
        self.get(&request, None).await?.text.ok_or(ApiError::UnexpectedResponse)
    }

    /// `PUT …/saved-views`
    pub async fn save_view(&self, organization: OrganizationId, new: &NewSavedView) -> Result<SavedView, ApiError> {
        self.put(&path(organization, "/saved-views"), new).await
    }

    /// `PATCH …/saved-views/{view}`
    pub async fn rename_view(
        &self,
        organization: OrganizationId,
        view: &SavedView,
        changes: &SavedViewChanges,
    ) -> Result<SavedView, ApiError> {
        self.patch(&path(organization, &["/saved-views/", &view.id.to_string()].concat()), changes).await
    }

    /// `DELETE …/saved-views/{view}`
    pub async fn delete_view(&self, organization: OrganizationId, view: &SavedView) -> Result<(), ApiError> {
        self.delete(&path(organization, &["/saved-views/", &view.id.to_string()].concat())).await
    }
}
