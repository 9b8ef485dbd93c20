//! `POST /organizations/{organization}/members/jobs`: prepares a change of many members.

use std::time::Duration;

use api_types::{
    Job, JobChange, JobState, MAX_JOB_MEMBERS, MAX_JOB_VIEW, MAX_ROLES, NewJob, OrganizationId, Problem, RoleId,
};
use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use tokio::time::{Instant, timeout_at};

use super::own;
use crate::{
    authz::{
        Authorized,
        policy::{AssignRoles, ChangeMember, ReadMembers},
    },
    error::ApiError,
    jobs,
    routes::{
        extract::{Json, Path, Sender},
        idempotency,
        invitations::validation::{self, each_once},
        listing::query::{check, invalid_parameter, today},
        members::deactivate::note,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        jobs::{CreateJob, May, read_view},
        listing::OpenList,
        members::Members,
    },
};

/// A job that is prepared in this time is ready in the response.
const PATIENCE: Duration = Duration::from_secs(2);

/// Prepare a change of many members; nothing changes until the job is started
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/jobs",
    tag = "jobs",
    operation_id = "create_job",
    params(
        ("organization" = OrganizationId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body returns the same job"),
    ),
    request_body = NewJob,
    security(("session" = [])),
    responses(
        (status = 201, description = "The job, ready or still being prepared; `Location` is its URL", body = Job),
        (status = 403, description = "The caller cannot change members, or a role has more permissions than the caller",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
    Json(wanted): Json<NewJob>,
) -> Result<impl IntoResponse, ApiError> {
    let reader = caller.authorize::<ReadMembers>(organization).await?;
    match &wanted.change {
        JobChange::AddRoles { .. } | JobChange::RemoveRoles { .. } | JobChange::ReplaceRoles { .. } => {
            caller.authorize::<AssignRoles>(organization).await.map(drop)?;
        }
        _ => caller.authorize::<ChangeMember>(organization).await.map(drop)?,
    }
    let operation = format!("POST /organizations/{organization}/members/jobs");
    let idempotency = idempotency::key(&headers, &operation, &wanted)?;
    let new = validated(&state, wanted)?;
    let total = total(&state, &reader, &new).await?;
    let may = May::of(&state.database, reader.account(), organization, new.change.kind()).await?;
    let may = may.ok_or(ApiError::Forbidden)?;
    let create =
        CreateJob { may: &may, id: state.new_id(), new, total, idempotency, context: state.audit_context(&source) };
    let id = state.database.apply(&create).await?;
    let deadline = Instant::now() + PATIENCE;
    let mut job = own(&state, &reader, id).await?;
    while job.state == JobState::Preparing && Instant::now() < deadline {
        // A portion that is not done in time is done by the runner.
        match timeout_at(deadline, jobs::prepare(&state, &may, id)).await {
            Ok(prepared) => {
                prepared?;
            }
            Err(_) => break,
        }
        job = own(&state, &reader, id).await?;
    }
    state.job_notify.now();
    let location = format!("/api/v1/organizations/{organization}/jobs/{id}");
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Answer(job)))
}

/// The request as it is stored.
fn validated(state: &AppState, wanted: NewJob) -> Result<NewJob, ApiError> {
    let many = "At most 2,000 members.";
    match (wanted.members.len(), &wanted.view) {
        (0, None) => return Err(ApiError::field("/members", "required", "Members, or a view.")),
        (0, Some(_)) => {}
        (_, Some(_)) => return Err(ApiError::field("/view", "invalid", "Either members or a view.")),
        (1..=MAX_JOB_MEMBERS, None) => {}
        (_, None) => return Err(ApiError::field("/members", "too_many", many)),
    }
    if wanted.view.as_ref().is_some_and(|view| view.chars().count() > MAX_JOB_VIEW) {
        return Err(ApiError::field("/view", "too_long", "At most 4,000 characters."));
    }
    if wanted.except.len() > MAX_JOB_MEMBERS {
        return Err(ApiError::field("/except", "too_many", many));
    }
    if let Some(problem) = validation::mail_problem(state, wanted.change == JobChange::Resend) {
        return Err(ApiError::Invalid(vec![problem]));
    }
    let change = match wanted.change {
        JobChange::AddRoles { roles } => JobChange::AddRoles { roles: some_roles(roles)? },
        JobChange::RemoveRoles { roles } => JobChange::RemoveRoles { roles: some_roles(roles)? },
        JobChange::ReplaceRoles { roles } => JobChange::ReplaceRoles { roles: few_roles(roles)? },
        change => change,
    };
    let note = note(wanted.note.as_deref())?;
    Ok(NewJob { change, note, members: each_once(wanted.members), except: each_once(wanted.except), ..wanted })
}

fn some_roles(roles: Vec<RoleId>) -> Result<Vec<RoleId>, ApiError> {
    if roles.is_empty() {
        return Err(ApiError::field("/change/roles", "required", "At least one role."));
    }
    few_roles(roles)
}

fn few_roles(roles: Vec<RoleId>) -> Result<Vec<RoleId>, ApiError> {
    if roles.len() > MAX_ROLES {
        return Err(ApiError::field("/change/roles", "too_many", "At most 200 roles."));
    }
    Ok(each_once(roles))
}

/// About how many members the job has. Checks the view.
async fn total(state: &AppState, may: &Authorized<ReadMembers>, new: &NewJob) -> Result<u64, ApiError> {
    let Some(view) = &new.view else { return Ok(new.members.len() as u64) };
    let query = read_view(view).map_err(invalid_parameter)?;
    let _share = state.list_shares.take(may.organization()).await;
    let list = OpenList::open::<Members>(&state.database, may).await?;
    check(&list, &query).await?;
    Ok(list.total(&query, today(state)).await?.count)
}
