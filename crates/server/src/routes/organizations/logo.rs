//! `/organizations/{organization}/logo`: its picture.

use api_types::{MAX_LOGO, MAX_LOGO_SIDE, NewLogo, Organization, OrganizationId, Problem};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use super::image::{Image, ImageProblem};
use crate::{
    authz::policy::{ManageOrganization, ReadOrganization},
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        if_match,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::organizations::{self, Logo, SetLogo},
};

/// A picture that somebody opens by itself loads nothing and runs nothing.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");
/// Only the browser keeps it, and asks each time whether the caller may still see it.
const CACHING: HeaderValue = HeaderValue::from_static("private, no-cache");
/// Digits of a tag: enough to tell the logos of one organization apart.
const TAG_BYTES: usize = 16;

/// Get the logo of an organization. The response can be stored, and has to be validated with its `ETag`
#[utoipa::path(
    get,
    path = "/organizations/{organization}/logo",
    tag = "organizations",
    operation_id = "get_logo",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The image", content(
            (inline(String) = "image/png"),
            (inline(String) = "image/jpeg"),
            (inline(String) = "image/webp"),
        )),
        (status = 304, description = "It is the one that `If-None-Match` names"),
        MembersOnly,
    )
)]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    let logo = organizations::logo(&state.database, &may).await?.ok_or(ApiError::NotFound)?;
    let tag = format!("\"{}\"", logo.tag);
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let is_known = known.flat_map(|value| value.split(',')).any(|known| known.trim().trim_start_matches("W/") == tag);
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, logo.media_type)], logo.content).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(header::CACHE_CONTROL, CACHING);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}

/// Set the logo of an organization: PNG, JPEG or WebP, at most 256 KiB and 1,024 × 1,024 pixels
#[utoipa::path(
    put,
    path = "/organizations/{organization}/logo",
    tag = "organizations",
    operation_id = "set_logo",
    params(
        ("organization" = OrganizationId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of the organization's version"),
    ),
    request_body = NewLogo,
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed organization; `ETag` is its new version", body = Organization),
        (status = 403, description = "The caller cannot manage the organization", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The settings have changed since they were read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The image is none of these, or too large", body = Problem,
            content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn set(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
    Json(body): Json<NewLogo>,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageOrganization>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    let logo = Some(read(&body.data)?);
    let context = state.audit_context(&source);
    state.database.apply(&SetLogo { may: &may, versions, logo, context }).await?;
    changed(&state, &caller, organization).await
}

/// Remove the logo of an organization
#[utoipa::path(
    delete,
    path = "/organizations/{organization}/logo",
    tag = "organizations",
    operation_id = "remove_logo",
    params(
        ("organization" = OrganizationId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of the organization's version"),
    ),
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed organization; `ETag` is its new version", body = Organization),
        (status = 403, description = "The caller cannot manage the organization", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The settings have changed since they were read", body = Problem,
            content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn remove(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, ApiError> {
    let may = caller.authorize::<ManageOrganization>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    let context = state.audit_context(&source);
    state.database.apply(&SetLogo { may: &may, versions, logo: None, context }).await?;
    changed(&state, &caller, organization).await
}

async fn changed(
    state: &AppState,
    caller: &Caller,
    organization: OrganizationId,
) -> Result<impl IntoResponse + use<>, ApiError> {
    let may = caller.authorize::<ReadOrganization>(organization).await?;
    let organization = organizations::get(&state.database, &may).await?.ok_or(ApiError::NotFound)?;
    Ok(if_match::with_version(organization.version, organization))
}

/// The logo in a request.
fn read(data: &str) -> Result<Logo, ApiError> {
    let refuse = |code: &str, detail: &str| Err(ApiError::field("/data", code, detail));
    let Ok(content) = BASE64_STANDARD.decode(data) else {
        return refuse("invalid", "Send the image as Base64 (RFC 4648, section 4).");
    };
    if content.len() > MAX_LOGO {
        return refuse("too_large", "At most 256 KiB.");
    }
    match Image::read(&content, MAX_LOGO_SIDE) {
        Ok(Image { media_type, width, height }) => {
            let tag = Sha256::digest(&content).iter().take(TAG_BYTES).map(|byte| format!("{byte:02x}")).collect();
            Ok(Logo { media_type, width, height, tag, content })
        }
        Err(ImageProblem::Unknown) => refuse("unsupported_type", "A PNG, JPEG or WebP image."),
        Err(ImageProblem::TooManyPixels) => refuse("too_many", "At most 1,024 × 1,024 pixels."),
    }
}
