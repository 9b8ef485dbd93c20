//! `POST /access/v1/evaluation`: may this user do this?

use api_types::{Decision, Evaluation};
use axum::{Json as Answer, extract::State};

use super::{
    May,
    read::{user, wanted},
    reason,
};
use crate::{
    authz::policy::EvaluateAccess,
    error::ApiError,
    routes::{extract::Json, responses::EvaluationOnly},
    session::ApiCaller,
    state::AppState,
    store::grants,
};

/// Ask whether a user may do something
#[utoipa::path(
    post,
    path = "/access/v1/evaluation",
    tag = "access",
    operation_id = "evaluate_access",
    request_body = Evaluation,
    security(("api_key" = [])),
    responses((status = 200, description = "The decision; a denial too", body = Decision), EvaluationOnly)
)]
pub async fn evaluate(
    State(state): State<AppState>,
    caller: ApiCaller,
    Json(question): Json<Evaluation>,
) -> Result<Answer<Decision>, ApiError> {
    let may = caller.authorize_own::<EvaluateAccess>()?;
    answer(&state, &may, &question).await.map(Answer)
}

/// Answers one question.
pub(super) async fn answer(state: &AppState, may: &May, question: &Evaluation) -> Result<Decision, ApiError> {
    let known = user(&question.subject).and_then(|user| Ok((user, wanted(&question.action, &question.resource, may)?)));
    let (user, wanted) = match known {
        Ok(known) => known,
        Err(what) => return Ok(reason::unknown(what)),
    };
    let verdict = grants::decide(&state.database, may, &user, &wanted, state.clock.now()).await?;
    Ok(reason::decided(&verdict))
}
