//! Disabling an organization, which closes it to everybody, and enabling it again.

use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use crate::{
    authz::{Authorized, policy::ManageOrganization},
    store::{
        Change, StoreError, Transaction, access,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment},
    },
};

/// Closes the organization: from the next request on, nothing of it works, for people and for programs.
#[derive(Debug)]
pub struct DisableOrganization<'a> {
    pub may: &'a Authorized<ManageOrganization>,
    pub context: AuditContext,
}

/// Opens a disabled organization. Everything in it is as it was.
#[derive(Debug)]
pub struct EnableOrganization<'a> {
    pub may: &'a Authorized<ManageOrganization>,
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
        let at = Some(moment(self.context.at));
        Ok(set(transaction, self.may, at, &self.context, AuditAction::OrganizationDisabled).await?)
    }

    fn is_collision(&self, error: &DisableError) -> bool {
        error.is_collision()
    }
}

impl Change for EnableOrganization<'_> {
    type Output = ();
    type Error = DisableError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), DisableError> {
        if !access::still_in_disabled(transaction, self.may).await? {
            return Err(DisableError::NoLongerAllowed);
        }
        Ok(set(transaction, self.may, None, &self.context, AuditAction::OrganizationEnabled).await?)
    }

    fn is_collision(&self, error: &DisableError) -> bool {
        error.is_collision()
    }
}

async fn set(
    transaction: &mut Transaction,
    may: &Authorized<ManageOrganization>,
    disabled_at: Option<i64>,
    context: &AuditContext,
    action: AuditAction,
) -> Result<(), StoreError> {
    let organization = may.organization();
    let update = Query::update()
        .table("organizations")
        .value("disabled_at", disabled_at)
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col("id").eq(id_bytes(organization)))
        .take();
    transaction.execute(&update).await?;
    let (account, subject) = (Some(may.account()), Some(organization.as_u128()));
    let event = Event { action, organization: Some(organization), account, subject, details: json!({}) };
    audit::record(transaction, context, event).await
}
