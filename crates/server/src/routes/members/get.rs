//! `GET /organizations/{organization}/members/{member}`: get a member.

use api_types::{Member, MemberId, OrganizationId};
use axum::{extract::State, response::IntoResponse};

use crate::{
    authz::policy::ReadMember,
    error::ApiError,
    routes::{extract::Path, if_match, responses::MembersOnly},
    session::Caller,
    state::AppState,
    store,
};

/// Get a member, even if it was removed or its invitation was withdrawn
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/{member}",
    tag = "members",
    operation_id = "get_member",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses((status = 200, description = "The member; `ETag` is its version", body = Member), MembersOnly)
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ReadMember>(organization).await?;
    store::members::get(&state.database, &may, member).await?.map(if_match::answer).ok_or(ApiError::NotFound)
}
