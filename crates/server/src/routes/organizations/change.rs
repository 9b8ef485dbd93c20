//! `PATCH /organizations/{organization}`: change its settings.

use api_types::{
    DEFAULT_GRACE_DAYS, FieldProblem, IdentityProvider, MAX_GRACE_DAYS, NameProblem, Organization, OrganizationChanges,
    OrganizationId, Problem, is_web_url, read_name,
};
use axum::{extract::State, http::HeaderMap, response::IntoResponse};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::{
    authz::policy::{ManageOrganization, ReadOrganization},
    error::{ApiError, ProblemType},
    routes::{
        extract::{Json, Path, Sender},
        if_match,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::organizations::{self, ChangeOrganization, ChangeOrganizationError},
};

/// Maximum length of an identity provider's address, in bytes.
pub const MAX_URL: usize = 1_000;

/// Change the settings of an organization; absent fields stay unchanged
#[utoipa::path(
    patch,
    path = "/organizations/{organization}",
    tag = "organizations",
    operation_id = "change_organization",
    params(
        ("organization" = OrganizationId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of the version to change"),
    ),
    request_body = OrganizationChanges,
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed organization; `ETag` is its new version", body = Organization),
        (status = 403, description = "The caller cannot manage the organization", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The settings have changed since they were read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
            content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn change(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
    Json(changes): Json<OrganizationChanges>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageOrganization>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    let requirement = changes.require_two_factor;
    if requirement == Some(true) && !caller.signed_in().account().two_factor {
        let detail = "Set up a second factor of your own first.";
        return Err(ApiError::field("/require_two_factor", "no_second_factor", detail));
    }
    let two_factor_from =
        requirement.map(|required| required.then(|| closing_day(&state, changes.two_factor_grace_days)));
    let Validated { time_zone, identity_provider } = validated(changes)?;
    let context = state.audit_context(&source);
    let change = ChangeOrganization { may: &may, versions, time_zone, identity_provider, two_factor_from, context };
    state.database.apply(&change).await?;
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    let organization = organizations::get(&state.database, &may).await?.ok_or(ApiError::NotFound)?;
    Ok(if_match::with_version(organization.version, organization))
}

impl From<ChangeOrganizationError> for ApiError {
    fn from(error: ChangeOrganizationError) -> Self {
        match error {
            ChangeOrganizationError::NoLongerAllowed => Self::Forbidden,
            ChangeOrganizationError::Stale => ProblemType::STALE.into(),
            ChangeOrganizationError::Store(error) => error.into(),
        }
    }
}

/// When the organization closes to people without a second factor.
fn closing_day(state: &AppState, days: Option<u16>) -> Timestamp {
    let days = days.unwrap_or(DEFAULT_GRACE_DAYS).min(MAX_GRACE_DAYS);
    let grace = SignedDuration::from_hours(24 * i64::from(days));
    state.clock.now().checked_add(grace).unwrap_or(Timestamp::MAX)
}

/// The changes as they are stored.
#[derive(Debug, PartialEq, Eq)]
struct Validated {
    time_zone: Option<String>,
    identity_provider: Option<Option<IdentityProvider>>,
}

fn validated(changes: OrganizationChanges) -> Result<Validated, ApiError> {
    if changes.two_factor_grace_days.is_some_and(|days| days > MAX_GRACE_DAYS) {
        let problem = problem("/two_factor_grace_days", "too_large", "At most 90 days.");
        return Err(ApiError::Invalid(vec![problem]));
    }
    let time_zone = changes.time_zone.map(|name| known_zone(&name)).transpose();
    let provider = changes.identity_provider.map(valid_provider).transpose();
    match (time_zone, provider) {
        (Ok(time_zone), Ok(identity_provider)) => Ok(Validated { time_zone, identity_provider }),
        (time_zone, provider) => {
            let problems = time_zone.err().into_iter().chain(provider.err().into_iter().flatten());
            Err(ApiError::Invalid(problems.collect()))
        }
    }
}

/// The zone by the name that the time zone database has for it.
fn known_zone(name: &str) -> Result<String, FieldProblem> {
    let zone = TimeZone::get(name.trim()).ok();
    let name = zone.as_ref().and_then(TimeZone::iana_name).map(str::to_owned);
    name.ok_or_else(|| problem("/time_zone", "unknown", "A time zone by its IANA name, for example Europe/Berlin."))
}

/// The provider; nothing for an empty one.
fn valid_provider(
    IdentityProvider { name, url }: IdentityProvider,
) -> Result<Option<IdentityProvider>, Vec<FieldProblem>> {
    let url = url.trim();
    let name = match read_name(&name) {
        Err(NameProblem::Missing) if url.is_empty() => return Ok(None),
        name => name.map_err(name_problem),
    };
    let url = valid_url(url);
    match (name, url) {
        (Ok(name), Ok(url)) => Ok(Some(IdentityProvider { name: name.to_owned(), url })),
        (name, url) => Err(name.err().into_iter().chain(url.err()).collect()),
    }
}

fn valid_url(text: &str) -> Result<String, FieldProblem> {
    if text.len() > MAX_URL {
        return Err(problem("/identity_provider/url", "too_long", "At most 1,000 bytes."));
    }
    if is_web_url(text) {
        Ok(text.to_owned())
    } else {
        let detail = "A URL that begins with https:// or http://.";
        Err(problem("/identity_provider/url", "invalid", detail))
    }
}

fn name_problem(what: NameProblem) -> FieldProblem {
    let detail = match what {
        NameProblem::Missing => "Enter a name for the identity provider.",
        NameProblem::TooLong => "At most 120 characters.",
        NameProblem::Invalid => "One line of text, without control characters.",
    };
    problem("/identity_provider/name", what.code(), detail)
}

fn problem(pointer: &str, code: &str, detail: &str) -> FieldProblem {
    FieldProblem { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(name: &str, url: &str) -> OrganizationChanges {
        let provider = IdentityProvider { name: name.to_owned(), url: url.to_owned() };
        OrganizationChanges { identity_provider: Some(provider), ..OrganizationChanges::default() }
    }

    fn codes(changes: OrganizationChanges) -> Vec<String> {
        match validated(changes) {
            Err(ApiError::Invalid(errors)) => {
                errors.into_iter().map(|it| format!("{} {}", it.pointer, it.code)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_time_zone_has_the_name_that_the_database_has() {
        let zone = |name: &str| OrganizationChanges { time_zone: Some(name.to_owned()), ..Default::default() };
        let read = |name| validated(zone(name)).unwrap().time_zone;
        assert_eq!(read(" europe/berlin "), Some("Europe/Berlin".to_owned()));
        assert_eq!(read("utc"), Some("UTC".to_owned()));
        for name in ["", "Mars/Olympus", "Europe/Berlin\0", "../etc/passwd", "+01:00"] {
            assert_eq!(codes(zone(name)), ["/time_zone unknown"], "{name:?}");
        }
    }

    #[test]
    fn an_identity_provider_has_a_name_and_a_web_address() {
        let read = |name, url| validated(provider(name, url)).unwrap().identity_provider.unwrap();
        let kept = read(" Acme Login ", "https://id.acme.example/password?a=b").unwrap();
        assert_eq!((&*kept.name, &*kept.url), ("Acme Login", "https://id.acme.example/password?a=b"));
        assert_eq!(read(" ", ""), None);
        for url in ["", "id.acme.example", "javascript:alert(1)", "ftp://a.example", "https://a:b@c.example", "data:,a"]
        {
            assert_eq!(codes(provider("Acme", url)), ["/identity_provider/url invalid"], "{url:?}");
        }
        let long = format!("https://a.example/{}", "a".repeat(MAX_URL));
        assert_eq!(codes(provider("", &long)), ["/identity_provider/name required", "/identity_provider/url too_long"]);
    }
}
