//! `GET /organizations/{organization}/members/{member}/references/{source}`: what a source has registered.

use api_types::{MemberId, OrganizationId, References};
use axum::{Json, extract::State};

use super::validation;
use crate::{
    authz::policy::WriteReferences,
    error::ApiError,
    routes::{extract::Path, responses::KeyOnly},
    session::ApiCaller,
    state::AppState,
    store::references,
};

/// Get the references that a program has registered for a member
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/{member}/references/{source}",
    tag = "references",
    operation_id = "get_member_references",
    params(
        ("organization" = OrganizationId, Path),
        ("member" = MemberId, Path),
        ("source" = String, Path, pattern = "^[a-z0-9-]{1,40}$", description = "Short name of the program"),
    ),
    security(("api_key" = [])),
    responses((status = 200, description = "The references of the source", body = References), KeyOnly)
)]
pub async fn get(
    State(state): State<AppState>,
    caller: ApiCaller,
    Path((organization, member, source)): Path<(OrganizationId, MemberId, String)>,
) -> Result<Json<References>, ApiError> {
    let may = caller.authorize::<WriteReferences>(organization)?;
    validation::check_source(&source)?;
    let references = references::of_source(&state.database, &may, member, &source).await?;
    Ok(Json(References { references: references.ok_or(ApiError::NotFound)? }))
}
