//! `GET /organizations/{organization}/contacts/{contact}`: one contact.

use api_types::{Contact, ContactId, OrganizationId, Problem};
use axum::{extract::State, response::IntoResponse};

use crate::{
    authz::policy::ReadContacts,
    error::ApiError,
    routes::{extract::Path, if_match, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store,
};

/// Get a contact
#[utoipa::path(
    get,
    path = "/organizations/{organization}/contacts/{contact}",
    tag = "contacts",
    operation_id = "get_contact",
    params(("organization" = OrganizationId, Path), ("contact" = ContactId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The contact; `ETag` is its version", body = Contact),
        (status = 403, description = "The caller cannot read the contacts", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, contact)): Path<(OrganizationId, ContactId)>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ReadContacts>(organization).await?;
    let contact = store::contacts::get(&state.database, &may, contact).await?.ok_or(ApiError::NotFound)?;
    Ok(if_match::with_version(contact.version, contact))
}
