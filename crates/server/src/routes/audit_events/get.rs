//! `GET /organizations/{organization}/audit-events/{event}`: one event.

use api_types::{AuditEvent, AuditEventId, OrganizationId, Problem};
use axum::{Json, extract::State};

use crate::{
    authz::policy::ReadAuditLog,
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store,
};

/// Get an event of the audit log
#[utoipa::path(
    get,
    path = "/organizations/{organization}/audit-events/{event}",
    tag = "audit log",
    operation_id = "get_audit_event",
    params(("organization" = OrganizationId, Path), ("event" = AuditEventId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The event", body = AuditEvent),
        (status = 403, description = "The caller cannot read the audit log", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, event)): Path<(OrganizationId, AuditEventId)>,
) -> Result<Json<AuditEvent>, ApiError> {
    let may = caller.authorize::<ReadAuditLog>(organization).await?;
    let event = store::audit::event(&state.database, &may, event).await?;
    event.map(Json).ok_or(ApiError::NotFound)
}
