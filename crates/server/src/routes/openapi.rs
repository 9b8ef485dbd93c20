//! The API document, built from the routes.

mod limits;

use utoipa::{
    IntoResponses,
    openapi::{
        ComponentsBuilder, Info, License, OpenApi, OpenApiBuilder, Paths, RefOr,
        path::{Operation, Parameter, ParameterIn},
        security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme},
    },
};
use utoipa_axum::router::OpenApiRouter;

use super::responses::{SecondFactorRequired, UnreadableBody, UnreadableQuery};

/// The description (OpenAPI 3.1) of everything below `/api/v1`.
pub fn document() -> OpenApi {
    let (_, mut document) = OpenApiRouter::with_openapi(bare())
        .nest("/api/v1", super::routes())
        .merge(super::routes_beside())
        .split_for_parts();
    complete(&mut document);
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
    let cookie = ApiKeyValue::with_description(
        "roster_session",
        "Named `__Host-roster_session` over HTTPS, and with the port at the end if the URL has one: `roster_session_8080`",
    );
    let session = SecurityScheme::ApiKey(ApiKey::Cookie(cookie));
    let mut bearer = Http::new(HttpAuthScheme::Bearer);
    bearer.description = Some("An API key of one organization, `roster_key_…`".to_owned());
    let components = ComponentsBuilder::new()
        .security_scheme("session", session)
        .security_scheme("api_key", SecurityScheme::Http(bearer))
        .build();
    OpenApiBuilder::new().info(info).paths(Paths::new()).components(Some(components)).build()
}

/// Adds what follows from the rest: the responses to unreadable requests, and the limits.
fn complete(document: &mut OpenApi) {
    for operation in operations(document) {
        if operation.request_body.is_some() {
            add_responses::<UnreadableBody>(operation);
        }
        if parameters(operation).any(|parameter| parameter.parameter_in == ParameterIn::Query) {
            add_responses::<UnreadableQuery>(operation);
        }
        if parameters(operation).any(|parameter| parameter.name == "organization") {
            add_responses::<SecondFactorRequired>(operation);
        }
        parameters(operation).for_each(limits::limit_header);
    }
    limits::limit_bodies(document);
    // The macro adds it for inline texts, and nothing refers to it.
    document.components.iter_mut().for_each(|components| drop(components.schemas.remove("String")));
}

fn operations(document: &mut OpenApi) -> impl Iterator<Item = &mut Operation> {
    let items = document.paths.paths.values_mut();
    items
        .flat_map(|item| [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete])
        .filter_map(Option::as_mut)
}

fn parameters(operation: &mut Operation) -> impl Iterator<Item = &mut Parameter> {
    let parameters = operation.parameters.iter_mut().flatten();
    parameters.filter_map(|parameter| match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    })
}

/// Adds the responses that the operation does not describe itself.
fn add_responses<R: IntoResponses>(operation: &mut Operation) {
    for (status, response) in R::responses() {
        operation.responses.responses.entry(status).or_insert(response);
    }
}
