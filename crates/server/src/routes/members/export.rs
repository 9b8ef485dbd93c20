//! `GET /organizations/{organization}/members/{member}/export`: everything that is held about a member.

use api_types::{MemberExport, MemberId, OrganizationId, Problem};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;

use crate::{
    authz::{Authorized, policy},
    error::ApiError,
    routes::{
        extract::{Path, Sender},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        person::{self, BeginExport, Part, Subject},
        portion::PortionRequest,
    },
};

/// Get everything that is held about a member, as a file; the audit log notes it
#[utoipa::path(
    get,
    path = "/organizations/{organization}/members/{member}/export",
    tag = "members",
    operation_id = "export_member",
    params(("organization" = OrganizationId, Path), ("member" = MemberId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The data", body = MemberExport,
            headers(("Content-Disposition" = String, description = "An attachment with a file name"))),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn export(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<policy::ExportMember>(organization).await?;
    let context = state.audit_context(&source);
    let begin = BeginExport { may: &may, member, context: context.clone() };
    let subject = state.database.apply(&begin).await?;
    let person = person::person(&state.database, &may, &subject, &context).await?.ok_or(ApiError::NotFound)?;
    let person = serde_json::to_string(&person).map_err(|error| ApiError::Internal(Box::new(error)))?;
    let head = Bytes::from([r#"{"person":"#, &person].concat());
    let mut response = Document { state, caller, may, subject }.into_body(head).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{member}.json\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// An export in progress.
struct Document {
    state: AppState,
    caller: Caller,
    may: Authorized<policy::ExportMember>,
    subject: Subject,
}

/// What comes next: a portion of the part at this place of [`Part::ALL`].
type Next = (usize, PortionRequest);

impl Document {
    /// The head and then portion after portion. A portion is read while the one before is sent.
    fn into_body(self, head: Bytes) -> Body {
        let first = Some((0, PortionRequest::default()));
        let portions = stream::try_unfold((self, first), |(document, next)| async move {
            let Some(next) = next else { return Ok(None) };
            let read = document.portion(next).await;
            let (text, next) = read.inspect_err(|error| tracing::error!(%error, "an export was interrupted"))?;
            Ok::<_, ApiError>(Some((text, (document, next))))
        });
        Body::from_stream(futures_util::StreamExt::chain(stream::iter([Ok(head)]), portions))
    }

    /// The text of a portion, with what stands before and behind it in the document.
    async fn portion(&self, (place, request): Next) -> Result<(Bytes, Option<Next>), ApiError> {
        let Some(part) = Part::ALL.get(place) else { return Ok((Bytes::from_static(b"}"), None)) };
        // Whoever loses the permission meanwhile gets no more.
        let may = self.caller.authorize::<policy::ExportMember>(self.may.organization()).await?;
        let portion = part.portion(&self.state.database, &may, &self.subject, request).await?;
        let begin = if request.is_first() { format!(",\"{}\":[", part.field()) } else { String::new() };
        let items: Vec<_> = portion.items.iter().map(ToString::to_string).collect();
        // A portion that continues a list has nothing before its first comma but items.
        let comma = if request.is_first() || items.is_empty() { "" } else { "," };
        let end = if portion.next.is_none() { "]" } else { "" };
        let next = portion.next.map_or((place + 1, PortionRequest::default()), |next| (place, next));
        Ok((Bytes::from([&begin, comma, &items.join(","), end].concat()), Some(next)))
    }
}
