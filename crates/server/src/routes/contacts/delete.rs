//! `DELETE /organizations/{organization}/contacts/{contact}`: delete a contact.

use api_types::{ContactId, OrganizationId, Problem};
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ManageContacts,
    error::ApiError,
    routes::{
        extract::{Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::contacts::DeleteContact,
};

/// Delete a contact; it can be restored for one day
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/contacts/{contact}",
    tag = "contacts",
    operation_id = "delete_contact",
    params(("organization" = OrganizationId, Path), ("contact" = ContactId, Path)),
    security(("session" = [])),
    responses(
        (status = 204, description = "Deleted"),
        (status = 403, description = "The caller cannot manage contacts", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn delete(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, contact)): Path<(OrganizationId, ContactId)>,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ManageContacts>(organization).await?;
    state.database.apply(&DeleteContact { may: &may, contact, context: state.audit_context(&source) }).await?;
    Ok(StatusCode::NO_CONTENT)
}
