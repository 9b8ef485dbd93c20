//! Deleting an organization, and restoring it.

use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Query};

use super::{
    disable::{record, set},
    tell::tell,
};
use crate::{
    authz::{Authorized, Proven, policy::ManageOrganization},
    store::{
        Change, StoreError, Transaction,
        access::{self, Closed},
        audit::{AuditAction, AuditContext},
        columns::{id_bytes, moment},
        outbox::MailKind,
        sql,
    },
};

/// How long a deleted organization can be restored. Then it is erased.
pub const RESTORABLE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Organizations that were deleted after this moment can be restored.
pub(in crate::store) fn restorable_since(now: Timestamp) -> Timestamp {
    now.checked_sub(RESTORABLE).unwrap_or(Timestamp::MIN)
}

/// When everything is erased in an organization that was deleted then.
pub(in crate::store) fn erased_at(deleted_at: Timestamp) -> Timestamp {
    deleted_at.checked_add(RESTORABLE).unwrap_or(Timestamp::MAX)
}

/// Closes the organization as disabling does. It can be restored for a while; then it is erased.
#[derive(Debug)]
pub struct DeleteOrganization<'a> {
    pub may: &'a Authorized<ManageOrganization>,
    /// Who does it has just proved who they are.
    pub proven: Proven<'a>,
    /// The name of the organization, as it was typed.
    pub name: &'a str,
    /// Whether administrators are told by mail.
    pub has_mail: bool,
    pub context: AuditContext,
}

/// The organization was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteError {
    #[error("the caller may no longer do this, or somebody else has done it")]
    NoLongerAllowed,
    #[error("the organization has another name")]
    OtherName,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Change for DeleteOrganization<'_> {
    type Output = ();
    type Error = DeleteError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), DeleteError> {
        let (organization, now) = (self.may.organization(), self.context.at);
        let is_own = self.proven.account() == self.may.account();
        access::still(transaction, self.may).await?.filter(|_| is_own).ok_or(DeleteError::NoLongerAllowed)?;
        let name = Query::select()
            .column("name")
            .from("organizations")
            .and_where(Expr::col("id").eq(id_bytes(organization)))
            .take();
        let (name,): (String,) = sql::always(transaction.one(&name).await?)?;
        if name != self.name.trim() {
            return Err(DeleteError::OtherName);
        }
        let at = Some(moment(now));
        set(transaction, organization, [("disabled_at", at), ("deleted_at", at)]).await?;
        tell(transaction, organization, MailKind::OrganizationDeleted, self.has_mail, &self.context).await?;
        Ok(record(transaction, self.may, &self.context, AuditAction::OrganizationDeleted).await?)
    }

    fn is_collision(&self, error: &DeleteError) -> bool {
        matches!(error, DeleteError::Store(error) if error.is_collision())
    }
}

/// Opens a deleted organization again. Everything in it is as it was.
#[derive(Debug)]
pub struct RestoreOrganization<'a> {
    pub may: &'a Authorized<ManageOrganization>,
    /// Whether administrators are told by mail.
    pub has_mail: bool,
    pub context: AuditContext,
}

impl Change for RestoreOrganization<'_> {
    type Output = ();
    type Error = DeleteError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), DeleteError> {
        let (organization, now) = (self.may.organization(), self.context.at);
        if !access::still_in_closed(transaction, self.may, Closed::Deleted, now).await? {
            return Err(DeleteError::NoLongerAllowed);
        }
        set(transaction, organization, [("disabled_at", None), ("deleted_at", None)]).await?;
        tell(transaction, organization, MailKind::OrganizationRestored, self.has_mail, &self.context).await?;
        Ok(record(transaction, self.may, &self.context, AuditAction::OrganizationRestored).await?)
    }

    fn is_collision(&self, error: &DeleteError) -> bool {
        matches!(error, DeleteError::Store(error) if error.is_collision())
    }
}
