//! The API's addresses: a folder a noun, a file a verb, each with its handler and its note for OpenAPI.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::header::CONTENT_LENGTH,
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::{any, get},
};
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouter},
    routes,
};

use crate::{error::ApiError, state::AppState};

mod access;
mod access_requests;
mod account;
mod api_keys;
mod audit_events;
mod companies;
mod contacts;
mod device_groups;
mod devices;
mod email_change;
mod etag;
mod events;
mod extract;
mod grants;
mod idempotency;
mod if_match;
mod imports;
mod invitations;
mod jobs;
mod listing;
mod members;
pub mod openapi;
mod organizations;
mod password_reset;
mod query;
mod references;
mod responses;
mod roles;
mod saved_views;
mod server;
mod session;
mod start;

/// No request but an import needs more.
const BODY_LIMIT: usize = 1024 * 1024;

/// Every route that is described.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(server::get::get))
        .routes(routes!(start::get::get))
        .routes(routes!(session::create::create, session::get::get, session::delete::delete))
        .routes(routes!(session::second_factor::second_factor))
        .routes(routes!(session::passkey::challenge))
        .routes(routes!(session::passkey::create))
        .routes(routes!(session::proof::prove))
        .routes(routes!(account::get::get, account::change::change))
        .routes(routes!(account::sessions::list, account::sessions::end_others))
        .routes(routes!(account::sessions::end))
        .routes(routes!(account::password::change))
        .routes(routes!(account::totp::start, account::totp::remove))
        .routes(routes!(account::totp::confirm))
        .routes(routes!(account::recovery_codes::replace))
        .routes(routes!(account::email_change::request, account::email_change::cancel))
        .routes(routes!(account::passkeys::challenge))
        .routes(routes!(account::passkeys::add))
        .routes(routes!(account::passkeys::rename, account::passkeys::delete))
        .routes(routes!(organizations::list::list, organizations::create::create))
        .routes(routes!(organizations::get::get, organizations::change::change, organizations::delete::delete))
        .routes(routes!(organizations::contents::contents))
        .routes(routes!(organizations::export::export))
        .routes(routes!(organizations::logo::get, organizations::logo::set, organizations::logo::remove))
        .routes(routes!(organizations::settings::settings))
        .routes(routes!(organizations::disable::disable))
        .routes(routes!(organizations::enable::enable))
        .routes(routes!(organizations::restore::restore))
        .routes(routes!(organizations::leave::leave))
        .routes(routes!(organizations::membership::membership))
        .routes(routes!(organizations::recent::recent))
        .routes(routes!(organizations::visit::visit))
        .routes(routes!(events::stream))
        .routes(routes!(organizations::pin::pin, organizations::pin::unpin))
        .routes(routes!(members::list::list_members))
        .routes(routes!(members::list::list_member_options))
        .routes(routes!(members::list::export_members))
        .routes(routes!(members::bulk::bulk))
        .routes(large(routes!(members::imports::read::read), imports::MEMBERS_BODY_LIMIT))
        .routes(large(routes!(members::imports::create::create), imports::MEMBERS_BODY_LIMIT))
        .routes(routes!(members::imports::get::get))
        .routes(routes!(members::imports::rows::rows))
        .routes(routes!(members::imports::rejects::rejects))
        .routes(routes!(members::imports::links::links))
        .routes(routes!(jobs::create::create))
        .routes(routes!(jobs::all::all))
        .routes(routes!(jobs::get::get))
        .routes(routes!(jobs::rows::rows))
        .routes(routes!(jobs::start::start))
        .routes(routes!(jobs::stop::stop))
        .routes(routes!(jobs::undo::undo))
        .routes(routes!(jobs::results::results))
        .routes(routes!(members::get::get, members::update::update, members::remove::remove))
        .routes(routes!(members::set_roles::set_roles))
        .routes(routes!(members::activity::activity))
        .routes(routes!(members::resend::resend))
        .routes(routes!(members::link::link))
        .routes(routes!(members::withdraw::withdraw))
        .routes(routes!(members::restore::restore))
        .routes(routes!(members::activate::activate))
        .routes(routes!(members::deactivate::deactivate))
        .routes(routes!(members::schedule::set_schedule))
        .routes(routes!(members::end_sessions::end_sessions))
        .routes(routes!(members::reset_second_factor::reset_second_factor))
        .routes(routes!(members::access::access))
        .routes(routes!(members::blockers::blockers))
        .routes(routes!(members::export::export))
        .routes(routes!(members::replace_supervisor::replace_supervisor))
        .routes(routes!(invitations::create::create))
        .routes(routes!(invitations::lookup::lookup))
        .routes(routes!(invitations::accept::accept))
        .routes(routes!(invitations::request::request))
        .routes(routes!(invitations::decline::decline))
        .routes(routes!(invitations::stop_mails::stop_mails))
        .routes(routes!(companies::list::list_companies, companies::create::create))
        .routes(routes!(companies::list::list_company_options))
        .routes(routes!(companies::list::export_companies))
        .routes(routes!(companies::get::get, companies::change::change))
        .routes(routes!(contacts::list::list_contacts, contacts::create::create))
        .routes(routes!(contacts::list::list_contact_options))
        .routes(routes!(contacts::list::export_contacts))
        .routes(routes!(contacts::bulk::bulk))
        .routes(large(routes!(contacts::import::import), imports::BODY_LIMIT))
        .routes(routes!(contacts::get::get, contacts::change::change, contacts::delete::delete))
        .routes(routes!(devices::list::list_devices, devices::create::create))
        .routes(routes!(devices::list::list_device_options))
        .routes(routes!(devices::list::export_devices))
        .routes(routes!(devices::bulk::bulk))
        .routes(large(routes!(devices::import::import), imports::BODY_LIMIT))
        .routes(routes!(devices::get::get, devices::change::change, devices::delete::delete))
        .routes(routes!(devices::access::access))
        .routes(routes!(device_groups::list::list, device_groups::create::create))
        .routes(routes!(device_groups::get::get, device_groups::change::change, device_groups::delete::delete))
        .routes(routes!(grants::list::list, grants::add::add))
        .routes(routes!(grants::change::change, grants::end::end))
        .routes(routes!(access_requests::list::list_access_requests, access_requests::create::create))
        .routes(routes!(access_requests::list::list_access_request_options))
        .routes(routes!(access_requests::list::export_access_requests))
        .routes(routes!(access_requests::get::get))
        .routes(routes!(access_requests::approve::approve))
        .routes(routes!(access_requests::decline::decline))
        .routes(routes!(access_requests::cancel::cancel))
        .routes(routes!(access_requests::own::own))
        .routes(routes!(audit_events::list::list_audit_events))
        .routes(routes!(audit_events::list::list_audit_event_options))
        .routes(routes!(audit_events::list::export_audit_events))
        .routes(routes!(audit_events::get::get))
        .routes(routes!(api_keys::list::list, api_keys::create::create))
        .routes(routes!(api_keys::get::get, api_keys::change::change, api_keys::revoke::revoke))
        .routes(routes!(api_keys::rotate::rotate))
        .routes(routes!(roles::list::list_roles, roles::create::create))
        .routes(routes!(roles::list::export_roles))
        .routes(routes!(roles::get::get, roles::change::change, roles::delete::delete))
        .routes(routes!(roles::effect::effect))
        .routes(routes!(saved_views::list::list, saved_views::save::save))
        .routes(routes!(saved_views::rename::rename, saved_views::delete::delete))
        .routes(routes!(password_reset::request::request))
        .routes(routes!(password_reset::lookup::lookup))
        .routes(routes!(password_reset::confirm::confirm))
        .routes(routes!(members::password_reset::password_reset))
        .routes(routes!(members::email_change::request_email_change, members::email_change::cancel_email_change))
        .routes(routes!(email_change::lookup::lookup))
        .routes(routes!(email_change::confirm::confirm))
        .routes(routes!(references::get::get, references::replace::replace))
}

