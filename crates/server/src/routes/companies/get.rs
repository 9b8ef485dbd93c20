//! `GET /organizations/{organization}/companies/{company}`: one company.

use api_types::{Company, CompanyId, OrganizationId, Problem};
use axum::{extract::State, response::IntoResponse};

use crate::{
    authz::policy::ReadCompanies,
    error::ApiError,
    routes::{extract::Path, if_match, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store,
};

/// Get a company
#[utoipa::path(
    get,
    path = "/organizations/{organization}/companies/{company}",
    tag = "companies",
    operation_id = "get_company",
    params(("organization" = OrganizationId, Path), ("company" = CompanyId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The company; `ETag` is its version", body = Company),
        (status = 403, description = "The caller cannot read the companies", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, company)): Path<(OrganizationId, CompanyId)>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ReadCompanies>(organization).await?;
    let company = store::companies::get(&state.database, &may, company).await?.ok_or(ApiError::NotFound)?;
    Ok(if_match::with_version(company.version, company))
}
