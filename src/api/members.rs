//! `/organizations/{org}/members`

use api_types::{List, Member, MemberId, MembersView, OrganizationId};

use super::{Question, organizations::path};
use crate::paths::query;

/// Rows asked for at a time; the page's own first request asks for as many.
const PAGE: &str = "50";

/// `GET …/members`: the rows of a view from `at` on, counted from 0; with `count`, also how many there are exactly.
pub fn members(organization: OrganizationId, view: &MembersView, at: u64, count: bool) -> Question<List<Member>> {
    let mut parameters = view.parameters();
    parameters.push(("limit", PAGE.to_owned()));
    // Not for the first rows: that request has left before the app was there.
    parameters.extend((at > 0).then(|| ("at", at.to_string())));
    parameters.extend(count.then(|| ("count", "exact".to_owned())));
    Question::new(path(organization, &["/members", &query(parameters)].concat()))
}

/// `GET …/members/{member}`
pub fn member(organization: OrganizationId, member: MemberId) -> Question<Member> {
    Question::new(path(organization, &["/members/", &member.to_string()].concat()))
}
