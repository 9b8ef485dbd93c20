//! The API's description, made from the routes themselves.

use utoipa::openapi::{
    ComponentsBuilder, Info, License, OpenApi, OpenApiBuilder, Paths,
    security::{ApiKey, ApiKeyValue, SecurityScheme},
};
use utoipa_axum::router::OpenApiRouter;

/// The description (OpenAPI 3.1) of everything below `/api/v1`.
pub fn document() -> OpenApi {
    let (_, document) = OpenApiRouter::with_openapi(bare()).nest("/api/v1", super::routes()).split_for_parts();
    document
}

/// [`document`] as JSON, indented, with a line feed at the end.
pub fn document_text() -> String {
    let mut text = document().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

fn bare() -> OpenApi {
    let mut info = Info::new("Roster", env!("CARGO_PKG_VERSION"));
    info.description = Some("Organization and user administration.".to_owned());
    let mut license = License::new("MIT OR Apache-2.0");
    license.identifier = Some("MIT OR Apache-2.0".to_owned());
    info.license = Some(license);
    let cookie = ApiKeyValue::with_description("roster_session", "Named `__Host-roster_session` over HTTPS");
    let session = SecurityScheme::ApiKey(ApiKey::Cookie(cookie));
    let components = ComponentsBuilder::new().security_scheme("session", session).build();
    OpenApiBuilder::new().info(info).paths(Paths::new()).components(Some(components)).build()
}
