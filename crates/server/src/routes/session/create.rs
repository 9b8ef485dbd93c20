//! `POST /session`: sign in with e-mail and password.

use std::net::IpAddr;

use api_types::{Account, Credentials, MAX_CREDENTIAL, Problem, SecondFactor, SignIn};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use crate::{
    error::ApiError,
    routes::{
        extract::{Json, Peer, SentToken, UserAgent},
        session::{cookie, describe, open::Opening},
    },
    state::AppState,
    store::{
        accounts::{self, SignInAccount},
        sessions::SessionState,
        text,
    },
};

/// Sign in
#[utoipa::path(
    post,
    path = "/session",
    tag = "session",
    operation_id = "create_session",
    request_body = Credentials,
    responses(
        (status = 200, description = "Signed in, or a second factor is required; sets the session cookie",
            body = SignIn),
        (status = 401, description = "E-mail or password is wrong; the response does not say which", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many wrong passwords", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Peer(peer): Peer,
    user_agent: UserAgent,
    SentToken(old): SentToken,
    Json(credentials): Json<Credentials>,
) -> Result<Response, ApiError> {
    let account = check(&state, peer, credentials).await?;
    let factors = second_factors(&state, &account).await?;
    let session_state = if factors.is_empty() { SessionState::Full } else { SessionState::SecondFactorPending };
    let opening = Opening::new(&state, account.id, session_state, (peer, user_agent), old);
    state.database.apply(&opening.change).await?;
    let answer = match session_state {
        SessionState::SecondFactorPending => SignIn::SecondFactor { second_factor: factors },
        SessionState::Full => SignIn::Done(describe(&state, &opening.signed_in(account.into())).await?),
    };
    Ok((cookie::set(&state.settings, &opening.token), axum::Json(answer)).into_response())
}

/// The second factors that the account has.
async fn second_factors(state: &AppState, account: &SignInAccount) -> Result<Vec<SecondFactor>, ApiError> {
    if !account.has_second_factor() {
        return Ok(Vec::new());
    }
    let codes = accounts::has_recovery_codes(&state.database, account.id).await?;
    let has = [
        (account.totp_sealed.is_some(), SecondFactor::Totp),
        (codes, SecondFactor::RecoveryCode),
        (account.has_passkeys, SecondFactor::Passkey),
    ];
    Ok(has.into_iter().filter(|(has, _)| *has).map(|(_, factor)| factor).collect())
}

/// Compares the password. Whatever is wrong, the answer is the same after the same work.
async fn check(state: &AppState, peer: Option<IpAddr>, credentials: Credentials) -> Result<SignInAccount, ApiError> {
    let Credentials { email, password } = credentials;
    let key = if email.len() > MAX_CREDENTIAL { String::new() } else { text::email_key(&email) };
    if let Some(peer) = peer {
        state.peer_limit.check(&peer.to_string())?;
    }
    state.account_limit.check(&key)?;

    // A NUL is in no address, and PostgreSQL refuses to look for it.
    let found = if key.contains('\0') { None } else { accounts::find_for_sign_in(&state.database, &key).await? };
    let hash = found.as_ref().and_then(|account| account.password_hash.clone());
    let password = if password.len() > MAX_CREDENTIAL { String::new() } else { password };
    let right = state.passwords.matches(password, hash).await?;
    let account = found.filter(|_| right).ok_or(ApiError::WrongCredentials)?;
    if !account.has_second_factor() {
        state.account_limit.reset(&key);
    }
    Ok(account)
}

impl From<SignInAccount> for Account {
    fn from(account: SignInAccount) -> Self {
        let two_factor = account.has_second_factor();
        Self { id: account.id, email: account.email, name: account.name, two_factor }
    }
}
