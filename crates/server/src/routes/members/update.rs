//! `PATCH /organizations/{organization}/members/{member}`: change fields of a member.

use api_types::{
    InvalidText, MAX_COMPANIES, Member, MemberChanges, MemberId, OrganizationId, Problem, read_note,
    read_optional_name, read_phone, read_signature,
};
use axum::{extract::State, http::HeaderMap, response::Response};

use super::answer;
use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        if_match,
        invitations::validation::{self, problem},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::{ImportedChanges, UpdateMember},
};

/// Change a member; absent fields stay unchanged
#[utoipa::path(
    patch,
    path = "/organizations/{organization}/members/{member}",
    tag = "members",
    operation_id = "update_member",
    params(
        ("organization" = OrganizationId, Path),
        ("member" = MemberId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of the version to change"),
    ),
    request_body = MemberChanges,
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed member; `ETag` is its new version", body = Member),
        (status = 204, description = "Changed; the caller cannot read members"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "A message for a member without an invitation", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The member was removed, or the invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The member has changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
            content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn update(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    headers: HeaderMap,
    Json(changes): Json<MemberChanges>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    let change = UpdateMember {
        may: &may,
        member,
        versions,
        changes: validated(changes)?,
        imported: ImportedChanges::default(),
        context: state.audit_context(&source),
    };
    state.database.apply(&change).await?;
    answer::changed(&state, &caller, organization, member).await
}

/// The changes as they are stored.
///
/// # Errors
/// Every invalid field.
fn validated(changes: MemberChanges) -> Result<MemberChanges, ApiError> {
    let mut problems = Vec::new();
    let mut read = |field: &str, text: Option<String>, rule: Rule| {
        text.and_then(|text| match rule(&text) {
            Ok(text) => Some(text.unwrap_or_default()),
            Err(what) => {
                problems.push(problem(&format!("/{field}"), what.code(), detail(field, what)));
                None
            }
        })
    };
    let valid = MemberChanges {
        given_name: read("given_name", changes.given_name, |text| owned(read_optional_name(text))),
        family_name: read("family_name", changes.family_name, |text| owned(read_optional_name(text))),
        signature: read("signature", changes.signature, |text| owned(read_signature(text))),
        phone: read("phone", changes.phone, |text| owned(read_phone(text))),
        title: read("title", changes.title, |text| owned(read_optional_name(text))),
        language: changes.language,
        note: read("note", changes.note, read_note),
        companies: changes.companies.map(validation::each_once),
        supervisor: changes.supervisor,
        message: changes.message.map(|text| validation::message(Some(&text)).unwrap_or_default()),
    };
    let too_many = valid.companies.as_ref().is_some_and(|companies| companies.len() > MAX_COMPANIES);
    problems.extend(too_many.then(|| problem("/companies", "too_many", "At most 200 companies.")));
    problems.extend(validation::message_problem(valid.message.as_deref()));
    if problems.is_empty() { Ok(valid) } else { Err(ApiError::Invalid(problems)) }
}

/// The text as it is stored, if it is valid.
type Rule = fn(&str) -> Result<Option<String>, InvalidText>;

fn owned(read: Result<Option<&str>, InvalidText>) -> Result<Option<String>, InvalidText> {
    read.map(|text| text.map(str::to_owned))
}

fn detail(field: &str, what: InvalidText) -> &'static str {
    match (field, what) {
        ("signature", InvalidText::TooLong) => "At most 16 characters.",
        ("signature", InvalidText::Invalid) => "Letters, digits, hyphens, dots and slashes.",
        ("phone", InvalidText::TooLong) => "At most 40 characters.",
        ("phone", InvalidText::Invalid) => "Digits, spaces and the signs of phone numbers.",
        ("note", InvalidText::TooLong) => "At most 2,000 characters.",
        (_, InvalidText::TooLong) => "At most 120 characters.",
        ("note", InvalidText::Invalid) => "Text without control characters.",
        (_, InvalidText::Invalid) => "One line of text.",
    }
}
