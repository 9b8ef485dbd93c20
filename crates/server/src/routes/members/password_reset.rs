//! `POST /organizations/{organization}/members/{member}/password-reset`: let a member choose a new password.

use api_types::{MemberId, MemberPasswordReset, OrganizationId, PasswordResetLink, Problem};
use axum::{
    Json as Answer,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::{
    authz::{Token, policy::ChangeMember},
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        invitations::validation::mail_problem,
        password_reset::link,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::password_resets::ResetMemberPassword,
};

/// Send a member a link to choose a new password, or create one to hand over; earlier links stop working
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/{member}/password-reset",
    tag = "members",
    operation_id = "reset_member_password",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    request_body = MemberPasswordReset,
    security(("session" = [])),
    responses(
        (status = 200, description = "The link, which works for 24 hours, once. The server returns it only once",
            body = PasswordResetLink),
        (status = 204, description = "A link is on its way to the member. It works for an hour, once"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The member has no account or is not active; or a link cannot be handed over, \
            because the account is the caller's own or belongs to other organizations too",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "This server sends no mail", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn password_reset(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    Json(wanted): Json<MemberPasswordReset>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    if let Some(problem) = mail_problem(&state, wanted.send_email) {
        return Err(ApiError::Invalid(vec![problem]));
    }
    let token = (!wanted.send_email).then(|| Token::new(&state.entropy));
    let change = ResetMemberPassword {
        may: &may,
        member,
        token: token.as_ref().map(Token::hash),
        context: state.audit_context(&source),
    };
    let expires_at = state.database.apply(&change).await?;
    let Some((token, expires_at)) = token.zip(expires_at) else {
        state.mail_notify.now();
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    Ok(Answer(PasswordResetLink { link: link(&state, &token), expires_at: expires_at.to_string() }).into_response())
}
