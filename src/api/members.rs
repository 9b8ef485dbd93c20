//! `/organizations/{org}/members`

use api_types::{List, Member, MemberId, MembersView, OrganizationId};

use super::{Api, ApiError};
use crate::paths::query;

/// Rows asked for at a time; the page's own first request asks for as many.
const PAGE: &str = "50";

impl Api {
    /// `GET …/members`: one page of a view.
    pub async fn members(
        &self,
        organization: OrganizationId,
        view: &MembersView,
        cursor: Option<String>,
    ) -> Result<List<Member>, ApiError> {
        let mut parameters = view.parameters();
        parameters.push(("limit", PAGE.to_owned()));
        parameters.extend(cursor.map(|cursor| ("cursor", cursor)));
        self.get(&format!("/organizations/{organization}/members{}", query(parameters))).await
    }

    /// `GET …/members/{member}`
    pub async fn member(&self, organization: OrganizationId, member: MemberId) -> Result<Member, ApiError> {
        self.get(&format!("/organizations/{organization}/members/{member}")).await
    }
}
