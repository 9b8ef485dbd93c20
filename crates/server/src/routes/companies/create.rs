//! `POST /organizations/{organization}/companies`: a new company.

use api_types::{Company, NewCompany, OrganizationId, Problem};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};

use super::error::validated;
use crate::{
    authz::policy::ManageCompanies,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        idempotency, if_match,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::companies::CreateCompany,
};

/// Create a company
#[utoipa::path(
    post,
    path = "/organizations/{organization}/companies",
    tag = "companies",
    operation_id = "create_company",
    params(
        ("organization" = OrganizationId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body returns the same company and creates nothing"),
    ),
    request_body = NewCompany,
    security(("session" = [])),
    responses(
        (status = 201, description = "Created; `Location` is the URL of the company", body = Company),
        (status = 403, description = "The caller cannot manage companies", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or another company has the number", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
    Json(wanted): Json<NewCompany>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageCompanies>(organization).await?;
    let valid = validated(Some(&wanted.name), wanted.number.as_deref())?;
    let wanted = NewCompany { name: valid.name.unwrap_or_default(), number: valid.number.flatten() };
    let idempotency = idempotency::key(&headers, &format!("POST /organizations/{organization}/companies"), &wanted)?;
    let NewCompany { name, number } = wanted;
    let change = CreateCompany {
        may: &may,
        id: state.new_id(),
        name,
        number,
        idempotency,
        context: state.audit_context(&source),
    };
    let company = state.database.apply(&change).await?;
    let location = format!("/api/v1/organizations/{organization}/companies/{}", company.id);
    let body = if_match::with_version(company.version, company);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], body))
}
