//! `GET /organizations/{organization}/access-requests`, `…/options` and `…/export`.

use api_types::{AccessRequest, AccessRequestColumn, List, MemberRef};

use crate::{
    routes::listing::{Export, list_routes},
    store::access_requests::AccessRequests,
};

/// A page of access requests, for OpenAPI.
type AccessRequestList = List<AccessRequest>;

list_routes! {
    AccessRequests, "access requests",
    /// List the access requests of an organization, the newest first
    list list_access_requests("/organizations/{organization}/access-requests") -> AccessRequestList,
    /// Export the access requests as CSV (RFC 4180, UTF-8) or as JSON lines with the matching requests
    export export_access_requests("/organizations/{organization}/access-requests/export"),
    /// List the values of a filter of the access requests, each with the number of matching requests
    options list_access_request_options("/organizations/{organization}/access-requests/options"),
}

impl Export for AccessRequests {
    const FIRST: &'static [&'static str] = &[
        "id",
        AccessRequestColumn::AskedAt.as_str(),
        AccessRequestColumn::Person.as_str(),
        AccessRequestColumn::Target.as_str(),
        AccessRequestColumn::Level.as_str(),
        AccessRequestColumn::State.as_str(),
    ];

    fn cell(request: &AccessRequest, column: &str) -> String {
        let Ok(column) = column.parse() else { return request.id.to_string() };
        match column {
            AccessRequestColumn::AskedAt => request.asked_at.clone(),
            AccessRequestColumn::Person => request.member.name.clone(),
            AccessRequestColumn::Target => request.target.clone().unwrap_or_default(),
            AccessRequestColumn::Level => request.level.to_string(),
            AccessRequestColumn::Reason => request.reason.clone(),
            AccessRequestColumn::Until => request.until.clone().unwrap_or_default(),
            AccessRequestColumn::State => request.state.to_string(),
            AccessRequestColumn::AnsweredBy => {
                request.answered_by.as_ref().map(|MemberRef { name, .. }| name.clone()).unwrap_or_default()
            }
            AccessRequestColumn::AnsweredAt => request.answered_at.clone().unwrap_or_default(),
            AccessRequestColumn::Note => request.note.clone().unwrap_or_default(),
        }
    }
}
