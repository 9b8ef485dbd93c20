//! `GET /server`: what the sign-in page needs to know.

use api_types::ServerInfo;
use axum::{Json, extract::State};

use crate::state::AppState;

/// Get the server information for the sign-in page
#[utoipa::path(
    get,
    path = "/server",
    tag = "server",
    operation_id = "get_server",
    responses((status = 200, description = "Version, mail service and demo accounts", body = ServerInfo))
)]
pub async fn get(State(state): State<AppState>) -> Json<ServerInfo> {
    Json(ServerInfo {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        mail: state.settings.mail,
        passkeys: state.passkeys.unavailable().is_none(),
        can_create_organizations: state.settings.organizations_per_account.is_some(),
        demo_accounts: state.settings.demo_accounts.clone(),
    })
}
