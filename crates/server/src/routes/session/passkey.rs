//! `POST /session/passkey/challenge` and `POST /session/passkey`: sign in with a passkey.

use api_types::{
    AccountId, MAX_CREDENTIAL_ANSWER, PasskeyAnswer, PasskeyChallenge, PasskeyChallengeRequest, PasskeyPurpose,
    Problem, Session,
};
use axum::{
    Json as Answer,
    extract::State,
    response::{IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp};

use super::second_factor::waiting;
use crate::{
    authz::Token,
    error::{ApiError, ProblemType},
    routes::{
        extract::{Json, Sender, SentToken, UserAgent},
        session::{cookie, create::note_refusal, describe, open::Opening},
    },
    session::{Asked, Caller},
    state::AppState,
    store::{
        accounts::{self, Challenge, SignInAccount, StoredPasskey, TakeChallenge, UsePasskey},
        sessions::{OpenWithPasskey, SessionState},
        text,
    },
};

/// How long a browser may take to sign.
const CHALLENGE: SignedDuration = SignedDuration::from_mins(5);

/// Ask for a challenge that a passkey signs; it can be answered once, within five minutes
#[utoipa::path(
    post,
    path = "/session/passkey/challenge",
    tag = "session",
    operation_id = "create_passkey_challenge",
    request_body = PasskeyChallengeRequest,
    responses(
        (status = 200, description = "What to sign", body = PasskeyChallenge),
        (status = 401, description = "The purpose needs a session, or a sign-in that waits for its second factor",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "This server has no passkeys, or the account has none", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn challenge(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Option<Caller>,
    SentToken(token): SentToken,
    Json(request): Json<PasskeyChallengeRequest>,
) -> Result<Answer<PasskeyChallenge>, ApiError> {
    state.challenge_peer_limit.check_client(source.address)?;
    let account = match request.purpose {
        PasskeyPurpose::SignIn => return Ok(Answer(ask(&state, None, state.passkeys.ask_anyone()?).await?)),
        PasskeyPurpose::SecondFactor => waiting(&state, token.ok_or(ApiError::Unauthenticated)?.hash()).await?.id,
        PasskeyPurpose::Proof => caller.ok_or(ApiError::Unauthenticated)?.signed_in().account().id,
    };
    let present = accounts::stored(&state.database, account).await?;
    if present.is_empty() {
        return Err(ProblemType::NO_OWN_PASSKEY.into());
    }
    Ok(Answer(ask(&state, Some(account), state.passkeys.ask(&present)?).await?))
}

/// Keeps what a browser is asked, and names it.
pub(in crate::routes) async fn ask(
    state: &AppState,
    account: Option<AccountId>,
    asked: Asked,
) -> Result<PasskeyChallenge, ApiError> {
    let (token, at) = (Token::new(&state.entropy), state.clock.now());
    let expires_at = at.checked_add(CHALLENGE).unwrap_or(Timestamp::MAX);
    let challenge = Challenge { token: token.hash(), account, state: asked.state, at, expires_at };
    state.database.apply(&challenge).await?;
    Ok(PasskeyChallenge { challenge: token.to_text(), options: asked.options })
}

/// Takes the state of a challenge, which nobody else can answer from then on.
pub(in crate::routes) async fn take(
    state: &AppState,
    account: Option<AccountId>,
    answer: &PasskeyAnswer,
) -> Result<String, ApiError> {
    if answer.credential.len() > MAX_CREDENTIAL_ANSWER {
        return Err(ProblemType::WRONG_PASSKEY.into());
    }
    let token = Token::from_text(&answer.challenge).ok_or(ProblemType::WRONG_PASSKEY)?.hash();
    let taken = state.database.apply(&TakeChallenge { token, account, at: state.clock.now() }).await?;
    taken.ok_or_else(|| ProblemType::WRONG_PASSKEY.into())
}

/// Which passkey of the account has signed.
pub(in crate::routes) async fn check(
    state: &AppState,
    account: AccountId,
    answer: &PasskeyAnswer,
) -> Result<StoredPasskey, ApiError> {
    let asked = take(state, Some(account), answer).await?;
    let present = accounts::stored(&state.database, account).await?;
    Ok(state.passkeys.check(&answer.credential, &asked, present)?)
}

/// Sign in with a passkey, without e-mail address and password
#[utoipa::path(
    post,
    path = "/session/passkey",
    tag = "session",
    operation_id = "create_session_with_passkey",
    request_body = PasskeyAnswer,
    responses(
        (status = 200, description = "Signed in; sets the session cookie", body = Session),
        (status = 401, description = "The passkey was not accepted, or its challenge has expired or was answered before",
            body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The access of the account is paused", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Sender(source): Sender,
    user_agent: UserAgent,
    SentToken(old): SentToken,
    Json(answer): Json<PasskeyAnswer>,
) -> Result<Response, ApiError> {
    state.peer_limit.check_client(source.address)?;
    let asked = take(&state, None, &answer).await?;
    let id = state.passkeys.credential_of(&answer.credential)?;
    let account = accounts::find_by_passkey(&state.database, &id).await?.ok_or(ProblemType::WRONG_PASSKEY)?;
    let signed = check_anyone(&state, &account, &asked, &answer).await;
    let used = signed.inspect_err(|error| note_refusal(&state, &source, &text::email_key(&account.email), error))?;
    let opening = Opening::new(&state, account.id, SessionState::Full, (&source, user_agent), old);
    let passkey = UsePasskey { passkey: used.id, credential: used.credential, at: state.clock.now() };
    if !state.database.apply(&OpenWithPasskey { passkey, open: opening.change.clone() }).await? {
        return Err(ProblemType::WRONG_PASSKEY.into());
    }
    let session = describe(&state, &opening.signed_in(account.into())).await?;
    Ok((cookie::set(&state.settings, &opening.token), Answer(session)).into_response())
}

/// The passkey of the account that has signed. Only whoever has it learns that the account is paused.
async fn check_anyone(
    state: &AppState,
    account: &SignInAccount,
    asked: &str,
    answer: &PasskeyAnswer,
) -> Result<StoredPasskey, ApiError> {
    let present = accounts::stored(&state.database, account.id).await?;
    let used = state.passkeys.check_anyone(&answer.credential, asked, present)?;
    if account.paused { Err(ProblemType::ACCESS_PAUSED.into()) } else { Ok(used) }
}
