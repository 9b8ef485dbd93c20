//! `GET /organizations/{organization}/members/{member}`: one person.

use api_types::{Member, MemberId, OrganizationId};
use axum::{Json, extract::State};

use crate::{
    app::AppState,
    authz::{Caller, policy::ReadMember},
    error::ApiError,
    routes::{extract::Path, responses::MembersOnly},
    store,
};

/// One person
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/{member}",
    tag = "members",
    operation_id = "get_member",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses((status = 200, description = "The person", body = Member), MembersOnly)
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
) -> Result<Json<Member>, ApiError> {
    let may = caller.authorize::<ReadMember>(organization).await?;
    store::members::get(&state.database, &may, member).await?.map(Json).ok_or(ApiError::NotFound)
}
