//! Disabling an organization, which closes it to everybody, and enabling it again.

use api_types::OrganizationId;
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::tell::tell;
use crate::{
    authz::{
        Authorized,
        policy::{Action, ManageOrganization},
    },
    store::{
        Change, StoreError, Transaction,
        access::{self, Closed},
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment},
        outbox::MailKind,
    },
};

/// Closes the organization: from the next request on, nothing of it works, for people and for programs.
#[derive(Debug)]
pub struct DisableOrganization<'a> {
    pub may: &'a Authorized<ManageOrganization>,
    /// Whether administrators are told by mail.
    pub has_mail: bool,
    pub context: AuditContext,
}

/// Opens a disabled organization. Everything in it is as it was.
#[derive(Debug)]
pub struct EnableOrganization<'a> {
    pub may: &'a Authorized<ManageOrganization>,
    /// Whether administrators are told by mail.
    pub has_mail: bool,
    pub context: AuditContext,
}

/// The organization is as it was.
#[derive(Debug, thiserror::Error)]
pub enum DisableError {
    #[error("the caller may no longer do this, or somebody else has done it")]
    NoLongerAllowed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl DisableError {
    fn is_collision(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_collision())
    }
}

impl Change for DisableOrganization<'_> {
    type Output = ();
    type Error = DisableError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), DisableError> {
        access::still(transaction, self.may).await?.ok_or(DisableError::NoLongerAllowed)?;
        let organization = self.may.organization();
        set(transaction, organization, [("disabled_at", Some(moment(self.context.at)))]).await?;
        tell(transaction, organization, MailKind::OrganizationDisabled, self.has_mail, &self.context).await?;
        Ok(record(transaction, self.may, &self.context, AuditAction::OrganizationDisabled).await?)
    }

    fn is_collision(&self, error: &DisableError) -> bool {
        error.is_collision()
    }
}

impl Change for EnableOrganization<'_> {
    type Output = ();
    type Error = DisableError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), DisableError> {
        let (organization, now) = (self.may.organization(), self.context.at);
        if !access::still_in_closed(transaction, self.may, Closed::Disabled, now).await? {
            return Err(DisableError::NoLongerAllowed);
        }
        set(transaction, organization, [("disabled_at", None)]).await?;
        tell(transaction, organization, MailKind::OrganizationEnabled, self.has_mail, &self.context).await?;
        Ok(record(transaction, self.may, &self.context, AuditAction::OrganizationEnabled).await?)
    }

    fn is_collision(&self, error: &DisableError) -> bool {
        error.is_collision()
    }
}

/// Sets moments of the organization.
pub(super) async fn set<const N: usize>(
    transaction: &mut Transaction,
    organization: OrganizationId,
    moments: [(&'static str, Option<i64>); N],
) -> Result<(), StoreError> {
    let update = Query::update()
        .table("organizations")
        .values(moments.map(|(column, at)| (column, Expr::val(at))))
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col("id").eq(id_bytes(organization)))
        .take();
    transaction.execute(&update).await.map(|_| ())
}

/// Writes that the witness's account did something to the organization as a whole.
pub(super) async fn record<A: Action>(
    transaction: &mut Transaction,
    may: &Authorized<A>,
    context: &AuditContext,
    action: AuditAction,
) -> Result<(), StoreError> {
    let organization = may.organization();
    let (account, subject) = (Some(may.account()), Some(organization.as_u128()));
    let event = Event { action, organization: Some(organization), account, subject, details: json!({}) };
    audit::record(transaction, context, event).await
}
