//! `POST /invitations/accept`: join, with the account that is signed in or with a new one.

use api_types::{
    AcceptInvitation as RequestBody, Accepted, Account, FieldProblem, InvitationPreview, InvitedAccount, MIN_PASSWORD,
    NameProblem, PersonName, Problem,
};
use axum::{
    extract::State,
    response::{AppendHeaders, IntoResponse, Response},
};

use super::validation::{can_send_mail, problem};
use crate::{
    authz::{SignedIn, Token, TokenHash},
    error::{ApiError, ProblemType},
    routes::{
        extract::{Json, Sender, SentBrowser, SentToken, UserAgent},
        session::{attempts::remember, cookie, describe, open::Opening},
    },
    session::{Caller, password_problem},
    state::AppState,
    store::{
        accounts::PasswordContext,
        audit::Source,
        invitations::{AcceptInvitation, Acceptor, NewAccount, is_disabled, lookup},
        sessions::SessionState,
    },
};

/// Accept an invitation; creates an account and a session if nobody is signed in
#[utoipa::path(
    post,
    path = "/invitations/accept",
    tag = "invitations",
    operation_id = "accept_invitation",
    request_body = RequestBody,
    responses(
        (status = 200, description = "Accepted; sets the session cookie if nobody was signed in", body = Accepted),
        (status = 403, description = "The signed-in account is not the invited one or its address is not verified, or \
            the invited account is disabled",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No invitation has this token", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The invited address has an account, which must sign in first, or the user is \
            already a member", body = Problem,
            content_type = "application/problem+json"),
        (status = 410,
            description = "The invitation has expired or was withdrawn, accepted or replaced by a newer link",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn accept(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Option<Caller>,
    user_agent: UserAgent,
    SentToken(old): SentToken,
    SentBrowser(browser): SentBrowser,
    Json(body): Json<RequestBody>,
) -> Result<Response, ApiError> {
    state.invitation_peer_limit.check_client(source.address)?;
    let token = super::token(&body.token)?;
    match caller {
        Some(caller) => with_account(&state, &source, caller.signed_in(), token).await,
        None => with_new_account(&state, (&source, user_agent), (old, browser), body, token).await,
    }
}

/// With the account that is signed in; its session stays as it is.
async fn with_account(
    state: &AppState,
    source: &Source,
    signed_in: &SignedIn,
    token: TokenHash,
) -> Result<Response, ApiError> {
    let acceptor = Acceptor::Account(signed_in.account().id);
    let change =
        AcceptInvitation { token, acceptor, has_mail: can_send_mail(state), context: state.audit_context(source) };
    let joined = state.database.apply(&change).await?;
    let session = describe(state, signed_in).await?;
    Ok(axum::Json(Accepted { organization: joined.organization, session }).into_response())
}

/// With a new account, which is signed in at once.
async fn with_new_account(
    state: &AppState,
    (source, user_agent): (&Source, UserAgent),
    (old, browser): (Option<Token>, Option<Token>),
    body: RequestBody,
    token: TokenHash,
) -> Result<Response, ApiError> {
    // Looked at before, so that no dead link costs the hashing of a password, nor asks for one.
    let preview = lookup(&state.database, token, None, can_send_mail(state), state.clock.now()).await?;
    if preview.account == InvitedAccount::Exists {
        let disabled = is_disabled(&state.database, &preview.email).await?;
        return Err(if disabled { ProblemType::ACCOUNT_DISABLED } else { ProblemType::SIGN_IN_FIRST }.into());
    }
    let (name, password) = validated(body, &preview)?;
    let password_hash = state.passwords.hash(password, &state.entropy).await?;
    let opening = Opening::new(state, state.new_id(), SessionState::Full, (source, user_agent), old);
    let session = opening.change.clone();
    let acceptor =
        Acceptor::New(Box::new(NewAccount { name, password_hash, session, context: state.audit_context(source) }));
    let change =
        AcceptInvitation { token, acceptor, has_mail: can_send_mail(state), context: state.audit_context(source) };
    let joined = state.database.apply(&change).await?;
    let account = Account { id: joined.account, email: joined.email, name: joined.name, two_factor: false };
    let session = describe(state, &opening.signed_in(account)).await?;
    let accepted = Accepted { organization: joined.organization, session };
    let known = remember(state, joined.account, browser, Vec::new()).await?;
    Ok((AppendHeaders(cookie::set(&state.settings, &opening.token)), known, axum::Json(accepted)).into_response())
}

fn validated(body: RequestBody, preview: &InvitationPreview) -> Result<(PersonName, String), ApiError> {
    let part = Option::<String>::unwrap_or_default;
    let name = PersonName::new(&part(body.given_name), &part(body.family_name));
    let password = body.password.unwrap_or_default();
    let full = name.as_ref().map(|name| name.full.clone()).unwrap_or_default();
    let requires_second_factor = usize::from(preview.min_password) < MIN_PASSWORD;
    let context = PasswordContext::of_new(&full, &preview.email, &preview.organization.name, requires_second_factor);
    match (name, password_problem("/password", &password, &context)) {
        (Ok(name), None) => Ok((name, password)),
        (name, password) => {
            let name = name.err().unwrap_or_default();
            let of_name = [("/given_name", name.given), ("/family_name", name.family)];
            let of_name = of_name.into_iter().filter_map(|(pointer, problem)| Some(name_problem(pointer, problem?)));
            Err(ApiError::Invalid(of_name.chain(password).collect()))
        }
    }
}

fn name_problem(pointer: &str, what: NameProblem) -> FieldProblem {
    let detail = match what {
        NameProblem::Missing => "Enter a given name or a family name.",
        NameProblem::TooLong => "At most 120 characters.",
        NameProblem::Invalid => "One line of text, without control characters.",
    };
    problem(pointer, what.code(), detail)
}
