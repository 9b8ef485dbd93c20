//! `POST /organizations/{organization}/members/{member}/activate`: activate an inactive member.

use api_types::{Member, MemberId, OrganizationId, Problem};
use axum::{extract::State, response::Response};

use super::answer;
use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{NoBody, Path, Sender},
        invitations::validation,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::Activate,
};

/// Activate an inactive member; one that has not joined gets its invitation
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/{member}/activate",
    tag = "members",
    operation_id = "activate_member",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The active, or now invited, member; `ETag` is its new version", body = Member),
        (status = 204, description = "Activated; the caller cannot read members"),
        (status = 400, description = "The body has a field; send none, or `{}`", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The member is not inactive", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The member was removed", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn activate(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    _: NoBody,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let (has_mail, context) = (validation::can_send_mail(&state), state.audit_context(&source));
    let change = Activate { may: &may, member, has_mail, dry_run: false, context };
    state.database.apply(&change).await?;
    state.mail_notify.now();
    answer::changed(&state, &caller, organization, member).await
}
