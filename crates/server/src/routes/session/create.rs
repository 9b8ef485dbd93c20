//! `POST /session`: sign in with e-mail and password.

use api_types::{Account, Credentials, MAX_CREDENTIAL, Problem, SecondFactor, SignIn};
use axum::{
    extract::State,
    response::{AppendHeaders, IntoResponse, Response},
};

use crate::{
    authz::Token,
    error::{ApiError, ProblemType},
    routes::{
        extract::{Json, Sender, SentBrowser, SentToken, UserAgent},
        session::{
            attempts::{Attempt, Proof},
            cookie, describe,
            open::Opening,
        },
    },
    state::AppState,
    store::{
        accounts::{self, SignInAccount},
        audit::{RefuseSignIn, RefusedSignIn, Source},
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
        (status = 403, description = "The password is correct, but the access of this account is paused", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many wrong passwords", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Sender(source): Sender,
    user_agent: UserAgent,
    SentToken(old): SentToken,
    SentBrowser(browser): SentBrowser,
    Json(credentials): Json<Credentials>,
) -> Result<Response, ApiError> {
    let (account, attempt) = check(&state, &source, browser.as_ref(), credentials).await?;
    let factors = second_factors(&state, &account).await?;
    let session_state = if factors.is_empty() { SessionState::Full } else { SessionState::SecondFactorPending };
    let opening = Opening::new(&state, account.id, session_state, (&source, user_agent), old);
    state.database.apply(&opening.change).await?;
    let session = AppendHeaders(cookie::set(&state.settings, &opening.token));
    if session_state == SessionState::SecondFactorPending {
        return Ok((session, axum::Json(SignIn::SecondFactor { second_factor: factors })).into_response());
    }
    let known = attempt.succeed(&state, account.id, browser).await?;
    let signed_in = opening.signed_in(account.into());
    Ok((session, known, axum::Json(SignIn::Done(describe(&state, &signed_in).await?))).into_response())
}

/// The second factors that the account has; the app asks for the first.
async fn second_factors(state: &AppState, account: &SignInAccount) -> Result<Vec<SecondFactor>, ApiError> {
    if !account.has_second_factor() {
        return Ok(Vec::new());
    }
    let codes = accounts::has_recovery_codes(&state.database, account.id).await?;
    let has = [
        (account.totp_sealed.is_some(), SecondFactor::Totp),
        (account.has_passkeys, SecondFactor::Passkey),
        (codes, SecondFactor::RecoveryCode),
    ];
    Ok(has.into_iter().filter(|(has, _)| *has).map(|(_, factor)| factor).collect())
}

/// Compares the password. Whatever is wrong, the answer is the same after the same work.
async fn check(
    state: &AppState,
    source: &Source,
    browser: Option<&Token>,
    credentials: Credentials,
) -> Result<(SignInAccount, Attempt), ApiError> {
    let Credentials { email, password } = credentials;
    let key = if email.len() > MAX_CREDENTIAL { String::new() } else { text::email_key(&email) };
    compare(state, source, browser, &key, password).await.inspect_err(|error| note_refusal(state, source, &key, error))
}

/// Writes to the log why nobody was signed in. Nobody is to measure whether there is such an account, so it happens after
/// the response.
pub(super) fn note_refusal(state: &AppState, source: &Source, email_key: &str, error: &ApiError) {
    let reason = match error {
        ApiError::WrongCredentials => RefusedSignIn::WrongPassword,
        ApiError::WrongCode => RefusedSignIn::WrongCode,
        ApiError::Problem(problem) if *problem == ProblemType::WRONG_PASSKEY => RefusedSignIn::WrongPasskey,
        ApiError::TooManyRequests { .. } => RefusedSignIn::TooManyAttempts,
        ApiError::Problem(problem) if *problem == ProblemType::ACCESS_PAUSED => RefusedSignIn::Inactive,
        _ => return,
    };
    if email_key.is_empty() || email_key.contains('\0') {
        return;
    }
    // Nobody can make the database work hard by this. It knows what other servers have recorded.
    let key = [email_key, "\0", reason.as_str()].concat();
    if state.refusal_limit.check(&key).is_err() {
        return;
    }
    let refuse = RefuseSignIn { email_key: email_key.to_owned(), reason, context: state.audit_context(source) };
    let database = state.database.clone();
    let noted = state.after_response.spawn(async move {
        if let Err(error) = refuse.record(&database).await {
            tracing::error!(%error, "a refused sign-in could not be recorded");
        }
    });
    if let Err(error) = noted {
        state.refusal_limit.reset(&key);
        tracing::warn!(%error, "a refused sign-in was not recorded");
    }
}

async fn compare(
    state: &AppState,
    source: &Source,
    browser: Option<&Token>,
    key: &str,
    password: String,
) -> Result<(SignInAccount, Attempt), ApiError> {
    state.peer_limit.check_client(source.address)?;
    let attempt = Attempt::count(state, Proof::Password, key, source.address, browser).await?;

    // A NUL is in no address, and PostgreSQL refuses to look for it.
    let found = if key.contains('\0') { None } else { accounts::find_for_sign_in(&state.database, key).await? };
    let hash = found.as_ref().and_then(|account| account.password_hash.clone());
    let password = if password.len() > MAX_CREDENTIAL { String::new() } else { password };
    let right = state.passwords.matches(password, hash).await?;
    let account = found.filter(|_| right).ok_or(ApiError::WrongCredentials)?;
    // Only whoever knows the password learns it.
    if account.paused { Err(ProblemType::ACCESS_PAUSED.into()) } else { Ok((account, attempt)) }
}

impl From<SignInAccount> for Account {
    fn from(account: SignInAccount) -> Self {
        let two_factor = account.has_second_factor();
        Self { id: account.id, email: account.email, name: account.name, two_factor }
    }
}
