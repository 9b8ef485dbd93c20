//! `POST /organizations/{organization}/invitations`: invite one or many.

use std::collections::{HashMap, HashSet};

use api_types::{
    DeviceLevel, FieldProblem, InvitationResult, InvitationResults, MAX_COMPANIES, MAX_INVITATION_GRANTS,
    MAX_INVITATIONS, MAX_ROLES, NewGrant, NewInvitations, OrganizationId, Problem,
};
use axum::{Json as Answer, extract::State, http::HeaderMap};
use jiff::civil::Date;

use super::{
    link,
    validation::{self, problem},
};
use crate::{
    authz::{
        Authorized, Token,
        policy::{GrantDevices, InviteMembers, ReadMembers},
    },
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        grants::error::target,
        idempotency,
        members::schedule,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        self,
        audit::Source,
        grants::Target,
        invitations::{Invite, Invited, Invitee, Profile},
    },
};

/// Invite people by e-mail address; each address gets a link or a problem
#[utoipa::path(
    post,
    path = "/organizations/{organization}/invitations",
    tag = "invitations",
    operation_id = "create_invitations",
    params(
        ("organization" = OrganizationId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body invites nobody again and returns new links to the same \
                invitations"),
    ),
    request_body = NewInvitations,
    security(("session" = [])),
    responses(
        (status = 200, description = "The result for each address, in the order of the request",
            body = InvitationResults),
        (status = 403, description = "The caller cannot invite, or a role has more permissions than the caller",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
    Json(body): Json<NewInvitations>,
) -> Result<Answer<InvitationResults>, ApiError> {
    let may = caller.authorize::<InviteMembers>(organization).await?;
    let idempotency = idempotency::key(&headers, &format!("POST /organizations/{organization}/invitations"), &body)?;
    let (body, first_day) = validated(&state, body)?;
    let wanted = grants(&body)?;
    if !wanted.is_empty() {
        caller.authorize::<GrantDevices>(organization).await?;
    }
    let tokens: Vec<Token> = body.emails.iter().map(|_| Token::new(&state.entropy)).collect();
    let change = Invite {
        may: &may,
        invitees: invitees(&state, &source, (&body.emails, wanted.len()), &tokens),
        roles: body.roles,
        companies: body.companies,
        grants: wanted,
        message: body.message,
        lifetime: validation::lifetime(body.lifetime_days),
        send_email: body.send_email,
        mail_limits: state.settings.mail_limits,
        language: body.language.unwrap_or_default(),
        first_day,
        hold: body.hold,
        dry_run: body.dry_run,
        idempotency,
        at: state.clock.now(),
    };
    let invited = state.database.apply(&change).await?;
    if change.send_email && !change.dry_run {
        state.mail_notify.now();
    }
    let reader = match caller.authorize::<ReadMembers>(organization).await {
        Err(ApiError::Forbidden | ApiError::NotFound) => None,
        authorized => Some(authorized?),
    };
    let tokens = if change.is_held() { Vec::new() } else { tokens };
    Ok(Answer(results(&state, reader.as_ref(), invited, &tokens).await?))
}

/// The grants that each gets: target, level and last day.
fn grants(body: &NewInvitations) -> Result<Vec<(Target, DeviceLevel, Option<Date>)>, ApiError> {
    let one = |(position, new): (usize, &NewGrant)| {
        let target = target(new).map_err(|error| error.below(&format!("/grants/{position}")))?;
        let mut problems = Vec::new();
        let until = schedule::day("/until", new.until.as_deref(), &mut problems);
        if !problems.is_empty() {
            return Err(ApiError::Invalid(problems).below(&format!("/grants/{position}")));
        }
        Ok((target, new.level, until))
    };
    body.grants.iter().enumerate().map(one).collect()
}

fn invitees(state: &AppState, source: &Source, (emails, grants): (&[String], usize), tokens: &[Token]) -> Vec<Invitee> {
    let one = |(email, token): (&String, &Token)| Invitee {
        email: email.clone(),
        id: state.new_id(),
        token: token.hash(),
        context: state.audit_context(source),
        grants: (0..grants).map(|_| state.new_id()).collect(),
        profile: Profile::default(),
    };
    emails.iter().zip(tokens).map(one).collect()
}

/// The members as they are now, each with its link, if there are tokens; only the links for callers who cannot read members.
async fn results(
    state: &AppState,
    reader: Option<&Authorized<ReadMembers>>,
    invited: Invited,
    tokens: &[Token],
) -> Result<InvitationResults, ApiError> {
    let ids: Vec<_> = invited.outcomes.iter().filter_map(|outcome| outcome.member).collect();
    let mut members = match reader {
        Some(may) => store::members::changed(&state.database, may, &ids).await?,
        None => HashMap::new(),
    };
    let tokens = tokens.iter().map(Some).chain(std::iter::repeat(None));
    let results = invited.outcomes.into_iter().zip(tokens).map(|(outcome, token)| InvitationResult {
        email: outcome.email,
        link: outcome.member.and(token).map(|token| link(state, token)),
        member: outcome.member.and_then(|id| members.remove(&id)),
        problem: outcome.obstacle,
    });
    Ok(InvitationResults { results: results.collect(), seats: invited.seats })
}

/// Trims what may be trimmed, and says everything that is wrong at once.
fn validated(state: &AppState, body: NewInvitations) -> Result<(NewInvitations, Option<Date>), ApiError> {
    let message = validation::message(body.message.as_deref());
    let problems = [
        emails_problem(body.emails.len()),
        roles_problem(body.roles.len()),
        (body.companies.len() > MAX_COMPANIES).then(|| problem("/companies", "too_many", "At most 200 companies.")),
        (body.grants.len() > MAX_INVITATION_GRANTS).then(|| problem("/grants", "too_many", "At most 20 grants.")),
        has_same_target(&body.grants).then(|| problem("/grants", "taken", "One grant on each device or group.")),
        validation::message_problem(message.as_deref()),
        validation::lifetime_problem(body.lifetime_days),
        validation::mail_problem(state, body.send_email),
    ];
    let mut problems: Vec<FieldProblem> = problems.into_iter().flatten().collect();
    let first_day = schedule::day("/active_from", body.active_from.as_deref(), &mut problems);
    if !problems.is_empty() {
        return Err(ApiError::Invalid(problems));
    }
    let (roles, companies) = (validation::each_once(body.roles), validation::each_once(body.companies));
    Ok((NewInvitations { message, roles, companies, ..body }, first_day))
}

fn has_same_target(grants: &[NewGrant]) -> bool {
    let mut seen = HashSet::new();
    !grants.iter().all(|grant| seen.insert((grant.device, grant.group)))
}

fn emails_problem(number: usize) -> Option<FieldProblem> {
    match number {
        0 => Some(problem("/emails", "required", "Enter at least one address.")),
        1..=MAX_INVITATIONS => None,
        _ => Some(problem("/emails", "too_many", "At most 500 addresses at once.")),
    }
}

fn roles_problem(number: usize) -> Option<FieldProblem> {
    match number {
        0 => Some(problem("/roles", "required", "An invitation needs at least one role.")),
        1..=MAX_ROLES => None,
        _ => Some(problem("/roles", "too_many", "At most 200 roles.")),
    }
}
