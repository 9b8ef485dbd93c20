//! `POST` and `DELETE /organizations/{organization}/members/{member}/email-change`: ask for a new e-mail address of a
//! member, and cancel that.

use api_types::{Member, MemberId, NewEmail, OrganizationId, Problem};
use axum::{extract::State, http::HeaderMap, response::Response};

use super::answer;
use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        idempotency,
        invitations::validation::can_send_mail,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        email_changes::{CancelEmailChange, RequestEmailChange},
        invitations::Address,
    },
};

/// Change the e-mail address of a member once it is confirmed with a link that is sent to the new address. The address
/// that is already pending gets a new link; another address replaces it. Earlier links stop working
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/{member}/email-change",
    tag = "members",
    operation_id = "request_email_change",
    params(
        ("organization" = OrganizationId, Path),
        ("member" = MemberId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body sends no second mail"),
    ),
    request_body = NewEmail,
    security(("session" = [])),
    responses(
        (status = 200, description = "The member. A link is on its way to the new address. It works for 24 hours, once",
            body = Member),
        (status = 204, description = "A link is on its way to the new address; the caller cannot read members"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The member has not joined yet or is not active, or the account belongs to other \
            organizations too, so only its owner can change the address",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The member was removed, or the invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The address is invalid or taken in the organization, or this server sends no mail",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "A link was sent to this address less than two minutes ago", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn request_email_change(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    headers: HeaderMap,
    Json(wanted): Json<NewEmail>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let operation = format!("POST /organizations/{organization}/members/{member}/email-change");
    let idempotency = idempotency::key(&headers, &operation, &wanted)?;
    let address = Address::read(&wanted.email).map_err(|error| field("invalid", error.to_string()))?;
    if !can_send_mail(&state) {
        return Err(field("no_mail", "This server sends no mail, so nobody can confirm a new address."));
    }
    let context = state.audit_context(&source);
    state.database.apply(&RequestEmailChange { may: &may, member, address, idempotency, context }).await?;
    state.mail_notify.now();
    answer::changed(&state, &caller, organization, member).await
}

/// Cancel the pending change of an e-mail address; its link stops working. Does nothing if none is pending
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/members/{member}/email-change",
    tag = "members",
    operation_id = "cancel_email_change",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The member", body = Member),
        (status = 204, description = "Cancelled; the caller cannot read members"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The member was removed, or the invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn cancel_email_change(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    state.database.apply(&CancelEmailChange { may: &may, member, context: state.audit_context(&source) }).await?;
    answer::changed(&state, &caller, organization, member).await
}

fn field(code: &str, detail: impl Into<String>) -> ApiError {
    ApiError::field("/email", code, detail)
}
