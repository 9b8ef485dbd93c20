//! `GET /organizations/{organization}/members/{member}/activity`: what happened to a member.

use api_types::{AuditEvent, List, MemberId, OrganizationId, Problem};
use axum::{Json, extract::State};
use utoipa::{
    IntoParams,
    openapi::path::{Parameter, ParameterIn},
};

use crate::{
    authz::policy::ReadMember,
    cursor::Scope,
    error::ApiError,
    routes::{extract::Path, listing::parameters::paging, query::QueryString, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store::audit,
};

/// A page of audit events, for OpenAPI.
type AuditEventList = List<AuditEvent>;

/// Paging, for OpenAPI.
struct ActivityParameters;

impl IntoParams for ActivityParameters {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        paging().into_iter().collect()
    }
}

/// List what happened to a member, the newest first
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/{member}/activity",
    tag = "members",
    operation_id = "list_member_activity",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path), ActivityParameters),
    security(("session" = [])),
    responses(
        (status = 200, description = "One page of the member's events", body = AuditEventList),
        (status = 422, description = "A parameter is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn activity(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    query: QueryString,
) -> Result<Json<List<AuditEvent>>, ApiError> {
    let may = caller.authorize::<ReadMember>(organization).await?;
    let paging = query.read(|_, _| Ok(false))?;
    let scope = Scope::new("activity", member, &[]);
    let request = paging.request(&state, &scope, None)?;
    let page = audit::activity(&state.database, &may, member, &request).await?.ok_or(ApiError::NotFound)?;
    Ok(Json(List {
        items: page.items,
        next_cursor: page.next.map(|position| state.cursors.seal(&scope, &position)),
        total: page.total,
        version: None,
    }))
}
