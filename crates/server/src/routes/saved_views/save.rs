//! `PUT /organizations/{organization}/saved-views`: saves one under its name.

use api_types::{MAX_VIEW_QUERY, NewSavedView, OrganizationId, Problem, SavedView};
use axum::extract::State;

use super::{list_name, name};
use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::saved_views::SaveView,
};

/// Save a view of a list under a name
#[utoipa::path(
    put,
    path = "/organizations/{organization}/saved-views",
    tag = "saved views",
    operation_id = "save_view",
    params(("organization" = OrganizationId, Path)),
    request_body = NewSavedView,
    security(("session" = [])),
    responses(
        (status = 200, description = "Saved", body = SavedView),
        (status = 403, description = "The caller cannot read the members", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or the name is taken", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn save(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    Json(wanted): Json<NewSavedView>,
) -> Result<axum::Json<SavedView>, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    let Some(list) = list_name(&wanted.list) else {
        return Err(ApiError::field("/list", "unknown", "There is no such list."));
    };
    let change = SaveView {
        may: &may,
        id: state.new_id(),
        list,
        name: name::validated(&wanted.name)?,
        query: validated_query(wanted.query)?,
        replace: wanted.replace,
        context: state.audit_context(&source),
    };
    Ok(axum::Json(state.database.apply(&change).await?))
}

fn validated_query(query: String) -> Result<String, ApiError> {
    if query.len() > MAX_VIEW_QUERY {
        Err(ApiError::field("/query", "too_long", "At most 4,000 bytes."))
    } else if query.chars().any(char::is_control) {
        Err(ApiError::field("/query", "invalid", "The query of a URL, without control characters."))
    } else {
        Ok(query)
    }
}
