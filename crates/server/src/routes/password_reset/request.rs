//! `POST /password-reset`: ask for a link by mail.

use api_types::{Language, MAX_CREDENTIAL, PasswordResetRequest, Problem};
use axum::{extract::State, http::StatusCode};

use super::check_peer;
use crate::{
    error::ApiError,
    routes::{
        extract::{Json, Sender},
        invitations::validation::can_send_mail,
    },
    state::AppState,
    store::{StoreError, accounts, audit::AuditContext, password_resets::RequestPasswordReset, text},
};

/// Ask for a link to choose a new password; the response is the same for every address
#[utoipa::path(
    post,
    path = "/password-reset",
    tag = "session",
    operation_id = "request_password_reset",
    request_body = PasswordResetRequest,
    responses(
        (status = 202, description = "If an account with this address may sign in and the server sends mail, a link \
            is on its way. It works for an hour, once. Earlier links stop working"),
        (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn request(
    State(state): State<AppState>,
    Sender(source): Sender,
    Json(body): Json<PasswordResetRequest>,
) -> Result<StatusCode, ApiError> {
    check_peer(&state, &source)?;
    let key = if body.email.len() > MAX_CREDENTIAL { String::new() } else { text::email_key(&body.email) };
    state.reset_limit.check(&key)?;
    if can_send_mail(&state) {
        let context = state.audit_context(&source);
        // After the response: how long it takes would say whether there is such an account.
        state.after_response.spawn(work(state.clone(), key, body.language.unwrap_or_default(), context))?;
    }
    Ok(StatusCode::ACCEPTED)
}

async fn work(state: AppState, key: String, language: Language, context: AuditContext) {
    match queue(&state, &key, language, context).await {
        Ok(true) => state.mail_notify.now(),
        Ok(false) => {}
        Err(error) => tracing::warn!(%error, "the mail for a password reset could not be queued"),
    }
}

/// Queues the mail, if there is an account to which one goes.
async fn queue(state: &AppState, key: &str, language: Language, context: AuditContext) -> Result<bool, StoreError> {
    // A NUL is in no address, and PostgreSQL refuses to look for it.
    if key.contains('\0') {
        return Ok(false);
    }
    // Looked for before, so that nobody keeps others from writing with addresses that have no account.
    let account = accounts::find_for_sign_in(&state.database, key).await?;
    let Some(account) = account.filter(|account| !account.paused) else { return Ok(false) };
    state.database.apply(&RequestPasswordReset { account: account.id, language, context }).await
}
