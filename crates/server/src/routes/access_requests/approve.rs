//! `POST /organizations/{organization}/access-requests/{request}/approve`: grant what was asked for.

use api_types::{AccessRequest, AccessRequestApproval, AccessRequestId, MailService, OrganizationId, Problem};
use axum::{Json as Answer, extract::State};

use super::{error::text, get::read};
use crate::{
    authz::policy::GrantDevices,
    error::ApiError,
    routes::{
        extract::{OptionalJson, Path, Sender},
        members::schedule::day,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::access_requests::ApproveAccessRequest,
};

/// Approve an access request, with another level or end if wanted; its requester gets a grant and a mail
#[utoipa::path(
    post,
    path = "/organizations/{organization}/access-requests/{request}/approve",
    tag = "access requests",
    operation_id = "approve_access_request",
    params(("organization" = OrganizationId, Path), ("request" = AccessRequestId, Path)),
    request_body = Option<AccessRequestApproval>,
    security(("session" = [])),
    responses(
        (status = 200, description = "The approved request", body = AccessRequest),
        (status = 403, description = "Not allowed, the requester has more permissions than the caller, or the level is \
            above the caller's own", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The request is no longer pending (`request_answered`), or is the caller's own",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The requester was removed", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or a grant there gives more or lasts longer",
            body = Problem, content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn approve(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, request)): Path<(OrganizationId, AccessRequestId)>,
    OptionalJson(wanted): OptionalJson<AccessRequestApproval>,
) -> Result<Answer<AccessRequest>, ApiError> {
    let may = caller.authorize::<GrantDevices>(organization).await?;
    let mut problems = Vec::new();
    let until = wanted.until.as_deref();
    let until = until.map(|text| day("/until", Some(text).filter(|text| !text.is_empty()), &mut problems));
    if !problems.is_empty() {
        return Err(ApiError::Invalid(problems));
    }
    let note = wanted.note.as_deref().filter(|note| !note.trim().is_empty());
    let change = ApproveAccessRequest {
        may: &may,
        request,
        grant: state.new_id(),
        level: wanted.level,
        until,
        note: note.map(|note| text("/note", note)).transpose()?,
        has_mail: state.settings.mail != MailService::None,
        context: state.audit_context(&source),
    };
    state.database.apply(&change).await?;
    state.mail_notify.now();
    read(&state, &caller, organization, request).await.map(Answer)
}
