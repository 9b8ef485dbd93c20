//! `PUT /organizations/{organization}/saved-views`: saves one under its name.

use api_types::{MAX_VIEW_NAME, NewSavedView, OrganizationId, Problem, SavedView};
use axum::extract::State;

use crate::{
    authz::policy::ReadMembers,
    error::ApiError,
    routes::{
        extract::{Json, Path, Peer},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::saved_views::{MOST, SaveError, SaveView},
};

const MAX_QUERY: usize = 4_000;

/// Save a view under a name; replaces a view of the same name
#[utoipa::path(
    put,
    path = "/organizations/{organization}/saved-views",
    tag = "members",
    operation_id = "save_view",
    params(("organization" = OrganizationId, Path)),
    request_body = NewSavedView,
    security(("session" = [])),
    responses(
        (status = 200, description = "Saved", body = SavedView),
        (status = 403, description = "The caller cannot read the members", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn save(
    State(state): State<AppState>,
    Peer(peer): Peer,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    Json(wanted): Json<NewSavedView>,
) -> Result<axum::Json<SavedView>, ApiError> {
    let may = caller.authorize::<ReadMembers>(organization).await?;
    let NewSavedView { name, query, .. } = validated(wanted)?;
    let change = SaveView { may: &may, id: state.new_id(), name, query, stamp: state.stamp(peer) };
    state.database.apply(&change).await.map(axum::Json).map_err(|error| match error {
        SaveError::TooMany => {
            ApiError::field("/name", "too_many", format!("At most {MOST} views. Delete or replace one."))
        }
        SaveError::Store(error) => error.into(),
    })
}

fn validated(wanted: NewSavedView) -> Result<NewSavedView, ApiError> {
    let name = wanted.name.trim().to_owned();
    if name.is_empty() {
        Err(ApiError::field("/name", "required", "Enter a name for the view."))
    } else if name.chars().count() > MAX_VIEW_NAME {
        Err(ApiError::field("/name", "too_long", "At most 60 characters."))
    } else if name.chars().any(char::is_control) {
        Err(ApiError::field("/name", "invalid", "One line of text, without control characters."))
    } else if wanted.query.len() > MAX_QUERY {
        Err(ApiError::field("/query", "too_long", "At most 4,000 bytes."))
    } else if wanted.query.chars().any(char::is_control) {
        Err(ApiError::field("/query", "invalid", "The query of a URL, without control characters."))
    } else {
        Ok(NewSavedView { name, ..wanted })
    }
}
