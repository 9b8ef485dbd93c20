//! `GET /.well-known/authzen-configuration`: where the questions are asked.

use api_types::AuthzenConfiguration;
use axum::{Json, extract::State};

use crate::state::AppState;

/// Get the addresses of the AuthZEN endpoints
#[utoipa::path(
    get,
    path = "/.well-known/authzen-configuration",
    tag = "access",
    operation_id = "get_authzen_configuration",
    responses((status = 200, description = "The addresses", body = AuthzenConfiguration))
)]
pub async fn configuration(State(state): State<AppState>) -> Json<AuthzenConfiguration> {
    let base = state.settings.public_base_url.trim_end_matches('/');
    let at = |path: &str| format!("{base}/access/v1/{path}");
    Json(AuthzenConfiguration {
        policy_decision_point: base.to_owned(),
        access_evaluation_endpoint: at("evaluation"),
        access_evaluations_endpoint: at("evaluations"),
        search_subject_endpoint: at("search/subject"),
        search_resource_endpoint: at("search/resource"),
        search_action_endpoint: at("search/action"),
    })
}
