//! Deletes a custom role.

use api_types::{ROLES, RoleId};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{RoleError, event, find};
use crate::{
    authz::{Authorized, policy::ManageRoles},
    store::{
        Change, Transaction, access,
        audit::{self, AuditAction, AuditContext},
        columns::id_bytes,
        listing::{self, Counted},
        members, sql,
    },
};

/// Deletes a custom role. Its holders, and invitations with it, get the replacement.
#[derive(Debug)]
pub struct DeleteRole<'a> {
    pub may: &'a Authorized<ManageRoles>,
    pub role: RoleId,
    /// Not needed if nobody has the role.
    pub replacement: Option<RoleId>,
    pub context: AuditContext,
}

impl Change for DeleteRole<'_> {
    type Output = ();
    type Error = RoleError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), RoleError> {
        let organization = self.may.organization();
        let held = access::still(transaction, self.may).await?.ok_or(RoleError::NoLongerAllowed)?;
        let role = find(transaction, organization, self.role, &held).await?.ok_or(RoleError::NotFound)?;
        let mut reach = vec![role.within_reach];
        if let Some(id) = self.replacement {
            let other = find(transaction, organization, id, &held).await?.filter(|_| id != self.role);
            reach.push(other.ok_or(RoleError::UnknownReplacement)?.within_reach);
        }
        if reach.contains(&false) {
            return Err(RoleError::AboveYourself);
        }
        if role.predefined().is_some() {
            return Err(RoleError::Predefined);
        }
        let holders = members::replace_role(transaction, organization, self.role, self.replacement).await?;
        if holders > 0 && self.replacement.is_none() {
            return Err(RoleError::Held);
        }
        listing::remove(transaction, organization, ROLES.name, Counted::default()).await?;
        let kept = [
            ("id", id_bytes(self.role).into()),
            ("organization_id", id_bytes(organization).into()),
            ("name", role.name.as_str().into()),
        ];
        transaction.execute(&sql::insert("deleted_roles", kept)?).await?;
        let delete = Query::delete().from_table("roles").and_where(Expr::col("id").eq(id_bytes(self.role))).take();
        transaction.execute(&delete).await?;
        let details = json!({
            "before": {"name": role.name, "description": role.description, "permissions": role.permissions},
            "after": {"name": null, "description": null, "permissions": null},
            "replacement": self.replacement,
            "holders": holders,
        });
        audit::record(transaction, &self.context, event(AuditAction::RoleDeleted, self.may, self.role, details))
            .await?;
        access::still(transaction, self.may).await?.map(|_| ()).ok_or(RoleError::OwnPermissions)
    }

    fn is_collision(&self, error: &RoleError) -> bool {
        error.is_collision()
    }
}
