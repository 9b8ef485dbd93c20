//! `DELETE /organizations/{organization}/members/{member}/second-factor`: reset a second factor that was lost.

use api_types::{MemberId, OrganizationId, Problem, ResetSecondFactor, read_note};
use axum::{extract::State, http::StatusCode};

use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        invitations::validation::can_send_mail,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members,
};

/// Remove the second factor of a member whose account belongs to this organization only; ends every session
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/members/{member}/second-factor",
    tag = "members",
    operation_id = "reset_member_second_factor",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    request_body = ResetSecondFactor,
    security(("session" = [])),
    responses(
        (status = 204, description = "Removed. The member is told by mail"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The member is the caller, is not active or has no second factor; or the account \
            belongs to other organizations too",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The member was removed, or the invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The reason is missing or invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn reset_second_factor(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    Json(wanted): Json<ResetSecondFactor>,
) -> Result<StatusCode, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let change = members::ResetSecondFactor {
        may: &may,
        member,
        reason: reason(&wanted.reason)?,
        has_mail: can_send_mail(&state),
        context: state.audit_context(&source),
    };
    state.database.apply(&change).await?;
    state.mail_notify.now();
    Ok(StatusCode::NO_CONTENT)
}

/// The reason as it is stored.
fn reason(text: &str) -> Result<String, ApiError> {
    let detail = "At most 2,000 characters, without control characters.";
    let reason = read_note(text).map_err(|what| ApiError::field("/reason", what.code(), detail))?;
    reason.ok_or_else(|| ApiError::field("/reason", "required", "Why the second factor is removed."))
}
