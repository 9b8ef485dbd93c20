//! `POST /organizations/{organization}/access-requests/{request}/cancel`: take a request of one's own back.

use api_types::{AccessRequest, AccessRequestId, OrganizationId, Problem};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadOrganization,
    error::ApiError,
    routes::{
        extract::{Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::access_requests::{self, CancelAccessRequest},
};

/// Cancel an access request of the caller
#[utoipa::path(
    post,
    path = "/organizations/{organization}/access-requests/{request}/cancel",
    tag = "access requests",
    operation_id = "cancel_access_request",
    params(("organization" = OrganizationId, Path), ("request" = AccessRequestId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The cancelled request", body = AccessRequest),
        (status = 409, description = "The request is no longer pending (`request_answered`)", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn cancel(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, request)): Path<(OrganizationId, AccessRequestId)>,
) -> Result<Json<AccessRequest>, ApiError> {
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    state.database.apply(&CancelAccessRequest { may: &may, request, context: state.audit_context(&source) }).await?;
    let cancelled = access_requests::own_one(&state.database, &may, request, state.clock.now()).await?;
    cancelled.map(Json).ok_or(ApiError::NotFound)
}
