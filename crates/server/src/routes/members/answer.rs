//! The response of routes that change a member.

use api_types::{MemberId, OrganizationId};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::{
    authz::{Authorized, policy::ReadMember},
    error::ApiError,
    routes::if_match,
    session::Caller,
    state::AppState,
    store,
};

/// The member as it is now; 204 for a caller who can change members but cannot read them.
///
/// # Errors
/// [`ApiError::NotFound`] if the member is gone meanwhile, or when the database fails.
pub async fn changed(
    state: &AppState,
    caller: &Caller,
    organization: OrganizationId,
    member: MemberId,
) -> Result<Response, ApiError> {
    let Some(may) = reader(caller, organization).await? else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    let member = store::members::get(&state.database, &may, member).await?.ok_or(ApiError::NotFound)?;
    Ok(if_match::answer(member).into_response())
}

/// The proof that the caller can read members; `None` if it cannot.
///
/// # Errors
/// When the database fails.
pub async fn reader(caller: &Caller, organization: OrganizationId) -> Result<Option<Authorized<ReadMember>>, ApiError> {
    match caller.authorize::<ReadMember>(organization).await {
        Err(ApiError::NotFound) => Ok(None),
        authorized => authorized.map(Some),
    }
}
