//! `DELETE /organizations/{organization}/members/{member}/sessions`: end the sessions of a member.

use api_types::{MemberId, OrganizationId, Problem};
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{NoBody, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::EndSessions,
};

/// End every session of a member whose account belongs to this organization only
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/members/{member}/sessions",
    tag = "members",
    operation_id = "end_member_sessions",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses(
        (status = 204, description = "Ended"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The member is not active, or the account belongs to other organizations too",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The member was removed, or the invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn end_sessions(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    _: NoBody,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let change = EndSessions { may: &may, member, context: state.audit_context(&source) };
    state.database.apply(&change).await?;
    Ok(StatusCode::NO_CONTENT)
}
