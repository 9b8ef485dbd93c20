//! `/organizations/{org}/members`

use api_types::{List, Member, MemberId, MembersView, OrganizationId};

use super::{Api, ApiError, Query, organizations::path};
use crate::paths::query;

/// Rows asked for at a time; the page's own first request asks for as many.
const PAGE: &str = "50";

/// Rows asked for at a time by whoever walks through many: as many as the server gives.
pub const LONG_PAGE: u64 = 200;

/// Where a page of a list begins.
pub enum PageStart<'a> {
    /// Behind so many rows.
    At(u64),
    /// Behind the page that named this cursor.
    Cursor(&'a str),
}

/// `GET …/members`: the rows of a view from `at` on, counted from 0; with `count`, also how many there are exactly.
pub fn members(organization: OrganizationId, view: &MembersView, at: u64, count: bool) -> Query<List<Member>> {
    let mut parameters = view.parameters();
    parameters.push(("limit", PAGE.to_owned()));
    // Not for the first rows: that request has left before the app was there.
    parameters.extend((at > 0).then(|| ("at", at.to_string())));
    parameters.extend(count.then(|| ("count", "exact".to_owned())));
    Query::new(path(organization, &["/members", &query(parameters)].concat()))
}

/// `GET …/members/{member}`
pub fn member(organization: OrganizationId, member: MemberId) -> Query<Member> {
    Query::new(path(organization, &["/members/", &member.to_string()].concat()))
}

impl Api {
    /// `GET …/members`: a page of [`LONG_PAGE`] rows.
    pub async fn page_of_members(
        &self,
        organization: OrganizationId,
        view: &MembersView,
        start: PageStart<'_>,
    ) -> Result<List<Member>, ApiError> {
        let mut parameters = view.parameters();
        parameters.push(("limit", LONG_PAGE.to_string()));
        parameters.push(match start {
            PageStart::At(at) => ("at", at.to_string()),
            PageStart::Cursor(cursor) => ("cursor", cursor.to_owned()),
        });
        let query = Query::<List<Member>>::new(path(organization, &["/members", &query(parameters)].concat()));
        Query::decode(&self.get(&query.request(), None).await?.text.ok_or(ApiError::UnexpectedResponse)?)
    }
}
