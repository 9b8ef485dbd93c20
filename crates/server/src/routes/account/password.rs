//! `PUT /account/password`: change one's own password.

use api_types::{PasswordChange, Problem};
use axum::{extract::State, http::StatusCode, response::IntoResponse};

use crate::{
    authz::Token,
    error::ApiError,
    routes::{
        extract::{Json, Sender},
        invitations::validation::can_send_mail,
        responses::SignedInOnly,
        session::{cookie, proof::check_password},
    },
    session::{Caller, password_problem},
    state::AppState,
    store::accounts::{ChangePassword, PasswordContext},
};

/// Change your password; sets a new session cookie and, if wanted, ends your other sessions
#[utoipa::path(
    put,
    path = "/account/password",
    tag = "account",
    operation_id = "change_password",
    request_body = PasswordChange,
    security(("session" = [])),
    responses(
        (status = 204, description = "Changed. You are told by mail"),
        (status = 409, description = "The account has no password", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The new password is too short, too long or too easy to guess", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many wrong passwords", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn change(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Json(body): Json<PasswordChange>,
) -> Result<impl IntoResponse, ApiError> {
    let signed_in = caller.signed_in();
    let context = PasswordContext::of_account(&state.database, signed_in.account().id).await?.unwrap_or_default();
    if let Some(problem) = password_problem("/new_password", &body.new_password, &context) {
        return Err(ApiError::Invalid(vec![problem]));
    }
    let before = check_password(&state, signed_in, body.current_password).await?;
    let token = Token::new(&state.entropy);
    let change = ChangePassword {
        caller: signed_in.prove(),
        before,
        password_hash: state.passwords.hash(body.new_password, &state.entropy).await?,
        token: token.hash(),
        end_sessions: body.end_sessions,
        has_mail: can_send_mail(&state),
        context: state.audit_context(&source),
    };
    state.database.apply(&change).await?;
    state.mail_notify.now();
    Ok((StatusCode::NO_CONTENT, cookie::set(&state.settings, &token)))
}
