//! `POST /organizations/{organization}/supervisors/replace`: give many members another supervisor.

use api_types::{
    MAX_SUPERVISOR_MEMBERS, OrganizationId, Problem, ReplacedSupervisor, ReplacedSupervisors, SupervisorReplacement,
};
use axum::{Json as Answer, extract::State};

use crate::{
    authz::policy::{ChangeMember, ReadMembers},
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        invitations::validation::each_once,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::{Reassigned, ReplaceSupervisor},
};

/// Give the reports of a member, or other members, another supervisor; all of them or none
#[utoipa::path(
    post,
    path = "/organizations/{organization}/supervisors/replace",
    tag = "members",
    operation_id = "replace_supervisor",
    params(("organization" = OrganizationId, Path)),
    request_body = SupervisorReplacement,
    security(("session" = [])),
    responses(
        (status = 200, description = "Whose supervisor changes", body = ReplacedSupervisors),
        (status = 403, description = "Not allowed, or one of the members has more permissions than the caller",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid, or a member would be above itself", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn replace_supervisor(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    Json(wanted): Json<SupervisorReplacement>,
) -> Result<Answer<ReplacedSupervisors>, ApiError> {
    // The answer names people.
    caller.authorize::<ReadMembers>(organization).await?;
    let may = caller.authorize::<ChangeMember>(organization).await?;
    check(&wanted)?;
    let SupervisorReplacement { from, members, to, dry_run } = wanted;
    let members = members.map(each_once);
    let change = ReplaceSupervisor { may: &may, from, to, members, dry_run, context: state.audit_context(&source) };
    let concerned = state.database.apply(&change).await?;
    let count = concerned.len() as u64;
    let member = |Reassigned { id, name, before }| ReplacedSupervisor { id, name, before };
    let members = concerned.into_iter().take(MAX_SUPERVISOR_MEMBERS).map(member).collect();
    Ok(Answer(ReplacedSupervisors { count, members }))
}

fn check(wanted: &SupervisorReplacement) -> Result<(), ApiError> {
    if wanted.from.is_some() && wanted.from == wanted.to {
        return Err(ApiError::field("/to", "same", "Another user than the one who is replaced."));
    }
    match &wanted.members {
        None if wanted.from.is_none() => {
            Err(ApiError::field("/from", "required", "The supervisor who is replaced, or members."))
        }
        Some(members) if members.is_empty() => Err(ApiError::field("/members", "required", "At least one member.")),
        Some(members) if members.len() > MAX_SUPERVISOR_MEMBERS => {
            Err(ApiError::field("/members", "too_many", "At most 2,000 members."))
        }
        _ => Ok(()),
    }
}
