//! `/organizations`

use api_types::{
    List, Membership, NewLogo, NewOrganization, Organization, OrganizationChanges, OrganizationContents,
    OrganizationDeletion, OrganizationId, OrganizationSettings, RecentOrganizations,
};

use super::{Change, Query};
use crate::paths::query;

/// `GET /organizations`: those of the reader whose name or number matches.
pub fn organizations(search: &str, cursor: Option<String>) -> Query<List<Organization>> {
    let search = Some(search).filter(|search| !search.is_empty()).map(|search| ("q", search.to_owned()));
    let parameters = search.into_iter().chain(cursor.map(|cursor| ("cursor", cursor)));
    Query::new(["/organizations", &query(parameters)].concat())
}

/// `GET /organizations/recent`
pub fn recent_organizations() -> Query<RecentOrganizations> {
    Query::new("/organizations/recent".to_owned())
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

/// `GET /organizations/{org}/settings`
pub fn organization_settings(id: OrganizationId) -> Query<OrganizationSettings> {
    Query::new(path(id, "/settings"))
}

/// `PATCH /organizations/{org}`, with the settings as they were in this version.
pub fn update_organization(id: OrganizationId, version: i64, changes: &OrganizationChanges) -> Change<Organization> {
    Change::patch(path(id, ""), changes).if_match(version)
}

/// `POST /organizations/{org}/disable`
pub fn disable_organization(id: OrganizationId) -> Change<()> {
    Change::tell(path(id, "/disable"))
}

/// `POST /organizations/{org}/enable`
pub fn enable_organization(id: OrganizationId) -> Change<()> {
    Change::tell(path(id, "/enable"))
}

/// `GET /organizations/{org}/contents`
pub fn organization_contents(id: OrganizationId) -> Query<OrganizationContents> {
    Query::new(path(id, "/contents"))
}

/// Path of the file with everything in an organization.
pub fn organization_export_path(id: OrganizationId) -> String {
    path(id, "/export")
}

/// `DELETE /organizations/{org}`, with its name as it was typed.
pub fn delete_organization(id: OrganizationId, name: String) -> Change<()> {
    Change::delete(path(id, "")).json(&OrganizationDeletion { name })
}

/// `POST /organizations/{org}/restore`
pub fn restore_organization(id: OrganizationId) -> Change<()> {
    Change::tell(path(id, "/restore"))
}

/// `PUT /organizations/{org}/logo`: an image as Base64, over the settings as they were in this version.
pub fn set_logo(id: OrganizationId, version: i64, data: String) -> Change<Organization> {
    Change::put(path(id, "/logo"), &NewLogo { data }).if_match(version)
}

/// `DELETE /organizations/{org}/logo`
pub fn remove_logo(id: OrganizationId, version: i64) -> Change<()> {
    Change::delete(path(id, "/logo")).if_match(version)
}

/// `POST /organizations/{org}/leave`
pub fn leave_organization(id: OrganizationId) -> Change<()> {
    Change::tell(path(id, "/leave"))
}

/// `PUT /organizations/{org}/visit`
pub fn visit_organization(id: OrganizationId) -> Change<()> {
    Change::replace(path(id, "/visit"))
}

/// `PUT /organizations/{org}/pin`, or `DELETE` of it
pub fn pin_organization(id: OrganizationId, is_pinned: bool) -> Change<()> {
    let path = path(id, "/pin");
    if is_pinned { Change::replace(path) } else { Change::delete(path) }
}

/// The path of something inside an organization.
pub(super) fn path(organization: OrganizationId, rest: &str) -> String {
    ["/organizations/", &organization.to_string(), rest].concat()
}
