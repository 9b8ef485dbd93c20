//! `DELETE /organizations/{organization}/members/{member}`: remove a member.

use api_types::{MemberId, OrganizationId, Problem};
use axum::{extract::State, http::StatusCode};

use super::error::with_successor_in_query;
use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{NoBody, Path, Sender},
        query::{QueryString, invalid},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::Remove,
};

/// Remove a member: access ends at once, and the account stays. It can be restored for 30 days
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/members/{member}",
    tag = "members",
    operation_id = "remove_member",
    params(
        ("organization" = OrganizationId, Path),
        ("member" = MemberId, Path),
        ("successor" = Option<MemberId>, Query,
            description = "Becomes the supervisor of those whom the member supervises; they have none if absent"),
    ),
    security(("session" = [])),
    responses(
        (status = 204, description = "Removed"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The member has not joined yet, is the caller, or is the last administrator; or \
            other programs still need it (`blocked`)",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The member is already removed", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The successor cannot be one, or the query has another parameter", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn remove(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    query: QueryString,
    _: NoBody,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let successor = successor(&query)?;
    let change = Remove { may: &may, member, successor, dry_run: false, context: state.audit_context(&source) };
    state.database.apply(&change).await.map_err(with_successor_in_query)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The parameter `successor`.
fn successor(query: &QueryString) -> Result<Option<MemberId>, ApiError> {
    let mut successor = None;
    query.read_all(|parameter, value| {
        if parameter != "successor" {
            return Ok(false);
        }
        let id = value.parse().map_err(|_| invalid("successor", "invalid", "The id of a member."))?;
        successor = Some(id);
        Ok(true)
    })?;
    Ok(successor)
}
