//! `/account/email-change`: a new e-mail address for one's own account.

use api_types::{NewEmail, OwnAccount, Problem};
use axum::{Json as Answer, extract::State};

use crate::{
    error::ApiError,
    routes::{
        extract::{Json, Sender},
        invitations::validation::can_send_mail,
        responses::SignedInOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        email_changes::{CancelOwnEmailChange, RequestOwnEmailChange},
        invitations::Address,
    },
};

/// Request another e-mail address, or send its link again; nothing changes until the link is opened
#[utoipa::path(
    post,
    path = "/account/email-change",
    tag = "account",
    operation_id = "request_own_email_change",
    request_body = NewEmail,
    security(("session" = [])),
    responses(
        (status = 200, description = "A link is on its way to the new address. It works for 24 hours, once",
            body = OwnAccount),
        (status = 403, description = "Prove again who you are", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The address is invalid or not allowed, or this server sends no mail",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "A link was sent to this address less than two minutes ago", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn request(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Json(wanted): Json<NewEmail>,
) -> Result<Answer<OwnAccount>, ApiError> {
    let proven = caller.proven()?;
    let address =
        Address::read(&wanted.email).map_err(|error| ApiError::field("/email", "invalid", error.to_string()))?;
    if !can_send_mail(&state) {
        let detail = "This server sends no mail, so nobody can confirm a new address.";
        return Err(ApiError::field("/email", "no_mail", detail));
    }
    let context = state.audit_context(&source);
    state.database.apply(&RequestOwnEmailChange { caller: proven, address, context }).await?;
    state.mail_notify.now();
    super::own(&state, &caller).await.map(Answer)
}

/// Cancel the pending change of your e-mail address; does nothing if none is pending
#[utoipa::path(
    delete,
    path = "/account/email-change",
    tag = "account",
    operation_id = "cancel_own_email_change",
    security(("session" = [])),
    responses((status = 200, description = "Cancelled: its link no longer works", body = OwnAccount), SignedInOnly)
)]
pub async fn cancel(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
) -> Result<Answer<OwnAccount>, ApiError> {
    let context = state.audit_context(&source);
    state.database.apply(&CancelOwnEmailChange { caller: caller.signed_in(), context }).await?;
    super::own(&state, &caller).await.map(Answer)
}
