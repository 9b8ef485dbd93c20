//! `/account/totp`: one's own authenticator app.

use api_types::{NewTotp, OwnPassword, Problem, RecoveryCodes, TotpCode};
use axum::{Json as Answer, extract::State, http::StatusCode};

use crate::{
    error::{ApiError, ProblemType},
    routes::{
        extract::{Json, NoBody, Sender},
        invitations::validation::can_send_mail,
        responses::SignedInOnly,
        session::proof::check_password,
    },
    session::{Caller, NewSecret, Totp, Unsealable},
    state::AppState,
    store::accounts::{ConfirmTotp, RemoveTotp, StartTotp, waiting_totp},
};

/// Begin to set up an authenticator app; nothing changes until its first code is confirmed
#[utoipa::path(
    post,
    path = "/account/totp",
    tag = "account",
    operation_id = "start_totp",
    security(("session" = [])),
    responses(
        (status = 200, description = "The secret. It has to be confirmed within 15 minutes", body = NewTotp),
        (status = 403, description = "Prove again who you are", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn start(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    NoBody: NoBody,
) -> Result<Answer<NewTotp>, ApiError> {
    let proven = caller.proven()?;
    let new = NewSecret::new(&caller.signed_in().account().email, &state.entropy);
    let sealed = state.secret_key.seal(proven.account(), &new.secret, &state.entropy).ok_or(Unsealable)?;
    state.database.apply(&StartTotp { caller: proven, sealed, context: state.audit_context(&source) }).await?;
    let qr = new.qr()?;
    Ok(Answer(NewTotp { secret: new.secret, uri: new.uri, qr }))
}

/// Turn the authenticator app on with its first code
#[utoipa::path(
    post,
    path = "/account/totp/confirm",
    tag = "account",
    operation_id = "confirm_totp",
    request_body = TotpCode,
    security(("session" = [])),
    responses(
        (status = 200, description = "On. New recovery codes; earlier ones no longer work. You are told by mail",
            body = RecoveryCodes),
        (status = 401, description = "Not signed in, or the code is wrong", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "Prove again who you are", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "No secret waits for its first code", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many wrong codes", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub async fn confirm(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Json(body): Json<TotpCode>,
) -> Result<Answer<RecoveryCodes>, ApiError> {
    let proven = caller.proven()?;
    let key = proven.account().to_string();
    state.proof_limit.check(&key)?;
    let now = state.clock.now();
    let sealed = waiting_totp(&state.database, proven, now).await?.ok_or(ProblemType::NO_TOTP)?;
    let totp = Totp::new(&state.secret_key.open(proven.account(), &sealed)?)?;
    let step = totp.step(&body.code, now).ok_or(ApiError::WrongCode)?;
    let (codes, hashes) = super::new_recovery_codes(&state);
    let confirm = ConfirmTotp {
        caller: proven,
        sealed,
        step,
        recovery_codes: hashes,
        has_mail: can_send_mail(&state),
        context: state.audit_context(&source),
    };
    state.database.apply(&confirm).await?;
    state.proof_limit.reset(&key);
    state.mail_notify.now();
    Ok(Answer(codes))
}

/// Turn the authenticator app off; recovery codes end with the last second factor
#[utoipa::path(
    delete,
    path = "/account/totp",
    tag = "account",
    operation_id = "remove_totp",
    request_body = OwnPassword,
    security(("session" = [])),
    responses(
        (status = 204, description = "Off. You are told by mail"),
        (status = 409, description = "There is none, or an organization requires a second factor", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many wrong passwords", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn remove(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Json(body): Json<OwnPassword>,
) -> Result<StatusCode, ApiError> {
    check_password(&state, caller.signed_in(), body.password).await?;
    let (has_mail, context) = (can_send_mail(&state), state.audit_context(&source));
    state.database.apply(&RemoveTotp { caller: caller.signed_in().prove(), has_mail, context }).await?;
    state.mail_notify.now();
    Ok(StatusCode::NO_CONTENT)
}
