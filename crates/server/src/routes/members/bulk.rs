//! `POST /organizations/{organization}/members/bulk`: one action on many members.

use api_types::{Bulk, BulkAction, BulkResult, BulkResults, MAX_BULK, MemberId, OrganizationId, Problem};
use axum::{Json as Answer, extract::State, http::HeaderMap};

use super::{deactivate::note, error::member_problem};
use crate::{
    authz::{
        Authorized,
        policy::{ChangeMember, ReadMembers},
    },
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        idempotency,
        invitations::validation,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        audit::Source,
        idempotency::{Claim, IdempotencyKey},
        invitations::{ResendInvitation, WithdrawInvitation},
        members::{Activate, ChangeMemberError, Deactivate, Remove, Restore},
    },
};

/// Apply one action to many members; each succeeds or fails on its own
#[utoipa::path(
    post,
    path = "/organizations/{organization}/members/bulk",
    tag = "members",
    operation_id = "change_members",
    params(
        ("organization" = OrganizationId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body sends no second mail"),
    ),
    request_body = Bulk,
    security(("session" = [])),
    responses(
        (status = 200, description = "The result for each member, in the order of the request", body = BulkResults),
        (status = 403, description = "The caller cannot change members", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A field is invalid", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn bulk(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
    Json(mut wanted): Json<Bulk>,
) -> Result<Answer<BulkResults>, ApiError> {
    caller.authorize::<ReadMembers>(organization).await?;
    let may = caller.authorize::<ChangeMember>(organization).await?;
    match wanted.members.len() {
        0 => return Err(ApiError::field("/members", "required", "At least one member.")),
        1..=MAX_BULK => {}
        _ => return Err(ApiError::field("/members", "too_many", "At most 200 members.")),
    }
    wanted.note = note(wanted.note.as_deref())?;
    let mails = wanted.action == BulkAction::Resend && wanted.send_email;
    if let Some(problem) = validation::mail_problem(&state, mails) {
        return Err(ApiError::Invalid(vec![problem]));
    }
    let operation = format!("POST /organizations/{organization}/members/bulk");
    let key = idempotency::key(&headers, &operation, &wanted)?.filter(|_| !wanted.dry_run);
    if let Some(key) = &key {
        state.database.apply(&Claim { account: may.account(), key, at: state.clock.now() }).await?;
    }
    let mut results = Vec::with_capacity(wanted.members.len());
    for id in validation::each_once(wanted.members.clone()) {
        let done = one(&state, &may, &source, &wanted, id, key.as_ref()).await;
        results.push(BulkResult { id, problem: done.err().map(member_problem).transpose()? });
    }
    // What is restored may have had a mail that waited, and an invitation may have been held.
    let may_mail = matches!(wanted.action, BulkAction::Restore | BulkAction::Activate);
    if (mails || may_mail) && !wanted.dry_run {
        state.mail_notify.now();
    }
    Ok(Answer(BulkResults { results }))
}

async fn one(
    state: &AppState,
    may: &Authorized<ChangeMember>,
    source: &Source,
    wanted: &Bulk,
    member: MemberId,
    key: Option<&IdempotencyKey>,
) -> Result<(), ChangeMemberError> {
    let (dry_run, context) = (wanted.dry_run, state.audit_context(source));
    match wanted.action {
        BulkAction::Resend => {
            let change = ResendInvitation {
                may,
                member,
                // The link goes out by mail: the answer shows none.
                token: None,
                send_email: wanted.send_email,
                mail_limits: state.settings.mail_limits,
                lifetime: None,
                dry_run,
                idempotency: key.map(|key| key.part(&member)),
                context,
            };
            state.database.apply(&change).await
        }
        BulkAction::Withdraw => state.database.apply(&WithdrawInvitation { may, member, dry_run, context }).await,
        BulkAction::Restore => state.database.apply(&Restore { may, member, roles: true, dry_run, context }).await,
        BulkAction::Activate => {
            let has_mail = validation::can_send_mail(state);
            state.database.apply(&Activate { may, member, has_mail, dry_run, context }).await
        }
        BulkAction::Deactivate => {
            let note = wanted.note.clone();
            state.database.apply(&Deactivate { may, member, note, successor: None, dry_run, context }).await
        }
        BulkAction::Remove => state.database.apply(&Remove { may, member, successor: None, dry_run, context }).await,
    }
}
