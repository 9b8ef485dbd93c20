//! `PATCH /organizations/{organization}/contacts/{contact}`: change a contact.

use api_types::{Contact, ContactChanges, ContactId, OrganizationId, Problem};
use axum::{extract::State, http::HeaderMap, response::IntoResponse};

use super::validation::validated;
use crate::{
    authz::policy::ManageContacts,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        if_match,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{self, contacts::ChangeContact},
};

/// Change a contact; absent fields stay unchanged
#[utoipa::path(
    patch,
    path = "/organizations/{organization}/contacts/{contact}",
    tag = "contacts",
    operation_id = "change_contact",
    params(
        ("organization" = OrganizationId, Path),
        ("contact" = ContactId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of the version to change"),
    ),
    request_body = ContactChanges,
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed contact; `ETag` is its new version", body = Contact),
        (status = 403, description = "The caller cannot manage contacts", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The contact has changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or nobody could reach the contact", body = Problem,
            content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn change(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, contact)): Path<(OrganizationId, ContactId)>,
    headers: HeaderMap,
    Json(changes): Json<ContactChanges>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageContacts>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    let edit = validated(&changes)?;
    let change = ChangeContact { may: &may, contact, versions, edit, context: state.audit_context(&source) };
    let changed = state.database.apply(&change).await?;
    let changed = store::contacts::get(&state.database, &may, changed.id).await?.unwrap_or(changed);
    Ok(if_match::with_version(changed.version, changed))
}
