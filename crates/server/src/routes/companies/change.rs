//! `PATCH /organizations/{organization}/companies/{company}`: change, archive or restore a company.

use api_types::{Company, CompanyChanges, CompanyId, OrganizationId, Problem};
use axum::{extract::State, http::HeaderMap, response::IntoResponse};

use super::error::validated;
use crate::{
    authz::policy::ManageCompanies,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        if_match,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::companies::ChangeCompany,
};

/// Change, archive or restore a company; absent fields stay unchanged
#[utoipa::path(
    patch,
    path = "/organizations/{organization}/companies/{company}",
    tag = "companies",
    operation_id = "change_company",
    params(
        ("organization" = OrganizationId, Path),
        ("company" = CompanyId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of the version to change"),
    ),
    request_body = CompanyChanges,
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed company; `ETag` is its new version", body = Company),
        (status = 403, description = "The caller cannot manage companies", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The company has changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or another company has the number", body = Problem,
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
    Path((organization, company)): Path<(OrganizationId, CompanyId)>,
    headers: HeaderMap,
    Json(changes): Json<CompanyChanges>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageCompanies>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    let valid = validated(changes.name.as_deref(), changes.number.as_deref())?;
    let change = ChangeCompany {
        may: &may,
        company,
        versions,
        name: valid.name,
        number: valid.number,
        status: changes.status,
        context: state.audit_context(&source),
    };
    let company = state.database.apply(&change).await?;
    Ok(if_match::with_version(company.version, company))
}
