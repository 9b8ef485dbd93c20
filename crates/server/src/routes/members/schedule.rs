//! `PUT /organizations/{organization}/members/{member}/schedule`: set the days between which a member has access.

use api_types::{FieldProblem, Member, MemberId, MemberSchedule, OrganizationId, Problem};
use axum::{extract::State, http::HeaderMap, response::Response};
use jiff::civil::Date;

use super::answer;
use crate::{
    authz::policy::ChangeMember,
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        if_match,
        invitations::validation::problem,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::members::{Days, ScheduleProblem, SetSchedule},
};

/// Set the first and the last day of a member; with a first day, an active member has no access until then
#[utoipa::path(
    put,
    path = "/organizations/{organization}/members/{member}/schedule",
    tag = "members",
    operation_id = "set_member_schedule",
    params(
        ("organization" = OrganizationId, Path),
        ("member" = MemberId, Path),
        ("If-Match" = String, Header, description = "The `ETag` of the version to change"),
    ),
    request_body = MemberSchedule,
    security(("session" = [])),
    responses(
        (status = 200, description = "The changed member; `ETag` is its new version", body = Member),
        (status = 204, description = "Changed; the caller cannot read members"),
        (status = 403, description = "Not allowed, or the member has more permissions than the caller", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The member is the caller, or nobody else would administer the organization, now \
            or after the last day", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The member was removed, or the invitation was withdrawn", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The member has changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A day is no day, has passed, is too far ahead, or the last day is before the \
            first", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn set_schedule(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path((organization, member)): Path<(OrganizationId, MemberId)>,
    headers: HeaderMap,
    Json(wanted): Json<MemberSchedule>,
) -> Result<Response, ApiError> {
    let may = caller.authorize::<ChangeMember>(organization).await?;
    let versions = if_match::wanted(&headers)?;
    let mut problems = Vec::new();
    let days = Days {
        from: day("/active_from", wanted.active_from.as_deref(), &mut problems),
        until: day("/active_until", wanted.active_until.as_deref(), &mut problems),
    };
    if !problems.is_empty() {
        return Err(ApiError::Invalid(problems));
    }
    let change = SetSchedule { may: &may, member, versions, days, context: state.audit_context(&source) };
    state.database.apply(&change).await?;
    answer::changed(&state, &caller, organization, member).await
}

/// Reads a day; adds what is wrong with the field to `problems`.
pub fn day(pointer: &'static str, text: Option<&str>, problems: &mut Vec<FieldProblem>) -> Option<Date> {
    let text = text?;
    // No other way to write a day, and no time behind it.
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    if day.is_none() {
        problems.push(problem(pointer, "invalid", "A day such as 2026-12-01."));
    }
    day
}

/// What is wrong with a day, for the field.
pub fn field_problem(found: ScheduleProblem) -> FieldProblem {
    use ScheduleProblem as P;
    let (pointer, code, detail) = match found {
        P::FromPast => ("/active_from", "past", "The first day must be after today."),
        P::FromTooFar => ("/active_from", "too_far", "At most 10 years ahead."),
        P::UntilPast => ("/active_until", "past", "The last day has passed. Deactivate the user instead."),
        P::UntilTooFar => ("/active_until", "too_far", "At most 10 years ahead."),
        P::UntilBeforeFrom => ("/active_until", "before_first_day", "The last day is before the first."),
    };
    problem(pointer, code, detail)
}
