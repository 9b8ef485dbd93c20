//! `POST /organizations/{organization}/members/{member}/resend`: send an invitation again, with a new link.

use api_types::{FieldProblem, MemberId, OrganizationId, Problem, Resend, ResendResult};
use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use super::answer;
use crate::{
    authz::{Token, policy::ChangeMember},
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        idempotency,
        invitations::{link, validation},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{self, invitations::ResendInvitation},
};

/// Send an invitation again, even if it has expired; the old links stop working
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/{member}/resend",
    tag = "invitations",
    operation_id = "resend_invitation",
    params(
        ("organization" = OrganizationId, Path),
        ("member" = MemberId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body sends no second mail and returns a new link to the same \
                invitation"),
    ),
    request_body = Resend,
    security(("session" = [])),
    responses(
        (status = 200, description = "The member and the new link", body = ResendResult),
        (status = 204, description = "Sent again; the caller cannot read members. `…/link` creates a link"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The member has no pending or expired invitation, or wants no e-mails", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The member was removed, or the invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Sent several times just now, or too many e-mails today", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn resend(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    headers: HeaderMap,
    Json(wanted): Json<Resend>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let problems =
        [validation::lifetime_problem(wanted.lifetime_days), validation::mail_problem(&state, wanted.send_email)];
    let problems: Vec<FieldProblem> = problems.into_iter().flatten().collect();
    if !problems.is_empty() {
        return Err(ApiError::Invalid(problems));
    }
    let operation = format!("POST /organizations/{organization}/members/{member}/resend");
    let idempotency = idempotency::key(&headers, &operation, &wanted)?;
    let token = Token::new(&state.entropy);
    let change = ResendInvitation {
        may: &may,
        member,
        token: Some(token.hash()),
        send_email: wanted.send_email,
        mail_limits: state.settings.mail_limits,
        lifetime: validation::lifetime(wanted.lifetime_days),
        dry_run: false,
        idempotency,
        context: state.audit_context(&source),
    };
    state.database.apply(&change).await?;
    if wanted.send_email {
        state.mail_notify.now();
    }
    let Some(may) = answer::reader(&caller, organization).await? else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let member = store::members::get(&state.database, &may, member).await?.ok_or(ApiError::NotFound)?;
    Ok(Answer(ResendResult { member, link: link(&state, &token) }).into_response())
}
