//! `POST /session/second-factor`: finish signing in with a one-time code, a recovery code or a passkey.

use api_types::{MAX_CODE, PasskeyAnswer, Problem, SecondFactorAnswer, Session, read_recovery_code};
use axum::{
    extract::State,
    response::{AppendHeaders, IntoResponse, Response},
};

use super::passkey;
use crate::{
    authz::{Token, TokenHash, recovery_code_hash},
    error::ApiError,
    routes::{
        extract::{Json, Sender, SentBrowser, SentToken, UserAgent},
        invitations::validation::can_send_mail,
        session::{
            attempts::{Attempt, Proof},
            cookie, create, describe,
            open::Opening,
        },
    },
    session::Totp,
    state::AppState,
    store::{
        accounts::{self, SignInAccount, UsePasskey},
        audit::Source,
        sessions::{self, ConfirmError, ConfirmSecondFactor, SessionState, UsedFactor},
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
        (status = 401, description = "The code is wrong or already used, the passkey was not accepted, or no sign-in is \
            pending", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many wrong codes", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub async fn second_factor(
    State(state): State<AppState>,
    Sender(source): Sender,
    user_agent: UserAgent,
    SentToken(pending): SentToken,
    SentBrowser(browser): SentBrowser,
    Json(answer): Json<SecondFactorAnswer>,
) -> Result<Response, ApiError> {
    let token = pending.ok_or(ApiError::Unauthenticated)?.hash();
    let account = waiting(&state, token).await?;
    let key = text::email_key(&account.email);
    let checked = check(&state, &source, browser.as_ref(), &key, (&account, &answer)).await;
    let (attempt, factor) = checked.inspect_err(|error| create::note_refusal(&state, &source, &key, error))?;
    let opening = Opening::new(&state, account.id, SessionState::Full, (&source, user_agent), None);
    let confirm = ConfirmSecondFactor { pending: token, factor, open: opening.change.clone() };
    let confirmed = state.database.apply(&confirm).await.map_err(ApiError::from);
    confirmed.inspect_err(|error| create::note_refusal(&state, &source, &key, error))?;
    state.mail_notify.now();
    let known = attempt.succeed(&state, account.id, browser).await?;
    let session = describe(&state, &opening.signed_in(account.into())).await?;
    Ok((AppendHeaders(cookie::set(&state.settings, &opening.token)), known, axum::Json(session)).into_response())
}

/// Counts the attempt; the factor that the answer proves.
async fn check(
    state: &AppState,
    source: &Source,
    browser: Option<&Token>,
    key: &str,
    (account, answer): (&SignInAccount, &SecondFactorAnswer),
) -> Result<(Attempt, UsedFactor), ApiError> {
    state.peer_limit.check_client(source.address)?;
    let attempt = Attempt::count(state, Proof::Code, key, source.address, browser).await?;
    let factor = match &answer.passkey {
        Some(answer) => with_passkey(state, account, answer).await?,
        None => with_code(state, account, &answer.code)?,
    };
    Ok((attempt, factor))
}

/// The account whose password was right already.
pub(super) async fn waiting(state: &AppState, token: TokenHash) -> Result<SignInAccount, ApiError> {
    let session = sessions::find(&state.database, token, state.clock.now()).await?;
    let session = session
        .filter(|session| session.state == SessionState::SecondFactorPending)
        .ok_or(ApiError::Unauthenticated)?;
    let account = accounts::find_for_second_factor(&state.database, session.account.id).await?;
    account.ok_or(ApiError::Unauthenticated)
}

/// A recovery code is as long as no other code.
fn with_code(state: &AppState, account: &SignInAccount, code: &str) -> Result<UsedFactor, ApiError> {
    if code.len() > MAX_CODE {
        return Err(ApiError::WrongCode);
    }
    if let Some(code) = read_recovery_code(code) {
        return Ok(UsedFactor::RecoveryCode { hash: recovery_code_hash(code), has_mail: can_send_mail(state) });
    }
    let step = totp_step(state, account, code)?.ok_or(ApiError::WrongCode)?;
    Ok(UsedFactor::Totp { step })
}

/// The time step of a right code; `None` when it is wrong, or the account has no authenticator app.
pub(in crate::routes) fn totp_step(
    state: &AppState,
    account: &SignInAccount,
    code: &str,
) -> Result<Option<u64>, ApiError> {
    let Some(sealed) = &account.totp_sealed else { return Ok(None) };
    let totp = Totp::new(&state.secret_key.open(account.id, sealed)?)?;
    Ok(totp.step(code, state.clock.now()))
}

async fn with_passkey(
    state: &AppState,
    account: &SignInAccount,
    answer: &PasskeyAnswer,
) -> Result<UsedFactor, ApiError> {
    let used = passkey::check(state, account.id, answer).await?;
    Ok(UsedFactor::Passkey(Box::new(UsePasskey {
        passkey: used.id,
        credential: used.credential,
        at: state.clock.now(),
    })))
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
