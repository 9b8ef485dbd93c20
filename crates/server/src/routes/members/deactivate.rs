//! `POST /organizations/{organization}/members/{member}/deactivate`: deactivate an active member.

use api_types::{DeactivateMember, InvalidText, Member, MemberId, OrganizationId, Problem, read_note};
use axum::{extract::State, response::Response};

use super::answer;
use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{OptionalJson, Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::Deactivate,
};

/// Deactivate a member: access ends at once, and the member keeps its seat, roles and companies
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/{member}/deactivate",
    tag = "members",
    operation_id = "deactivate_member",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    request_body = Option<DeactivateMember>,
    security(("session" = [])),
    responses(
        (status = 200, description = "The inactive member; `ETag` is its new version", body = Member),
        (status = 204, description = "Deactivated; the caller cannot read members"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The member is not active, is the caller, or is the last administrator",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The member was removed", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The note is invalid, or the successor cannot be one", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn deactivate(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    OptionalJson(wanted): OptionalJson<DeactivateMember>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let (note, successor) = (note(wanted.note.as_deref())?, wanted.successor);
    let context = state.audit_context(&source);
    let change = Deactivate { may: &may, member, note, successor, dry_run: false, context };
    state.database.apply(&change).await?;
    answer::changed(&state, &caller, organization, member).await
}

/// The note in the field `note`, as it is stored.
///
/// # Errors
/// When it is too long, or has control characters.
pub fn note(text: Option<&str>) -> Result<Option<String>, ApiError> {
    read_note(text.unwrap_or_default()).map_err(|what| {
        let detail = match what {
            InvalidText::TooLong => "At most 2,000 characters.",
            InvalidText::Invalid => "Text without control characters.",
        };
        ApiError::field("/note", what.code(), detail)
    })
}
