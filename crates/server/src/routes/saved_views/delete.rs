//! `DELETE /organizations/{organization}/saved-views/{view}`: forgets one of the caller's own.

use api_types::{OrganizationId, Problem, SavedViewId};
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{
        extract::{Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::saved_views::DeleteView,
};

/// Delete a saved view
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/saved-views/{view}",
    tag = "saved views",
    operation_id = "delete_saved_view",
    params(("organization" = OrganizationId, Path), ("view" = SavedViewId, Path)),
    security(("session" = [])),
    responses(
        (status = 204, description = "Deleted"),
        (status = 403, description = "The caller cannot read the members", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn delete(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, view)): Path<(OrganizationId, SavedViewId)>,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    let change = DeleteView { may: &may, id: view, context: state.audit_context(&source) };
    if state.database.apply(&change).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::NotFound) }
}
