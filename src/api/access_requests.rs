//! `/organizations/{org}/access-requests`, and those of the reader

use api_types::{
    ACCESS_REQUESTS, AccessRequest, AccessRequestApproval, AccessRequestDecline, AccessRequestFilter, AccessRequestId,
    AccessRequestState, List, ListQuery, MemberId, NewAccessRequest, OrganizationId, OwnAccessRequests,
};

use super::{Change, Query, list, organizations::path};

/// Waiting requests of a user that its page shows.
const OF_MEMBER: u64 = 20;

/// `GET …/access-requests/{request}`
pub fn access_request(organization: OrganizationId, request: AccessRequestId) -> Query<AccessRequest> {
    Query::new(request_path(organization, request, ""))
}

/// `GET …/access-requests`: those of a member that wait for an answer.
pub fn waiting_requests(organization: OrganizationId, member: MemberId) -> Query<List<AccessRequest>> {
    let waiting = ListQuery::new(&ACCESS_REQUESTS)
        .with_filter(AccessRequestFilter::State.as_str(), &[AccessRequestState::Pending.as_str()])
        .with_filter(AccessRequestFilter::Person.as_str(), &[&member.to_string()]);
    list::first(organization, &waiting, OF_MEMBER, false)
}

/// `GET …/membership/access-requests`
pub fn own_access_requests(organization: OrganizationId) -> Query<OwnAccessRequests> {
    Query::new(path(organization, "/membership/access-requests"))
}

/// `POST …/access-requests`
pub fn ask_for_access(organization: OrganizationId, new: &NewAccessRequest) -> Change<AccessRequest> {
    Change::create(path(organization, "/access-requests"), new)
}

/// `POST …/access-requests/{request}/approve`
pub fn approve_access_request(
    organization: OrganizationId,
    request: AccessRequestId,
    approval: &AccessRequestApproval,
) -> Change<AccessRequest> {
    Change::post(request_path(organization, request, "/approve")).json(approval)
}

/// `POST …/access-requests/{request}/decline`
pub fn decline_access_request(
    organization: OrganizationId,
    request: AccessRequestId,
    decline: &AccessRequestDecline,
) -> Change<AccessRequest> {
    Change::post(request_path(organization, request, "/decline")).json(decline)
}

/// `POST …/access-requests/{request}/cancel`
pub fn cancel_access_request(organization: OrganizationId, request: AccessRequestId) -> Change<AccessRequest> {
    Change::post(request_path(organization, request, "/cancel"))
}

fn request_path(organization: OrganizationId, request: AccessRequestId, rest: &str) -> String {
    path(organization, &["/access-requests/", &request.to_string(), rest].concat())
}
