//! `POST /organizations/{organization}/contacts`: a new contact.

use api_types::{Contact, NewContact, OrganizationId, Problem};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};

use super::validation::validated_new;
use crate::{
    authz::policy::ManageContacts,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        idempotency, if_match,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{self, contacts::CreateContact},
};

/// Create a contact
#[utoipa::path(
    post,
    path = "/organizations/{organization}/contacts",
    tag = "contacts",
    operation_id = "create_contact",
    params(
        ("organization" = OrganizationId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body returns the same contact and creates nothing"),
    ),
    request_body = NewContact,
    security(("session" = [])),
    responses(
        (status = 201, description = "Created; `Location` is the URL of the contact", body = Contact),
        (status = 403, description = "The caller cannot manage contacts", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or nobody could reach the contact", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
    Json(wanted): Json<NewContact>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageContacts>(organization).await?;
    let operation = format!("POST /organizations/{organization}/contacts");
    let idempotency = idempotency::key(&headers, &operation, &wanted)?;
    let change = CreateContact {
        may: &may,
        id: state.new_id(),
        fields: validated_new(wanted)?,
        idempotency,
        context: state.audit_context(&source),
    };
    let created = state.database.apply(&change).await?;
    let contact = store::contacts::get(&state.database, &may, created.id).await?.unwrap_or(created);
    let location = format!("/api/v1/organizations/{organization}/contacts/{}", contact.id);
    let body = if_match::with_version(contact.version, contact);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], body))
}
