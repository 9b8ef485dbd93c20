//! `PUT /organizations/{organization}/members/{member}/references/{source}`: register what needs a member.

use api_types::{MemberId, OrganizationId, Problem, References};
use axum::{extract::State, http::StatusCode};

use super::validation;
use crate::{
    authz::policy::WriteReferences,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        responses::KeyOnly,
    },
    session::ApiCaller,
    state::AppState,
    store::references::ReplaceReferences,
};

/// Replace the references that a program has registered for a member. The member cannot be removed while it has any
#[utoipa::path(
    put,
    path = "/organizations/{organization}/members/{member}/references/{source}",
    tag = "references",
    operation_id = "replace_member_references",
    params(
        ("organization" = OrganizationId, Path),
        ("member" = MemberId, Path),
        ("source" = String, Path, pattern = "^[a-z0-9-]{1,40}$", description = "Short name of the program"),
    ),
    request_body = References,
    security(("api_key" = [])),
    responses(
        (status = 204, description = "Replaced"),
        (status = 410, description = "The member was removed, or its invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or there are too many references", body = Problem,
            content_type = "application/problem+json"),
        KeyOnly,
    )
)]
pub async fn replace(
    State(state): State<AppState>,
    Sender(sender): Sender,
    caller: ApiCaller,
    Path((organization, member, source)): Path<(OrganizationId, MemberId, String)>,
    Json(wanted): Json<References>,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<WriteReferences>(organization)?;
    validation::check_source(&source)?;
    let references = validation::references(&wanted.references)?;
    let context = state.audit_context(&sender);
    let change = ReplaceReferences { may: &may, member, source: &source, references: &references, context };
    state.database.apply(&change).await?;
    Ok(StatusCode::NO_CONTENT)
}