/// A route that takes a file.
fn large((schemas, paths, router): UtoipaMethodRouter<AppState>, limit: usize) -> UtoipaMethodRouter<AppState> {
    (schemas, paths, router.layer(DefaultBodyLimit::max(limit)))
}

/// Routes with addresses of their own that are described too.
pub fn routes_beside() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(access::configuration::configuration))
        .routes(routes!(access::evaluation::evaluate))
        .routes(routes!(access::evaluations::evaluate_all))
        .routes(routes!(access::search::subjects))
        .routes(routes!(access::search::resources))
        .routes(routes!(access::search::actions))
}

/// The API as it stands beside `/api/v1`.
pub fn router_beside(state: AppState) -> Router {
    let (router, _) = routes_beside().split_for_parts();
    router
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn(refuse_large))
        .with_state(state)
}

/// The API as it stands below `/api/v1`.
pub fn router(state: AppState) -> Router {
    let (router, _) = routes().split_for_parts();
    router
        .route("/openapi.json", get(describe))
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .fallback(any(async || ApiError::NotFound))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn(refuse_large))
        .with_state(state)
}

/// Refuses a body that is announced as too large. A client that waits for `100 Continue` then sends none of it.
async fn refuse_large(request: Request, next: Next) -> Response {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    let path = request.uri().path();
    let limit = if imports::MEMBERS_PATH_ENDS.iter().any(|end| path.ends_with(end)) {
        imports::MEMBERS_BODY_LIMIT
    } else if path.ends_with(imports::PATH_END) {
        imports::BODY_LIMIT
    } else {
        BODY_LIMIT
    };
    let is_large = length.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > limit);
    if is_large { ApiError::TooLarge.into_response() } else { next.run(request).await }
}

async fn describe() -> ([(axum::http::HeaderName, &'static str); 1], String) {
    ([(axum::http::header::CONTENT_TYPE, "application/json")], openapi::document_text())
}
