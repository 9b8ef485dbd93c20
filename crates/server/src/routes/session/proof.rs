//! `POST /session/proof`: prove again who one is, before a change of how the account is signed in to.

use api_types::{MAX_CREDENTIAL, Problem, Session, SessionProof};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{passkey, second_factor::totp_step};
use crate::{
    authz::{CurrentSession, SignedIn, Token},
    error::{ApiError, ProblemType},
    routes::{
        extract::Json,
        extract::Sender,
        responses::SignedInOnly,
        session::{cookie, describe},
    },
    session::Caller,
    state::AppState,
    store::{
        accounts,
        sessions::{RenewError, RenewSession},
    },
};

/// Prove again who you are; sets a new session cookie
#[utoipa::path(
    post,
    path = "/session/proof",
    tag = "session",
    operation_id = "prove_session",
    request_body = SessionProof,
    security(("session" = [])),
    responses(
        (status = 200, description = "Proved for ten minutes", body = Session),
        (status = 422, description = "Neither a password nor a code nor a passkey", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many wrong attempts", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn prove(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Json(proof): Json<SessionProof>,
) -> Result<Response, ApiError> {
    let signed_in = caller.signed_in();
    let totp_step = check(&state, signed_in, proof).await?;
    let token = Token::new(&state.entropy);
    let context = state.audit_context(&source);
    let proven_at = context.at;
    state.database.apply(&RenewSession { caller: signed_in, token: token.hash(), totp_step, context }).await?;
    state.proof_limit.reset(&limit_key(signed_in));
    let session = CurrentSession { token: token.hash(), proven_at, ..signed_in.session() };
    let session = describe(&state, &SignedIn::vouch(signed_in.account().clone(), session)).await?;
    Ok((cookie::set(&state.settings, &token), axum::Json(session)).into_response())
}

/// Checks the one proof that was given. Returns the time step of a code, which is still to be spent.
async fn check(state: &AppState, signed_in: &SignedIn, proof: SessionProof) -> Result<Option<u64>, ApiError> {
    match proof {
        SessionProof { password: Some(password), code: None, passkey: None } => {
            check_password(state, signed_in, password).await.map(|_| None)
        }
        SessionProof { password: None, code: Some(code), passkey: None } => {
            state.proof_limit.check(&limit_key(signed_in))?;
            let account = accounts::find_for_second_factor(&state.database, signed_in.account().id).await?;
            let account = account.ok_or(ApiError::Unauthenticated)?;
            totp_step(state, &account, &code)?.map(Some).ok_or(ApiError::WrongCode)
        }
        SessionProof { password: None, code: None, passkey: Some(answer) } => {
            state.proof_limit.check(&limit_key(signed_in))?;
            passkey::check(state, signed_in.account().id, &answer).await.map(|_| None)
        }
        _ => Err(ApiError::field("/password", "required", "Give a password, a code or a passkey.")),
    }
}

/// Compares the password of whoever is signed in; returns its hash. Wrong ones count against a limit of their own, so that
/// nobody locks the owner out of signing in.
pub(in crate::routes) async fn check_password(
    state: &AppState,
    signed_in: &SignedIn,
    password: String,
) -> Result<String, ApiError> {
    state.proof_limit.check(&limit_key(signed_in))?;
    let account = accounts::find_for_second_factor(&state.database, signed_in.account().id).await?;
    let hash = account.ok_or(ApiError::Unauthenticated)?.password_hash.ok_or(ProblemType::NO_PASSWORD)?;
    let password = if password.len() > MAX_CREDENTIAL { String::new() } else { password };
    if !state.passwords.matches(password, Some(hash.clone())).await? {
        return Err(ProblemType::WRONG_PASSWORD.into());
    }
    state.proof_limit.reset(&limit_key(signed_in));
    Ok(hash)
}

fn limit_key(signed_in: &SignedIn) -> String {
    signed_in.account().id.to_string()
}

impl From<RenewError> for ApiError {
    fn from(error: RenewError) -> Self {
        match error {
            RenewError::CodeUsed => Self::WrongCode,
            RenewError::Ended => Self::Unauthenticated,
            RenewError::Store(error) => error.into(),
        }
    }
}
