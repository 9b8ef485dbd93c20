//! `POST /account/recovery-codes`: new recovery codes.

use api_types::{OwnPassword, Problem, RecoveryCodes};
use axum::{Json as Answer, extract::State};

use super::new_recovery_codes;
use crate::{
    error::ApiError,
    routes::{
        extract::{Json, Sender},
        invitations::validation::can_send_mail,
        responses::SignedInOnly,
        session::proof::check_password,
    },
    session::Caller,
    state::AppState,
    store::accounts::ReplaceRecoveryCodes,
};

/// Replace your recovery codes; the earlier ones no longer work
#[utoipa::path(
    post,
    path = "/account/recovery-codes",
    tag = "account",
    operation_id = "replace_recovery_codes",
    request_body = OwnPassword,
    security(("session" = [])),
    responses(
        (status = 200, description = "The codes. They are shown only once. You are told by mail", body = RecoveryCodes),
        (status = 409, description = "The account has no second factor", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many wrong passwords", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn replace(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Json(body): Json<OwnPassword>,
) -> Result<Answer<RecoveryCodes>, ApiError> {
    check_password(&state, caller.signed_in(), body.password).await?;
    let (codes, hashes) = new_recovery_codes(&state);
    let (has_mail, context) = (can_send_mail(&state), state.audit_context(&source));
    let change = ReplaceRecoveryCodes { caller: caller.signed_in().prove(), codes: hashes, has_mail, context };
    state.database.apply(&change).await?;
    state.mail_notify.now();
    Ok(Answer(codes))
}
