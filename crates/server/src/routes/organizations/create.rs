//! `POST /organizations`: a new one, which its creator administers.

use api_types::{
    FieldProblem, MAX_ORGANIZATION_NUMBER, NameProblem, NewOrganization, Organization, Problem, looks_like_url,
    read_name,
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};

use crate::{
    error::ApiError,
    routes::{
        extract::{Json, Sender},
        idempotency,
        responses::SignedInOnly,
    },
    session::Caller,
    state::AppState,
    store::organizations::{CreateError, CreateOrganization},
};

/// Digits of a number that has nothing else: longer ones are left to the server.
const MAX_PLAIN_NUMBER: usize = 12;

/// Create an organization; the caller becomes its administrator
#[utoipa::path(
    post,
    path = "/organizations",
    tag = "organizations",
    operation_id = "create_organization",
    params(("Idempotency-Key" = Option<String>, Header,
        description = "A retry with the same key and body returns the same organization and creates nothing")),
    request_body = NewOrganization,
    security(("session" = [])),
    responses(
        (status = 201, description = "Created; `Location` is the URL of the organization", body = Organization),
        (status = 403, description = "Only the operator of this server creates organizations", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "The account created too many organizations today", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<NewOrganization>,
) -> Result<impl IntoResponse, ApiError> {
    let per_day = state.settings.organizations_per_account.ok_or(ApiError::Forbidden)?;
    let body = validated(body)?;
    // Attempts that fail, so that nobody finds out all numbers that are taken. Those that succeed count by the day.
    let account = caller.signed_in().account().id.to_string();
    state.organization_limit.check(&account)?;
    let idempotency = idempotency::key(&headers, "POST /organizations", &body)?;
    let creator = caller.signed_in().clone();
    let roles = std::array::from_fn(|_| state.new_id());
    let context = state.audit_context(&source);
    let mut change = CreateOrganization::new(creator, body, state.new_id(), state.new_id(), roles, per_day, context);
    change.idempotency = idempotency;
    let organization = state.database.apply(&change).await?;
    state.organization_limit.reset(&account);
    let location = format!("/api/v1/organizations/{}", organization.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], axum::Json(organization)))
}

/// Trims what may be trimmed, and says everything that is wrong at once.
fn validated(body: NewOrganization) -> Result<NewOrganization, ApiError> {
    let name = read_name(&body.name);
    let number = body.number.map(|number| number.trim().to_owned());
    let url = name
        .is_ok_and(looks_like_url)
        .then(|| problem("/name", "invalid", "Enter a name, not a URL. Put a space after each full stop."));
    match (name, number.as_deref().and_then(number_problem).or(url)) {
        (Ok(name), None) => Ok(NewOrganization { name: name.to_owned(), number }),
        (name, other) => Err(ApiError::Invalid(name.err().map(name_problem).into_iter().chain(other).collect())),
    }
}

pub(super) fn name_problem(what: NameProblem) -> FieldProblem {
    let detail = match what {
        NameProblem::Missing => "Enter a name for the organization.",
        NameProblem::TooLong => "At most 120 characters.",
        NameProblem::Invalid => "One line of text, without control characters.",
    };
    problem("/name", what.code(), detail)
}

pub(super) fn number_problem(number: &str) -> Option<FieldProblem> {
    if number.is_empty() {
        Some(problem("/number", "required", "Omit the number or enter one."))
    } else if number.chars().count() > MAX_ORGANIZATION_NUMBER {
        Some(problem("/number", "too_long", "At most 20 characters."))
    } else if !number.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') {
        Some(problem("/number", "invalid", "Letters from a to z, digits and hyphens."))
    } else if number.len() > MAX_PLAIN_NUMBER && number.bytes().all(|byte| byte.is_ascii_digit()) {
        Some(problem("/number", "too_large", "At most 12 digits."))
    } else {
        None
    }
}

pub(super) fn problem(pointer: &str, code: &str, detail: &str) -> FieldProblem {
    FieldProblem { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() }
}

impl From<CreateError> for ApiError {
    fn from(error: CreateError) -> Self {
        match error {
            CreateError::NumberTaken => Self::field("/number", "taken", "Another organization has this number."),
            CreateError::NoNumberLeft => Self::field("/number", "required", "Choose a number."),
            CreateError::KeyReused => idempotency::reused(),
            CreateError::Limited(limited) => limited.into(),
            CreateError::Store(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(name: &str, number: Option<&str>) -> Vec<(String, String)> {
        let body = NewOrganization { name: name.to_owned(), number: number.map(str::to_owned) };
        match validated(body) {
            Ok(_) => Vec::new(),
            Err(ApiError::Invalid(errors)) => errors.into_iter().map(|error| (error.pointer, error.code)).collect(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let both = problems(" ", Some("a b"));
        assert_eq!(both, [("/name", "required"), ("/number", "invalid")].map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(problems(&"é".repeat(120), Some("A-1")), []);
        assert_eq!(problems(&"é".repeat(121), None)[0].1, "too_long");
        assert_eq!(problems("a\0b", None)[0].1, "invalid");
        assert_eq!(problems("\u{200b}\u{3164}", None)[0].1, "required");
        assert_eq!(problems("Ada \u{202e}gnp.exe", None)[0].1, "invalid");
        assert_eq!(problems("a", Some(&"1".repeat(21)))[0].1, "too_long");
        assert_eq!(problems("evil.example", None)[0].1, "invalid");
        assert_eq!(problems("a", Some("999999999999999"))[0].1, "too_large");
    }
}
