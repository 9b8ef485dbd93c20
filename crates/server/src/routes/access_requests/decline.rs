//! `POST /organizations/{organization}/access-requests/{request}/decline`: decline a request.

use api_types::{AccessRequest, AccessRequestDecline, AccessRequestId, MailService, OrganizationId, Problem};
use axum::{Json as Answer, extract::State};

use super::{error::text, get::read};
use crate::{
    authz::policy::GrantDevices,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::access_requests::DeclineAccessRequest,
};

/// Decline an access request; its requester gets a mail with the reason
#[utoipa::path(
    post,
    path = "/organizations/{organization}/access-requests/{request}/decline",
    tag = "access requests",
    operation_id = "decline_access_request",
    params(("organization" = OrganizationId, Path), ("request" = AccessRequestId, Path)),
    request_body = AccessRequestDecline,
    security(("session" = [])),
    responses(
        (status = 200, description = "The declined request", body = AccessRequest),
        (status = 403, description = "Not allowed, the requester has more permissions than the caller, or the caller \
            has no access there", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The request is no longer pending (`request_answered`), or is the caller's own",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The requester was removed", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The note is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn decline(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, request)): Path<(OrganizationId, AccessRequestId)>,
    Json(wanted): Json<AccessRequestDecline>,
) -> Result<Answer<AccessRequest>, ApiError> {
    let may = caller.authorize::<GrantDevices>(organization).await?;
    let change = DeclineAccessRequest {
        may: &may,
        request,
        note: text("/note", &wanted.note)?,
        has_mail: state.settings.mail != MailService::None,
        context: state.audit_context(&source),
    };
    state.database.apply(&change).await?;
    state.mail_notify.now();
    read(&state, &caller, organization, request).await.map(Answer)
}
