//! Changes of a role.

use api_types::{Permission, ROLES, Role, RoleId};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Value, json};

use super::{DESCRIBED, RoleError, described, event, find, is_name_taken};
use crate::{
    authz::{
        Authorized, Permissions,
        policy::{ADMINISTRATOR, ManageRoles},
    },
    store::{
        Change, StoreError, Transaction, Versions, access,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment},
        listing,
    },
};

/// Changes what the request names, if the role is still as it was read. Name and description are valid already.
#[derive(Debug)]
pub struct ChangeRole<'a> {
    pub may: &'a Authorized<ManageRoles>,
    pub role: RoleId,
    /// The version that was read.
    pub versions: Versions,
    pub name: Option<String>,
    pub description: Option<String>,
    pub permissions: Option<Vec<Permission>>,
    pub context: AuditContext,
}

impl Change for ChangeRole<'_> {
    type Output = Role;
    type Error = RoleError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Role, RoleError> {
        let organization = self.may.organization();
        let held = access::still(transaction, self.may).await?.ok_or(RoleError::NoLongerAllowed)?;
        let before = find(transaction, organization, self.role, &held).await?.ok_or(RoleError::NotFound)?;
        if !self.versions.contain(before.version) {
            return Err(RoleError::Stale);
        }
        let after = self.changed(&before);
        let permissions: Permissions = after.permissions.iter().copied().collect();
        if !before.within_reach || !held.covers(&permissions) {
            return Err(RoleError::AboveYourself);
        }
        if after == before {
            return Ok(before);
        }
        if before.key == ADMINISTRATOR && after.permissions != before.permissions {
            return Err(RoleError::Administrator);
        }
        if after.name != before.name && is_name_taken(transaction, organization, self.role, &after.name).await? {
            return Err(RoleError::NameTaken);
        }
        listing::touch(transaction, organization, ROLES.name).await?;
        self.write(transaction, &before, &after).await?;
        let event = event(AuditAction::RoleChanged, self.may, self.role, differences(&before, &after));
        audit::record(transaction, &self.context, event).await?;
        let held = access::still(transaction, self.may).await?.ok_or(RoleError::OwnPermissions)?;
        find(transaction, organization, self.role, &held).await?.ok_or(RoleError::NotFound)
    }

    fn is_collision(&self, error: &RoleError) -> bool {
        error.is_collision()
    }
}

impl ChangeRole<'_> {
    fn changed(&self, before: &Role) -> Role {
        let mut after = before.clone();
        if let Some(name) = &self.name {
            after.name.clone_from(name);
        }
        if let Some(description) = &self.description {
            after.description.clone_from(description);
        }
        if let Some(permissions) = &self.permissions {
            after.permissions = Permission::closed(permissions.iter().copied());
        }
        after
    }

    async fn write(&self, transaction: &mut Transaction, before: &Role, after: &Role) -> Result<(), StoreError> {
        let permissions = after.permissions.iter().copied().collect();
        let values = described(&after.name, &after.description, &permissions).into_iter().map(Expr::val);
        let update = Query::update()
            .table("roles")
            .values(DESCRIBED.into_iter().zip(values))
            .value("version", before.version + 1)
            .value("changed_at", moment(self.context.at))
            .and_where(Expr::col("id").eq(id_bytes(self.role)))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }
}

/// The changed fields, before and after.
fn differences(before: &Role, after: &Role) -> Value {
    audit::differences([
        ("name", json!(before.name), json!(after.name)),
        ("description", json!(before.description), json!(after.description)),
        ("permissions", json!(before.permissions), json!(after.permissions)),
    ])
}
