//! `POST /organizations/{organization}/members/imports`: checks a file with users.

use std::time::Duration;

use api_types::{JobKind, JobState, MemberImport, NewMemberImport, NewPeople, OrganizationId, Problem};
use axum::{
    Json as Answer,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use tokio::time::{Instant, timeout_at};

use super::{
    reading::{Table, choices},
    wire,
};
use crate::{
    authz::policy::{ImportMembers, ReadMembers},
    error::ApiError,
    jobs,
    routes::{
        extract::{Json, Path, Sender},
        invitations::validation::mail_problem,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        jobs::{AddImportRows, CreateImport, May, PrepareImport},
        members::import,
    },
};

/// An import that is prepared in this time is ready in the response.
const PATIENCE: Duration = Duration::from_secs(2);
/// Rows that are stored in one transaction.
const PORTION: usize = 4_000;

/// Check a file with users; nothing changes until the job is started
///
/// The response is a job. While it is prepared, the server finds out what each row would do. Then the job can be started
/// with `POST …/jobs/{job}/start`. Rows that are refused are left out: `…/rejects` has them as a file.
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/imports",
    tag = "members",
    operation_id = "create_member_import",
    params(("organization" = OrganizationId, Path)),
    request_body = NewMemberImport,
    security(("session" = [])),
    responses(
        (status = 201, description = "The import, ready or still being prepared; `Location` is its URL",
            body = MemberImport),
        (status = 403, description = "The caller cannot import users", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "There is no table, it is too large, or a field has no column", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    Json(request): Json<NewMemberImport>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ImportMembers>(organization).await?;
    let reader = caller.authorize::<ReadMembers>(organization).await?;
    let job_may = May::of(&state.database, may.account(), organization, JobKind::Import).await?;
    let job_may = job_may.ok_or(ApiError::Forbidden)?;
    let share = state.list_shares.take(organization).await;
    if let Some(problem) = mail_problem(&state, request.new_people == NewPeople::Invite) {
        return Err(ApiError::field("/new_people", &problem.code, problem.detail));
    }
    let table = Table::read(&request)?;
    let choices = choices(&request, &table)?;
    let missing = table.missing();
    if !missing.is_empty() {
        return Err(ApiError::field("/columns", "required", format!("Choose a column for {}.", missing.join(", "))));
    }
    let mut rows = table.rows(request.clear_empty);
    import::link(&state.database, &may, request.find_by, &mut rows).await?;
    if request.deactivate_missing {
        let missing = import::missing(&state.database, &may, &rows).await?;
        rows.extend(missing);
    }
    let (id, total) = (state.new_id(), rows.len() as u64);
    let (replaces, context) = (request.replaces, state.audit_context(&source));
    let create = CreateImport { may: &job_may, id, choices: &choices, total, replaces, context };
    state.database.apply(&create).await?;
    // If the request ends before the last row is stored, the import cannot be started, and `maintenance` ends it.
    for (portion, rows) in (0..).zip(rows.chunks(PORTION)) {
        let first = portion * PORTION as u64 + 1;
        state.database.apply(&AddImportRows { job: id, first, rows }).await?;
    }
    state.database.apply(&PrepareImport { job: id, at: state.clock.now() }).await?;
    drop(share);
    let deadline = Instant::now() + PATIENCE;
    let mut import = wire(&state, (&may, &reader), id).await?;
    while import.job.state == JobState::Preparing && Instant::now() < deadline {
        // A portion that is not done in time is done by the runner.
        if timeout_at(deadline, jobs::prepare(&state, &job_may, id)).await.is_err() {
            break;
        }
        import = wire(&state, (&may, &reader), id).await?;
    }
    state.job_notify.now();
    let location = format!("/api/v1/organizations/{organization}/members/imports/{id}");
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Answer(import)))
}
