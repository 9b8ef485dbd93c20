//! `/organizations/{org}/members`

use api_types::{List, Member, MemberId, MembersView, OrganizationId};

use super::{Question, organizations::path};
use crate::paths::query;

/// Rows asked for at a time; the page's own first request asks for as many.
const PAGE: &str = "50";

/// `GET …/members`: one page of a view.
pub fn members(organization: OrganizationId, view: &MembersView, cursor: Option<String>) -> Question<List<Member>> {
    let mut parameters = view.parameters();
    parameters.push(("limit", PAGE.to_owned()));
    parameters.extend(cursor.map(|cursor| ("cursor", cursor)));
    Question::new(path(organization, &["/members", &query(parameters)].concat()))
}

/// `GET …/members/{member}`
pub fn member(organization: OrganizationId, member: MemberId) -> Question<Member> {
    Question::new(path(organization, &["/members/", &member.to_string()].concat()))
}
