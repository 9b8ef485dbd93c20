//! `/account/passkeys`: one's own passkeys.

use api_types::{
    AddedPasskey, MAX_PASSKEY_NAME, NewPasskey, OwnAccount, PasskeyChallenge, PasskeyChanges, PasskeyId, Problem,
    read_line,
};
use axum::{Json as Answer, extract::State};

use crate::{
    error::ApiError,
    routes::{
        extract::{Json, NoBody, Path, Sender},
        invitations::validation::{can_send_mail, problem},
        responses::SignedInOnly,
        session::passkey::{ask, take},
    },
    session::Caller,
    state::AppState,
    store::accounts::{self, AddPasskey, DeletePasskey, RenamePasskey},
};

/// Ask for a challenge to register a passkey; it can be answered once, within five minutes
#[utoipa::path(
    post,
    path = "/account/passkeys/challenge",
    tag = "account",
    operation_id = "start_passkey",
    security(("session" = [])),
    responses(
        (status = 200, description = "What to sign", body = PasskeyChallenge),
        (status = 403, description = "Prove again who you are", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "Passkeys cannot be used on this server", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn challenge(
    State(state): State<AppState>,
    caller: Caller,
    NoBody: NoBody,
) -> Result<Answer<PasskeyChallenge>, ApiError> {
    let account = caller.proven()?.account();
    let present = accounts::stored(&state.database, account).await?;
    let own = caller.signed_in().account();
    let asked = state.passkeys.ask_for_new(account, &own.email, &own.name, &present)?;
    Ok(Answer(ask(&state, Some(account), asked).await?))
}

/// Register a passkey
#[utoipa::path(
    post,
    path = "/account/passkeys",
    tag = "account",
    operation_id = "add_passkey",
    request_body = NewPasskey,
    security(("session" = [])),
    responses(
        (status = 200, description = "Added. You are told by mail", body = AddedPasskey),
        (status = 401, description = "Not signed in, or the passkey was not accepted", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "Prove again who you are", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "It is registered already, or there are too many", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The name is invalid", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub async fn add(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Json(body): Json<NewPasskey>,
) -> Result<Answer<AddedPasskey>, ApiError> {
    let proven = caller.proven()?;
    let name = valid_name(&body.name)?;
    let asked = take(&state, Some(proven.account()), &body.answer).await?;
    let new = state.passkeys.take_new(&body.answer.credential, &asked)?;
    let (codes, hashes) = super::new_recovery_codes(&state);
    let add = AddPasskey {
        caller: proven,
        id: state.new_id(),
        credential_id: new.id,
        credential: new.credential,
        name,
        recovery_codes: hashes,
        has_mail: can_send_mail(&state),
        context: state.audit_context(&source),
    };
    let has_new_codes = state.database.apply(&add).await?;
    state.mail_notify.now();
    let recovery_codes = if has_new_codes { codes.recovery_codes } else { Vec::new() };
    let account = super::own(&state, &caller).await?;
    Ok(Answer(AddedPasskey { account, recovery_codes }))
}

/// Rename a passkey
#[utoipa::path(
    patch,
    path = "/account/passkeys/{passkey}",
    tag = "account",
    operation_id = "rename_passkey",
    params(("passkey" = PasskeyId, Path)),
    request_body = PasskeyChanges,
    security(("session" = [])),
    responses(
        (status = 200, description = "Renamed", body = OwnAccount),
        (status = 404, description = "You have no such passkey", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The name is invalid", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn rename(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(passkey): Path<PasskeyId>,
    Json(body): Json<PasskeyChanges>,
) -> Result<Answer<OwnAccount>, ApiError> {
    let (name, context) = (valid_name(&body.name)?, state.audit_context(&source));
    state.database.apply(&RenamePasskey { caller: caller.signed_in(), passkey, name, context }).await?;
    super::own(&state, &caller).await.map(Answer)
}

/// Delete a passkey; recovery codes end with the last second factor
#[utoipa::path(
    delete,
    path = "/account/passkeys/{passkey}",
    tag = "account",
    operation_id = "delete_passkey",
    params(("passkey" = PasskeyId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "Deleted. You are told by mail", body = OwnAccount),
        (status = 403, description = "Prove again who you are", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "You have no such passkey", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "An organization requires a second factor", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn delete(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(passkey): Path<PasskeyId>,
) -> Result<Answer<OwnAccount>, ApiError> {
    let (has_mail, context) = (can_send_mail(&state), state.audit_context(&source));
    state.database.apply(&DeletePasskey { caller: caller.proven()?, passkey, has_mail, context }).await?;
    state.mail_notify.now();
    super::own(&state, &caller).await.map(Answer)
}

fn valid_name(text: &str) -> Result<String, ApiError> {
    read_line(text, MAX_PASSKEY_NAME).map(str::to_owned).map_err(|what| {
        ApiError::Invalid(vec![problem("/name", what.code(), "A name of 1 to 60 characters, on one line.")])
    })
}
