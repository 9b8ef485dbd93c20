//! `POST /session/second-factor`: finish signing in with a one-time code.

use api_types::{MAX_CODE, Problem, SecondFactorAnswer, Session};
use axum::{
    extract::State,
    response::{AppendHeaders, IntoResponse, Response},
};
use totp_rs::{Builder, Secret};

use crate::{
    authz::{SignedIn, Token, TokenHash},
    error::ApiError,
    routes::{
        extract::{Json, Sender, SentDevice, SentToken},
        session::{
            attempts::{Attempt, Proof},
            cookie, create, describe,
        },
    },
    state::AppState,
    store::{
        accounts::{self, SignInAccount},
        audit::Source,
        sessions::{self, ConfirmError, ConfirmSecondFactor, OpenSession, SessionState},
        text,
    },
};

/// Complete sign-in with a second factor
#[utoipa::path(
    post,
    path = "/session/second-factor",
    tag = "session",
    operation_id = "confirm_session",
    request_body = SecondFactorAnswer,
    responses(
        (status = 200, description = "Signed in; sets a new session cookie", body = Session),
        (status = 401, description = "The code is wrong or already used, or no sign-in is pending", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many wrong codes", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub async fn second_factor(
    State(state): State<AppState>,
    Sender(source): Sender,
    SentToken(pending): SentToken,
    SentDevice(device): SentDevice,
    Json(answer): Json<SecondFactorAnswer>,
) -> Result<Response, ApiError> {
    let (pending, account) = waiting(&state, pending).await?;
    let key = text::email_key(&account.email);
    let checked = check(&state, &source, device.as_ref(), &key, (&account, &answer.code)).await;
    let (attempt, step) = checked.inspect_err(|error| create::note_refusal(&state, &source, &key, error))?;

    let (token, now) = (Token::new(&state.entropy), state.clock.now());
    let expires_at = state.settings.session_end(now, now);
    let open = OpenSession {
        token: token.hash(),
        account: account.id,
        state: SessionState::Full,
        expires_at,
        replaces: None,
        context: state.audit_context(&source),
    };
    let confirmed = state.database.apply(&ConfirmSecondFactor { pending, step, open }).await.map_err(ApiError::from);
    confirmed.inspect_err(|error| create::note_refusal(&state, &source, &key, error))?;
    let known = attempt.succeed(&state, account.id, device).await?;
    let session = describe(&state, &SignedIn::vouch(account.into(), token.hash(), expires_at)).await?;
    Ok((AppendHeaders(cookie::set(&state.settings, &token)), known, axum::Json(session)).into_response())
}

/// Counts the attempt; the time step of the code, if it is right.
async fn check(
    state: &AppState,
    source: &Source,
    device: Option<&Token>,
    key: &str,
    (account, code): (&SignInAccount, &str),
) -> Result<(Attempt, u64), ApiError> {
    state.peer_limit.check_client(source.address)?;
    let attempt = Attempt::count(state, Proof::Code, key, source.address, device).await?;
    let step = time_step(account, code, state.clock.now())?.ok_or(ApiError::WrongCode)?;
    Ok((attempt, step))
}

/// The account whose password was right already.
async fn waiting(state: &AppState, token: Option<Token>) -> Result<(TokenHash, SignInAccount), ApiError> {
    let token = token.ok_or(ApiError::Unauthenticated)?.hash();
    let session = sessions::find(&state.database, token, state.clock.now()).await?;
    let session = session
        .filter(|session| session.state == SessionState::SecondFactorPending)
        .ok_or(ApiError::Unauthenticated)?;
    let account = accounts::find_for_second_factor(&state.database, session.account.id).await?;
    Ok((token, account.ok_or(ApiError::Unauthenticated)?))
}

/// The time step of a right code (RFC 6238: six digits, 30 seconds, one step either way); `None` when it is wrong.
fn time_step(account: &SignInAccount, code: &str, now: jiff::Timestamp) -> Result<Option<u64>, ApiError> {
    let secret = account.totp_secret.as_deref().unwrap_or_default();
    let secret = Secret::try_from_base32(secret).map_err(|error| ApiError::Internal(error.to_string().into()))?;
    let totp =
        Builder::new().with_secret(secret).build().map_err(|error| ApiError::Internal(error.to_string().into()))?;
    if code.len() > MAX_CODE {
        return Ok(None);
    }
    let code: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    Ok(totp.check(&code, seconds))
}

impl From<ConfirmError> for ApiError {
    fn from(error: ConfirmError) -> Self {
        match error {
            ConfirmError::CodeUsed => Self::WrongCode,
            ConfirmError::NotPending => Self::Unauthenticated,
            ConfirmError::Store(error) => error.into(),
        }
    }
}
