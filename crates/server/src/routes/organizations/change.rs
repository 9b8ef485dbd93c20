//! `PATCH /organizations/{organization}`: change its settings.

use api_types::{DEFAULT_GRACE_DAYS, MAX_GRACE_DAYS, Organization, OrganizationChanges, OrganizationId, Problem};
use axum::{extract::State, http::HeaderMap, response::IntoResponse};
use jiff::{SignedDuration, Timestamp};

use super::validation::validated;
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
    let mut settings = validated(changes, &caller.signed_in().account().email)?;
    settings.two_factor_from = two_factor_from;
    let account = caller.signed_in().account().id.to_string();
    if settings.number.is_some() {
        // Attempts that fail, so that nobody finds out all numbers that are taken.
        state.organization_limit.check(&account)?;
    }
    let change = ChangeOrganization { may: &may, versions, settings, context: state.audit_context(&source) };
    let changed = state.database.apply(&change).await;
    if change.settings.number.is_some() && !matches!(changed, Err(ChangeOrganizationError::NumberTaken)) {
        state.organization_limit.reset(&account);
    }
    changed?;
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    let organization = organizations::get(&state.database, &may).await?.ok_or(ApiError::NotFound)?;
    Ok(if_match::with_version(organization.version, organization))
}

impl From<ChangeOrganizationError> for ApiError {
    fn from(error: ChangeOrganizationError) -> Self {
        match error {
            ChangeOrganizationError::NoLongerAllowed => Self::Forbidden,
            ChangeOrganizationError::Stale => ProblemType::STALE.into(),
            ChangeOrganizationError::NumberTaken => {
                Self::field("/number", "taken", "Another organization has this number.")
            }
            ChangeOrganizationError::UnknownRole => {
                Self::field("/default_role", "unknown", "The organization has no such role.")
            }
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
