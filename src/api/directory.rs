//! `/organizations/{org}/members/…` and `/organizations/{org}/saved-views`: what is done with a whole view.

use api_types::{
    FilterOptions, List, MemberColumn, MembersFilter, MembersView, NewSavedView, OrganizationId, SavedView,
};

use super::{Api, ApiError, Query, organizations::path};
use crate::paths::query;

/// `GET …/members/options`: the values of a filter whose names have `find` in them.
pub fn options(
    organization: OrganizationId,
    view: &MembersView,
    filter: MembersFilter,
    find: &str,
) -> Query<FilterOptions> {
    let mut parameters = view.parameters();
    parameters.retain(|(name, _)| *name != "sort");
    parameters.push(("filter", filter.as_str().to_owned()));
    parameters.extend((!find.is_empty()).then(|| ("find", find.to_owned())));
    Query::new(path(organization, &["/members/options", &query(parameters)].concat()))
}

/// Path of the file with a view's rows and these columns.
pub fn export_path(organization: OrganizationId, view: &MembersView, columns: &[MemberColumn], bom: bool) -> String {
    let mut parameters = view.parameters();
    let columns: Vec<_> = columns.iter().map(|column| column.as_str()).collect();
    parameters.push(("columns", columns.join(",")));
    parameters.extend(bom.then(|| ("bom", "true".to_owned())));
    path(organization, &["/members/export", &query(parameters)].concat())
}

/// `GET …/saved-views`
pub fn saved_views(organization: OrganizationId) -> Query<List<SavedView>> {
    Query::new(path(organization, "/saved-views"))
}

impl Api {
    /// `PUT …/saved-views`: the view that had this name is replaced.
    pub async fn save_view(&self, organization: OrganizationId, new: &NewSavedView) -> Result<SavedView, ApiError> {
        self.put(&path(organization, "/saved-views"), new).await
    }

    /// `DELETE …/saved-views/{view}`
    pub async fn delete_view(&self, organization: OrganizationId, view: &SavedView) -> Result<(), ApiError> {
        self.delete(&path(organization, &["/saved-views/", &view.id.to_string()].concat())).await
    }
}
