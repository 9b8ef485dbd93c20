//! `POST /organizations/{organization}/leave`: end one's own membership.

use api_types::{OrganizationId, Problem};
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ReadOrganization,
    error::ApiError,
    routes::{
        extract::{NoBody, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::Leave,
};

/// Leave an organization: the caller's membership ends at once, and the account stays
#[utoipa::path(
    post,
    path = "/organizations/{organization}/leave",
    tag = "organizations",
    operation_id = "leave_organization",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 204, description = "Left"),
        (status = 409, description = "The caller is the last administrator, or other programs still need the caller \
            (`blocked`)", body = Problem, content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn leave(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    _: NoBody,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    state.database.apply(&Leave { may: &may, context: state.audit_context(&source) }).await?;
    Ok(StatusCode::NO_CONTENT)
}
