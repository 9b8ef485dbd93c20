//! `/organizations`

use api_types::{List, Membership, NewOrganization, Organization, OrganizationId};

use super::{Change, Query};
use crate::paths::query;

/// `GET /organizations`: those of the reader whose name or number matches.
pub fn organizations(search: &str, cursor: Option<String>) -> Query<List<Organization>> {
    let search = Some(search).filter(|search| !search.is_empty()).map(|search| ("q", search.to_owned()));
    let parameters = search.into_iter().chain(cursor.map(|cursor| ("cursor", cursor)));
    Query::new(["/organizations", &query(parameters)].concat())
}

/// `GET /organizations/{org}`
pub fn organization(id: OrganizationId) -> Query<Organization> {
    Query::new(path(id, ""))
}

/// `GET /organizations/{org}/membership`
pub fn membership(id: OrganizationId) -> Query<Membership> {
    Query::new(path(id, "/membership"))
}

/// `POST /organizations`
pub fn create_organization(new: &NewOrganization) -> Change<Organization> {
    Change::create("/organizations".to_owned(), new)
}

/// The path of something inside an organization.
pub(super) fn path(organization: OrganizationId, rest: &str) -> String {
    ["/organizations/", &organization.to_string(), rest].concat()
}
