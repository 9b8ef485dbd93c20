//! `PATCH /organizations/{organization}/members/{member}/grants/{grant}`: change level or last day of a grant.

use api_types::{GrantChanges, GrantId, MemberGrants, MemberId, OrganizationId, Problem};
use axum::{Json as Answer, extract::State, http::HeaderMap};

use crate::{
    authz::policy::{GrantDevices, ReadGrants},
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        if_match,
        members::schedule::day,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::grants::{self, ChangeGrant},
};

/// Change level or last day of a grant; absent fields stay unchanged
#[utoipa::path(
    patch,
    path = "/organizations/{organization}/members/{member}/grants/{grant}",
    tag = "grants",
    operation_id = "change_member_grant",
    params(
        ("organization" = OrganizationId, Path),
        ("member" = MemberId, Path),
        ("grant" = GrantId, Path),
        ("If-Match" = String, Header, description = "The version of the grant to change, in quotes"),
    ),
    request_body = GrantChanges,
    security(("session" = [])),
    responses(
        (status = 200, description = "All grants of the member", body = MemberGrants),
        (status = 403, description = "Not allowed, the member has more permissions than the caller, or the level is \
            above the caller's own", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The member is the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The member was removed, or the invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The grant has changed since it was read", body = Problem,
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
    Path((organization, member, grant)): Path<(OrganizationId, MemberId, GrantId)>,
    headers: HeaderMap,
    Json(changes): Json<GrantChanges>,
) -> Result<Answer<MemberGrants>, ApiError> {
    let may = caller.authorize::<GrantDevices>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    let mut problems = Vec::new();
    let until = changes.until.as_deref();
    let until = until.map(|text| day("/until", Some(text).filter(|text| !text.is_empty()), &mut problems));
    if !problems.is_empty() {
        return Err(ApiError::Invalid(problems));
    }
    let context = state.audit_context(&source);
    let change = ChangeGrant { may: &may, member, grant, versions, level: changes.level, until, context };
    state.database.apply(&change).await?;
    let reader = caller.authorize::<ReadGrants>(organization).await?;
    let grants = grants::of_member(&state.database, &reader, member, state.clock.now()).await?;
    Ok(Answer(grants.ok_or(ApiError::NotFound)?))
}
