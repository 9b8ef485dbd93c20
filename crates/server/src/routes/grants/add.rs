//! `POST /organizations/{organization}/members/{member}/grants`: give a member access.

use api_types::{MemberGrants, MemberId, NewGrant, OrganizationId, Problem};
use axum::{Json as Answer, extract::State, http::StatusCode};

use super::error::target;
use crate::{
    authz::policy::{GrantDevices, ReadGrants},
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        members::schedule::day,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::grants::{self, AddGrant},
};

/// Give a member access to a device, or to all devices of a group and its subgroups
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/{member}/grants",
    tag = "grants",
    operation_id = "add_member_grant",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    request_body = NewGrant,
    security(("session" = [])),
    responses(
        (status = 201, description = "All grants of the member", body = MemberGrants),
        (status = 403, description = "Not allowed, the member has more permissions than the caller, or the level is \
            above the caller's own", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The member is the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The member was removed, or the invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or the member has a grant there", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn add(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    Json(wanted): Json<NewGrant>,
) -> Result<(StatusCode, Answer<MemberGrants>), ApiError> {
    let may = caller.authorize::<GrantDevices>(organization).await?;
    let target = target(&wanted)?;
    let mut problems = Vec::new();
    let until = day("/until", wanted.until.as_deref(), &mut problems);
    if !problems.is_empty() {
        return Err(ApiError::Invalid(problems));
    }
    let context = state.audit_context(&source);
    let change = AddGrant { may: &may, member, id: state.new_id(), target, level: wanted.level, until, context };
    state.database.apply(&change).await?;
    let reader = caller.authorize::<ReadGrants>(organization).await?;
    let grants = grants::of_member(&state.database, &reader, member, state.clock.now()).await?;
    Ok((StatusCode::CREATED, Answer(grants.ok_or(ApiError::NotFound)?)))
}
