//! Answers: a request is approved or declined.

use api_types::{ACCESS_REQUESTS, AccessRequestId, AccessRequestState, DeviceLevel, GrantId, MemberId};
use jiff::civil::Date;
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{AccessRequestError, RequestRow, find, mails, read_level, state_place};
use crate::{
    authz::{Authorized, policy::GrantDevices},
    store::{
        Change, StoreError, Transaction, access,
        audit::{AuditAction, AuditContext},
        columns::{id_bytes, moment, optional_id},
        grants::{self, ByRequest, level_place},
        invitations::record_event,
        listing,
        members::MemberRecord,
        outbox::MailKind,
    },
};

/// Approves a request: its requester gets a grant.
#[derive(Debug)]
pub struct ApproveAccessRequest<'a> {
    pub may: &'a Authorized<GrantDevices>,
    pub request: AccessRequestId,
    /// Of the grant.
    pub grant: GrantId,
    /// `None`: as asked for.
    pub level: Option<DeviceLevel>,
    /// Last day; `None`: as asked for, `Some(None)`: no end.
    pub until: Option<Option<Date>>,
    /// For the requester; valid already.
    pub note: Option<String>,
    /// Whether this server sends mail.
    pub has_mail: bool,
    pub context: AuditContext,
}

/// Declines a request.
#[derive(Debug)]
pub struct DeclineAccessRequest<'a> {
    pub may: &'a Authorized<GrantDevices>,
    pub request: AccessRequestId,
    /// Why, for the requester; valid already.
    pub note: String,
    /// Whether this server sends mail.
    pub has_mail: bool,
    pub context: AuditContext,
}

/// What becomes of a request.
struct Answer<'a> {
    state: AccessRequestState,
    by: MemberId,
    note: Option<&'a str>,
    granted: Option<(DeviceLevel, Option<Date>)>,
    grant: Option<GrantId>,
}

/// The request, as long as it waits for an answer, with its requester and the caller.
async fn open(
    transaction: &mut Transaction,
    may: &Authorized<GrantDevices>,
    request: AccessRequestId,
    context: &AuditContext,
) -> Result<(RequestRow, MemberRecord, MemberId), AccessRequestError> {
    access::still(transaction, may).await?.ok_or(AccessRequestError::NoLongerAllowed)?;
    let row = find(transaction, may.organization(), request).await?;
    row.require_pending(context.at)?;
    let (member, caller) = grants::check_answer(transaction, may, (row.member()?, row.target()?), context.at).await?;
    Ok((row, member, caller))
}

/// Writes the answer, the event and the mail to the requester.
async fn finish(
    transaction: &mut Transaction,
    may: &Authorized<GrantDevices>,
    (row, member): (&RequestRow, &MemberRecord),
    answer: &Answer<'_>,
    (context, has_mail): (&AuditContext, bool),
) -> Result<(), StoreError> {
    let (before, after) = (row.counted(AccessRequestState::Pending)?, row.counted(answer.state)?);
    listing::change(transaction, may.organization(), ACCESS_REQUESTS.name, before, after).await?;
    let (level, until) = answer.granted.unzip();
    let until = until.flatten().map(|day| day.to_string());
    let update = Query::update()
        .table("access_requests")
        .value("state", state_place(answer.state))
        .value("answered_by_id", id_bytes(answer.by))
        .value("answered_at", moment(context.at))
        .value("note", answer.note.map(str::to_owned))
        .value("granted_level", level.map(level_place))
        .value("granted_until", until.clone())
        .value("grant_id", Expr::val(optional_id(answer.grant)))
        .value("version", row.version + 1)
        .and_where(Expr::col("id").eq(row.id.clone()))
        .take();
    transaction.execute(&update).await?;
    let mut details = row.details()?;
    details["note"] = json!(answer.note);
    if let Some(level) = level {
        details["level"] = json!(level);
        details["until"] = json!(until);
    }
    let (action, kind) = match answer.state {
        AccessRequestState::Approved => (AuditAction::AccessRequestApproved, MailKind::AccessApproved),
        _ => (AuditAction::AccessRequestDeclined, MailKind::AccessDeclined),
    };
    // The grant has events of its own before this one.
    record_event(transaction, may, &context.part(2), action, member, details).await?;
    if has_mail {
        mails::to_requester(transaction, kind, row.id()?, member, context.at).await?;
    }
    Ok(())
}

impl Change for ApproveAccessRequest<'_> {
    type Output = ();
    type Error = AccessRequestError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), AccessRequestError> {
        let (row, member, caller) = open(transaction, self.may, self.request, &self.context).await?;
        let level = self.level.unwrap_or(read_level(row.level)?);
        let until = match self.until {
            Some(until) => until,
            None => row.until()?,
        };
        let given = ByRequest {
            may: self.may,
            member: member.id,
            id: self.grant,
            target: row.target()?,
            level,
            until,
            request: self.request,
            context: &self.context,
        };
        let is_new = grants::give(transaction, &given).await?;
        let answer = Answer {
            state: AccessRequestState::Approved,
            by: caller,
            note: self.note.as_deref(),
            granted: Some((level, until)),
            grant: is_new.then_some(self.grant),
        };
        let how = (&self.context, self.has_mail);
        Ok(finish(transaction, self.may, (&row, &member), &answer, how).await?)
    }

    fn is_collision(&self, error: &AccessRequestError) -> bool {
        error.is_collision()
    }
}

impl Change for DeclineAccessRequest<'_> {
    type Output = ();
    type Error = AccessRequestError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), AccessRequestError> {
        let (row, member, caller) = open(transaction, self.may, self.request, &self.context).await?;
        let answer = Answer {
            state: AccessRequestState::Declined,
            by: caller,
            note: Some(&self.note),
            granted: None,
            grant: None,
        };
        let how = (&self.context, self.has_mail);
        Ok(finish(transaction, self.may, (&row, &member), &answer, how).await?)
    }

    fn is_collision(&self, error: &AccessRequestError) -> bool {
        error.is_collision()
    }
}
