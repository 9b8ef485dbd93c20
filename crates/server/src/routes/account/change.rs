//! `PATCH /account`: change one's own name and language.

use api_types::{AccountChanges, FieldProblem, InvalidText, OwnAccount, Problem, read_optional_name};
use axum::{extract::State, http::HeaderMap, response::IntoResponse};

use crate::{
    error::ApiError,
    routes::{
        extract::{Json, Sender},
        if_match,
        invitations::validation::problem,
        responses::SignedInOnly,
    },
    session::Caller,
    state::AppState,
    store::accounts::ChangeProfile,
};

/// Change your own name or language, in all your organizations; absent fields stay unchanged
#[utoipa::path(
    patch,
    path = "/account",
    tag = "account",
    operation_id = "change_account",
    params(("If-Match" = String, Header, description = "The `ETag` of the version to change")),
    request_body = AccountChanges,
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed account; `ETag` is its new version", body = OwnAccount),
        (status = 412, description = "The account has changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn change(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    headers: HeaderMap,
    Json(changes): Json<AccountChanges>,
) -> Result<impl IntoResponse, ApiError> {
    let versions = if_match::wanted(&headers)?;
    let (changes, context) = (validated(changes)?, state.audit_context(&source));
    state.database.apply(&ChangeProfile { caller: caller.signed_in(), versions, changes, context }).await?;
    super::answer(&state, &caller).await
}

/// The changes as they are stored.
fn validated(changes: AccountChanges) -> Result<AccountChanges, ApiError> {
    let given_name = name("/given_name", changes.given_name);
    let family_name = name("/family_name", changes.family_name);
    match (given_name, family_name) {
        (Ok(given_name), Ok(family_name)) => Ok(AccountChanges { given_name, family_name, ..changes }),
        (given, family) => Err(ApiError::Invalid(given.err().into_iter().chain(family.err()).collect())),
    }
}

fn name(pointer: &str, text: Option<String>) -> Result<Option<String>, FieldProblem> {
    let Some(text) = text else { return Ok(None) };
    match read_optional_name(&text) {
        Ok(name) => Ok(Some(name.unwrap_or_default().to_owned())),
        Err(what) => Err(problem(pointer, what.code(), detail(what))),
    }
}

fn detail(what: InvalidText) -> &'static str {
    match what {
        InvalidText::TooLong => "At most 120 characters.",
        InvalidText::Invalid => "One line of text.",
    }
}
