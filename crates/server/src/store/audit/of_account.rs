//! Events of an account, which every organization that it belongs to has in its log: sign-ins, sign-outs and refused
//! sign-ins.

use api_types::{AccountId, AuditAction, MemberId, MemberStatus, OrganizationId};
use jiff::SignedDuration;
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::{Value as Json, json};

use super::{AuditContext, Event, record_all};
use crate::store::{
    Change, Database, StoreError, Transaction, accounts,
    columns::{id_bytes, read_id, status_place},
};

/// A refused sign-in is recorded at most once in so long, for the same account and reason.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);

/// Writes an event that an account caused: in each organization that it is an active member of, or outside of any.
pub(in crate::store) async fn record_in_organizations(
    transaction: &mut Transaction,
    context: &AuditContext,
    account: AccountId,
    action: AuditAction,
    details: &Json,
) -> Result<(), StoreError> {
    let memberships = memberships(transaction, account, &[MemberStatus::Active]).await?;
    let event = |organization| Event {
        action,
        organization,
        account: Some(account),
        subject: Some(account.as_u128()),
        details: details.clone(),
    };
    write(transaction, context, &memberships, |membership| event(membership.map(|(organization, _)| organization)))
        .await
}

type Membership = (OrganizationId, MemberId);

async fn memberships(
    transaction: &mut Transaction,
    account: AccountId,
    statuses: &[MemberStatus],
) -> Result<Vec<Membership>, StoreError> {
    let query = Query::select()
        .columns(["organization_id", "id"])
        .from("members")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("status").is_in(statuses.iter().map(|status| status_place(*status))))
        .order_by("id", Order::Asc)
        .take();
    let rows: Vec<(Vec<u8>, Vec<u8>)> = transaction.all(&query).await?;
    rows.iter().map(|(organization, member)| Ok((read_id(organization)?, read_id(member)?))).collect()
}

/// Writes an event for each membership; one for an account without any.
async fn write(
    transaction: &mut Transaction,
    context: &AuditContext,
    memberships: &[Membership],
    event: impl Fn(Option<Membership>) -> Event,
) -> Result<(), StoreError> {
    if memberships.is_empty() {
        return record_all(transaction, [(context, event(None))]).await;
    }
    let parts: Vec<_> = (0u128..).take(memberships.len()).map(|number| context.part(number)).collect();
    let events = memberships.iter().map(|membership| event(Some(*membership)));
    record_all(transaction, parts.iter().zip(events)).await
}

/// Why a sign-in was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusedSignIn {
    WrongPassword,
    WrongCode,
    WrongPasskey,
    TooManyAttempts,
    /// The account is disabled, or inactive in all of its organizations.
    Inactive,
}

impl RefusedSignIn {
    /// The stable name in the details of the event.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongPassword => "wrong_password",
            Self::WrongCode => "wrong_code",
            Self::WrongPasskey => "wrong_passkey",
            Self::TooManyAttempts => "too_many_attempts",
            Self::Inactive => "inactive",
        }
    }
}

/// Records a refused sign-in for the account with this address, if there is one.
#[derive(Debug)]
pub struct RefuseSignIn {
    /// As [`crate::store::text::email_key`] makes it.
    pub email_key: String,
    pub reason: RefusedSignIn,
    pub context: AuditContext,
}

impl RefuseSignIn {
    /// Records it, unless the same was recorded a moment ago.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record(self, database: &Database) -> Result<(), StoreError> {
        database.apply(&self).await
    }

    /// Whether there is such an event of the last minute; `first` is one of the account's memberships.
    async fn is_recorded(
        &self,
        transaction: &mut Transaction,
        (subject, details): (u128, &Json),
    ) -> Result<bool, StoreError> {
        let since = self.context.at.checked_sub(PAUSE).unwrap_or(self.context.at).as_millisecond();
        let since = u128::try_from(since).unwrap_or_default() << 80;
        let query = Query::select()
            .column("id")
            .from("audit_events")
            .and_where(Expr::col("subject_id").eq(subject.to_be_bytes().to_vec()))
            .and_where(Expr::col("id").gt(since.to_be_bytes().to_vec()))
            .and_where(Expr::col("action").eq(AuditAction::SessionRefused.as_str()))
            .and_where(Expr::col("details").eq(details.to_string()))
            .limit(1)
            .take();
        Ok(transaction.one::<(Vec<u8>,)>(&query).await?.is_some())
    }
}

impl Change for RefuseSignIn {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let Some((account, can_sign_in)) = accounts::by_email_key(transaction, &self.email_key).await? else {
            return Ok(());
        };
        let reason = if can_sign_in { self.reason } else { RefusedSignIn::Inactive };
        let details = json!({"reason": reason.as_str()});
        let memberships = memberships(transaction, account, &[MemberStatus::Active, MemberStatus::Inactive]).await?;
        let subject = memberships.first().map_or(account.as_u128(), |(_, member)| member.as_u128());
        if self.is_recorded(transaction, (subject, &details)).await? {
            return Ok(());
        }
        let event = |membership: Option<Membership>| Event {
            action: AuditAction::SessionRefused,
            organization: membership.map(|(organization, _)| organization),
            account: None,
            subject: Some(membership.map_or(account.as_u128(), |(_, member)| member.as_u128())),
            details: details.clone(),
        };
        write(transaction, &self.context, &memberships, event).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
