//! `POST /organizations/{organization}/access-requests`: ask for access.

use api_types::{AccessRequest, MailService, NewAccessRequest, OrganizationId, Problem};
use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};

use super::error::{asked_target, text};
use crate::{
    authz::policy::ReadOrganization,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        idempotency,
        members::schedule::day,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::access_requests::{AskForAccess, Wish},
};

/// Ask for access to a device or a group; those who can answer get a mail
#[utoipa::path(
    post,
    path = "/organizations/{organization}/access-requests",
    tag = "access requests",
    operation_id = "create_access_request",
    params(
        ("organization" = OrganizationId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body returns the same request and creates nothing"),
    ),
    request_body = NewAccessRequest,
    security(("session" = [])),
    responses(
        (status = 201, description = "The pending request; `Location` is its URL", body = AccessRequest),
        (status = 409, description = "The caller has a pending request there, or has this level already",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or the organization has no such device or group",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "The caller has made 10 requests in a day", body = Problem,
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
    Json(wanted): Json<NewAccessRequest>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    let operation = format!("POST /organizations/{organization}/access-requests");
    let idempotency = idempotency::key(&headers, &operation, &wanted)?;
    let target = asked_target(&wanted)?;
    let mut problems = Vec::new();
    let until = day("/until", wanted.until.as_deref(), &mut problems);
    if !problems.is_empty() {
        return Err(ApiError::Invalid(problems));
    }
    let reason = text("/reason", &wanted.reason)?;
    let change = AskForAccess {
        may: &may,
        id: state.new_id(),
        wish: Wish { target, level: wanted.level, until, reason },
        has_mail: state.settings.mail != MailService::None,
        idempotency,
        context: state.audit_context(&source),
    };
    let request = state.database.apply(&change).await?;
    state.mail_notify.now();
    let location = format!("/api/v1/organizations/{organization}/access-requests/{}", request.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Answer(request)))
}
