//! `POST /organizations/{organization}/contacts/bulk`: one action on many contacts.

use api_types::{ContactBulk, ContactBulkResults, MAX_CONTACT_BULK, OrganizationId, Problem};
use axum::{Json as Answer, extract::State};

use crate::{
    authz::policy::ManageContacts,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        invitations::validation,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::contacts::ChangeContacts,
};

/// Delete many contacts, or restore them within one day; those that there are not are reported
#[utoipa::path(
    post,
    path = "/organizations/{organization}/contacts/bulk",
    tag = "contacts",
    operation_id = "change_contacts",
    params(("organization" = OrganizationId, Path)),
    request_body = ContactBulk,
    security(("session" = [])),
    responses(
        (status = 200, description = "The result for each contact, in the order of the request",
            body = ContactBulkResults),
        (status = 403, description = "The caller cannot manage contacts", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn bulk(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    Json(wanted): Json<ContactBulk>,
) -> Result<Answer<ContactBulkResults>, ApiError> {
    let may = caller.authorize::<ManageContacts>(organization).await?;
    match wanted.contacts.len() {
        0 => return Err(ApiError::field("/contacts", "required", "At least one contact.")),
        1..=MAX_CONTACT_BULK => {}
        _ => return Err(ApiError::field("/contacts", "too_many", "At most 200 contacts.")),
    }
    let change = ChangeContacts {
        may: &may,
        action: wanted.action,
        contacts: validation::each_once(wanted.contacts),
        context: state.audit_context(&source),
    };
    Ok(Answer(ContactBulkResults { results: state.database.apply(&change).await? }))
}
