//! `PATCH /organizations/{organization}/saved-views/{view}`: renames one of the caller's own.

use api_types::{OrganizationId, Problem, SavedView, SavedViewChanges, SavedViewId};
use axum::extract::State;

use super::name;
use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::saved_views::RenameView,
};

/// Rename a saved view
#[utoipa::path(
    patch,
    path = "/organizations/{organization}/saved-views/{view}",
    tag = "saved views",
    operation_id = "rename_saved_view",
    params(("organization" = OrganizationId, Path), ("view" = SavedViewId, Path)),
    request_body = SavedViewChanges,
    security(("session" = [])),
    responses(
        (status = 200, description = "The renamed view", body = SavedView),
        (status = 403, description = "The caller cannot read the members", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The name is invalid or taken", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn rename(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, view)): Path<(OrganizationId, SavedViewId)>,
    Json(changes): Json<SavedViewChanges>,
) -> Result<axum::Json<SavedView>, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    let name = name::validated(&changes.name)?;
    let change = RenameView { may: &may, id: view, name, context: state.audit_context(&source) };
    Ok(axum::Json(state.database.apply(&change).await?))
}
