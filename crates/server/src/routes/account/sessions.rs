//! `/account/sessions`: where one is signed in.

use api_types::{AccountSession, AccountSessions, Problem, SessionId};
use axum::{Json, extract::State, http::StatusCode};

use crate::{
    error::ApiError,
    routes::{
        extract::{Path, Sender},
        responses::SignedInOnly,
    },
    session::{Caller, Device},
    state::AppState,
    store::sessions::{self, EndOtherSessions, EndOwnSession, OwnSession},
};

/// List your sessions
#[utoipa::path(
    get,
    path = "/account/sessions",
    tag = "account",
    operation_id = "list_sessions",
    security(("session" = [])),
    responses((status = 200, description = "The sessions that have not ended", body = AccountSessions), SignedInOnly)
)]
pub async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<AccountSessions>, ApiError> {
    let found = sessions::list(&state.database, caller.signed_in(), state.clock.now()).await?;
    Ok(Json(AccountSessions { items: found.into_iter().map(wire).collect() }))
}

fn wire(session: OwnSession) -> AccountSession {
    let device = session.user_agent.as_deref().map(Device::read).unwrap_or_default();
    AccountSession {
        id: session.id,
        browser: device.browser,
        system: device.system.map(str::to_owned),
        address: session.address,
        created_at: session.created_at,
        last_used_at: session.last_used_at,
        is_current: session.is_current,
    }
}

/// End one of your sessions; its next request is refused
#[utoipa::path(
    delete,
    path = "/account/sessions/{session}",
    tag = "account",
    operation_id = "end_session",
    params(("session" = SessionId, Path)),
    security(("session" = [])),
    responses(
        (status = 204, description = "Ended"),
        (status = 404, description = "You have no such session", body = Problem,
            content_type = "application/problem+json"),
        SignedInOnly,
    )
)]
pub async fn end(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(session): Path<SessionId>,
) -> Result<StatusCode, ApiError> {
    let context = state.audit_context(&source);
    match state.database.apply(&EndOwnSession { caller: caller.signed_in(), session, context }).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(ApiError::NotFound),
    }
}

/// End all your sessions but this one
#[utoipa::path(
    delete,
    path = "/account/sessions",
    tag = "account",
    operation_id = "end_other_sessions",
    security(("session" = [])),
    responses((status = 204, description = "Ended"), SignedInOnly)
)]
pub async fn end_others(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
) -> Result<StatusCode, ApiError> {
    let context = state.audit_context(&source);
    state.database.apply(&EndOtherSessions { caller: caller.signed_in(), context }).await?;
    Ok(StatusCode::NO_CONTENT)
}
