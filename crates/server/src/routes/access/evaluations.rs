//! `POST /access/v1/evaluations`: several questions at once.

use api_types::{
    Decision, Decisions, Evaluation, Evaluations, EvaluationsSemantic, MAX_EVALUATIONS, PartialEvaluation,
};
use axum::{
    Json as Answer,
    extract::State,
    response::{IntoResponse, Response},
};

use super::{evaluation::answer, reason};
use crate::{
    authz::policy::EvaluateAccess,
    error::ApiError,
    routes::{extract::Json, responses::EvaluationOnly},
    session::ApiCaller,
    state::AppState,
};

/// Ask several questions at once; without any in the list, the request itself is one
#[utoipa::path(
    post,
    path = "/access/v1/evaluations",
    tag = "access",
    operation_id = "evaluate_accesses",
    request_body = Evaluations,
    security(("api_key" = [])),
    responses(
        (status = 200, description = "The decisions, in the order of the questions. They can end earlier, as asked",
            body = Decisions),
        EvaluationOnly,
    )
)]
pub async fn evaluate_all(
    State(state): State<AppState>,
    caller: ApiCaller,
    Json(request): Json<Evaluations>,
) -> Result<Response, ApiError> {
    let may = caller.authorize_own::<EvaluateAccess>()?;
    if request.evaluations.len() > MAX_EVALUATIONS {
        return Err(ApiError::Malformed(format!("At most {MAX_EVALUATIONS} evaluations in one request.")));
    }
    if request.evaluations.is_empty() {
        let only = completed(&PartialEvaluation::default(), &request)
            .map_err(|lacks| ApiError::Malformed(format!("The evaluation has no {lacks}.")))?;
        return Ok(Answer(answer(&state, &may, &only).await?).into_response());
    }
    let mut decisions = Vec::with_capacity(request.evaluations.len());
    for question in &request.evaluations {
        let decision = match completed(question, &request) {
            Ok(question) => answer(&state, &may, &question).await?,
            Err(lacks) => reason::incomplete(lacks),
        };
        let ends = ends(request.options.evaluations_semantic, &decision);
        decisions.push(decision);
        if ends {
            break;
        }
    }
    Ok(Answer(Decisions { evaluations: decisions }).into_response())
}

/// Whether nothing after this decision is asked.
fn ends(semantic: EvaluationsSemantic, decision: &Decision) -> bool {
    match semantic {
        EvaluationsSemantic::ExecuteAll => false,
        EvaluationsSemantic::DenyOnFirstDeny => !decision.decision,
        EvaluationsSemantic::PermitOnFirstPermit => decision.decision,
    }
}

/// A question with what it takes from the request; otherwise what it still lacks.
fn completed(question: &PartialEvaluation, request: &Evaluations) -> Result<Evaluation, &'static str> {
    Ok(Evaluation {
        subject: question.subject.clone().or_else(|| request.subject.clone()).ok_or("subject")?,
        action: question.action.clone().or_else(|| request.action.clone()).ok_or("action")?,
        resource: question.resource.clone().or_else(|| request.resource.clone()).ok_or("resource")?,
        context: question.context.clone().or_else(|| request.context.clone()),
    })
}
