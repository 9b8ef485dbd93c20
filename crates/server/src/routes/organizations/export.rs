//! `GET /organizations/{organization}/export`: everything in it.

use api_types::{ListQuery, MEMBERS, MemberFilter, MemberStatus, OrganizationId, Problem};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;

use crate::{
    authz::policy::{ExportOrganization, ManageApiKeys, ReadDevices, ReadSettings},
    error::ApiError,
    routes::{
        extract::{Path, Sender},
        listing::{portion, today},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        access_requests::AccessRequests,
        api_keys,
        audit::AuditLog,
        companies::Companies,
        contacts::Contacts,
        device_groups,
        devices::Devices,
        listing::Noun,
        members::Members,
        organizations::{self, Part, RecordOrganizationExport},
        page::Start,
        portion::PortionRequest,
        roles::Roles,
    },
};

/// Version of the file's form.
const FORM: u32 = 1;

/// Export everything in an organization as JSON lines, each with its `kind`; the audit log notes it
#[utoipa::path(
    get,
    path = "/organizations/{organization}/export",
    tag = "organizations",
    operation_id = "export_organization",
    params(("organization" = OrganizationId, Path)),
    security(("session" = [])),
    responses(
        (status = 200, description = "The first line has the kind `export`. Then come `settings`, `role`, `company`, \
            `member` (with invitations and removed members), `device_group`, `device`, `grant`, `access_request`, `contact`, \
            `api_key` (without its value), `saved_view` and `audit_event`, one line each, as their own routes return them. The last line has \
            the kind `end` and the number of lines between; a file without it is incomplete",
            content((inline(String) = "application/jsonl"))),
        (status = 403, description = "The caller lacks a permission for a part of it", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn export(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ExportOrganization>(organization).await?;
    let record = RecordOrganizationExport { may: &may, context: state.audit_context(&source) };
    if !state.database.apply(&record).await? {
        return Err(ApiError::NotFound);
    }
    let now = today(&state);
    let mut response = File { state, caller, organization, now, lines: 0 }.into_body().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/jsonl; charset=utf-8"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{organization}.jsonl\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// What comes next in the file.
#[derive(Clone)]
enum Next {
    Head,
    Settings,
    Roles(Start),
    Companies(Start),
    Members(Start),
    DeviceGroups,
    Devices(Start),
    Grants(PortionRequest),
    AccessRequests(Start),
    Contacts(Start),
    ApiKeys,
    SavedViews(PortionRequest),
    AuditLog(Start),
    End,
}

/// An export in progress.
struct File {
    state: AppState,
    caller: Caller,
    organization: OrganizationId,
    now: Timestamp,
    /// So far, without the first.
    lines: usize,
}

impl File {
    /// Portion after portion. One is read while the one before is sent.
    fn into_body(self) -> Body {
        let portions = stream::try_unfold((self, Some(Next::Head)), |(mut file, next)| async move {
            let Some(next) = next else { return Ok(None) };
            let read = file.portion(next).await;
            let (text, next) = read.inspect_err(|error| tracing::error!(%error, "an export was interrupted"))?;
            Ok::<_, ApiError>(Some((text, (file, next))))
        });
        Body::from_stream(portions)
    }

    /// The text of a portion, and what follows it.
    async fn portion(&mut self, next: Next) -> Result<(Bytes, Option<Next>), ApiError> {
        // Whoever loses a permission meanwhile gets no more.
        let may = self.caller.authorize::<ExportOrganization>(self.organization).await?;
        let database = &self.state.database;
        let first = PortionRequest::default;
        let (lines, next) = match next {
            Next::Head => return Ok((self.head(), Some(Next::Settings))),
            Next::Settings => {
                let may = self.caller.authorize::<ReadSettings>(self.organization).await?;
                let settings = organizations::settings(database, &may).await?;
                (lines("settings", settings.as_slice())?, Next::Roles(Start::First))
            }
            Next::Roles(start) => self.list::<Roles>("role", start, Next::Roles, Next::Companies(Start::First)).await?,
            Next::Companies(start) => {
                self.list::<Companies>("company", start, Next::Companies, Next::Members(Start::First)).await?
            }
            Next::Members(start) => self.list::<Members>("member", start, Next::Members, Next::DeviceGroups).await?,
            Next::DeviceGroups => {
                let may = self.caller.authorize::<ReadDevices>(self.organization).await?;
                let groups = device_groups::all(database, &may).await?;
                (lines("device_group", &groups.items)?, Next::Devices(Start::First))
            }
            Next::Devices(start) => self.list::<Devices>("device", start, Next::Devices, Next::Grants(first())).await?,
            Next::Grants(request) => {
                let portion = Part::Grants.portion(database, &may, request).await?;
                (lines("grant", &portion.items)?, portion.next.map_or(Next::AccessRequests(Start::First), Next::Grants))
            }
            Next::AccessRequests(start) => {
                let behind = Next::Contacts(Start::First);
                self.list::<AccessRequests>("access_request", start, Next::AccessRequests, behind).await?
            }
            Next::Contacts(start) => self.list::<Contacts>("contact", start, Next::Contacts, Next::ApiKeys).await?,
            Next::ApiKeys => {
                let may = self.caller.authorize::<ManageApiKeys>(self.organization).await?;
                let keys = api_keys::api_keys(database, &may, self.state.clock.now()).await?;
                (lines("api_key", &keys)?, Next::SavedViews(first()))
            }
            Next::SavedViews(request) => {
                let portion = Part::SavedViews.portion(database, &may, request).await?;
                let next = portion.next.map_or(Next::AuditLog(Start::First), Next::SavedViews);
                (lines("saved_view", &portion.items)?, next)
            }
            Next::AuditLog(start) => self.list::<AuditLog>("audit_event", start, Next::AuditLog, Next::End).await?,
            Next::End => {
                let end = json!({"kind": "end", "lines": self.lines});
                return Ok((Bytes::from(format!("{end}\n")), None));
            }
        };
        self.lines += lines.number;
        Ok((lines.text, Some(next)))
    }

    /// What the file is, and of when.
    fn head(&self) -> Bytes {
        let head = json!({
            "kind": "export",
            "form": FORM,
            "organization": self.organization,
            "exported_at": self.state.clock.now().to_string(),
        });
        Bytes::from(format!("{head}\n"))
    }

    /// Rows of a list, and what follows: more of them, or what comes behind the list.
    async fn list<N: Noun>(
        &self,
        kind: &'static str,
        start: Start,
        more: fn(Start) -> Next,
        behind: Next,
    ) -> Result<(Lines, Next), ApiError> {
        let mut query = ListQuery::new(N::SPEC.listing);
        if N::SPEC.listing.name == MEMBERS.name {
            // The list shows removed members and withdrawn invitations only if they are asked for.
            query = query.with_filter(MemberFilter::Status.as_str(), &MemberStatus::NAMES);
        }
        let view = (&query, self.now);
        let (rows, next) = portion::<N>(&self.state, &self.caller, self.organization, view, start).await?;
        Ok((lines(kind, &rows)?, next.map_or(behind, more)))
    }
}

/// Whole lines.
struct Lines {
    text: Bytes,
    number: usize,
}

/// Something with its kind.
#[derive(Serialize)]
struct Line<'a, T> {
    kind: &'static str,
    data: &'a T,
}

fn lines<T: Serialize>(kind: &'static str, items: &[T]) -> Result<Lines, ApiError> {
    let mut text = Vec::new();
    for data in items {
        serde_json::to_writer(&mut text, &Line { kind, data }).map_err(|error| ApiError::Internal(error.into()))?;
        text.push(b'\n');
    }
    Ok(Lines { text: text.into(), number: items.len() })
}
