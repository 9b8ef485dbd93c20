//! `PATCH /organizations/{organization}/members/{member}`: change fields of a member.

use api_types::{FieldProblem, MAX_COMPANIES, Member, MemberChanges, MemberId, OrganizationId, Problem};
use axum::{extract::State, http::HeaderMap, response::Response};

use super::answer;
use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{Json, Path, Peer},
        if_match,
        invitations::validation::{self, problem},
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::UpdateMember,
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
        (status = 410, description = "The invitation was withdrawn", body = Problem,
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
    Peer(peer): Peer,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    headers: HeaderMap,
    Json(changes): Json<MemberChanges>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let version = if_match::wanted(&headers)?;
    let change =
        UpdateMember { may: &may, member, version, changes: validated(changes)?, context: state.audit_context(peer) };
    state.database.apply(&change).await?;
    answer::changed(&state, &caller, organization, member).await
}

fn validated(changes: MemberChanges) -> Result<MemberChanges, ApiError> {
    let message = changes.message.map(|text| validation::message(Some(&text)).unwrap_or_default());
    let too_many = changes.companies.as_ref().is_some_and(|companies| companies.len() > MAX_COMPANIES);
    let problems = [
        too_many.then(|| problem("/companies", "too_many", "At most 200 companies.")),
        validation::message_problem(message.as_deref()),
    ];
    let problems: Vec<FieldProblem> = problems.into_iter().flatten().collect();
    if !problems.is_empty() {
        return Err(ApiError::Invalid(problems));
    }
    Ok(MemberChanges { companies: changes.companies.map(validation::each_once), message })
}
