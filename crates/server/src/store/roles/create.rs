//! Custom roles.

use api_types::{MAX_ROLES_OF_ORGANIZATION, OrganizationId, Permission, ROLES, Role, RoleId};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{CUSTOM_COLUMNS, RoleError, custom_row, event, find, is_name_taken};
use crate::{
    authz::{Authorized, Permissions, policy::ManageRoles},
    store::{
        Change, StoreError, Transaction, access,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment},
        idempotency::{self, IdempotencyKey, KeyState},
        listing::{self, Counted},
        sql,
    },
};

/// Creates a role from an existing one. Name and description are valid already.
#[derive(Debug)]
pub struct CreateRole<'a> {
    pub may: &'a Authorized<ManageRoles>,
    pub id: RoleId,
    pub from: RoleId,
    pub name: String,
    pub description: String,
    /// `None`: those of the role to start from.
    pub permissions: Option<Vec<Permission>>,
    pub idempotency: Option<IdempotencyKey>,
    pub context: AuditContext,
}

impl CreateRole<'_> {
    async fn create(&self, transaction: &mut Transaction) -> Result<Role, RoleError> {
        let organization = self.may.organization();
        let held = access::still(transaction, self.may).await?.ok_or(RoleError::NoLongerAllowed)?;
        let origin = find(transaction, organization, self.from, &held).await?.ok_or(RoleError::UnknownOrigin)?;
        let wanted = self.permissions.clone().unwrap_or(origin.permissions);
        let permissions: Permissions = Permission::closed(wanted).into_iter().collect();
        if !held.covers(&permissions) {
            return Err(RoleError::AboveYourself);
        }
        if is_name_taken(transaction, organization, self.id, &self.name).await? {
            return Err(RoleError::NameTaken);
        }
        let position = free_position(transaction, organization).await?.ok_or(RoleError::TooMany)?;
        listing::add(transaction, organization, ROLES.name, &[Counted::default()]).await?;
        self.insert(transaction, position, &permissions).await?;
        let details = json!({
            "name": self.name,
            "description": self.description,
            "permissions": permissions.to_vec(),
            "made_from": self.from,
        });
        audit::record(transaction, &self.context, event(AuditAction::RoleCreated, self.may, self.id, details)).await?;
        find(transaction, organization, self.id, &held).await?.ok_or(RoleError::NotFound)
    }

    async fn insert(
        &self,
        transaction: &mut Transaction,
        position: i16,
        permissions: &Permissions,
    ) -> Result<(), StoreError> {
        let described = (self.name.as_str(), self.description.as_str(), permissions);
        let made = (self.from, moment(self.context.at));
        let row = custom_row((self.id, self.may.organization()), position, described, made);
        transaction.execute(&sql::insert_rows("roles", CUSTOM_COLUMNS.to_vec(), vec![row])?).await.map(|_| ())
    }
}

/// The first position among the organization's roles that is free; none if it has as many as it can have.
async fn free_position(transaction: &mut Transaction, organization: OrganizationId) -> Result<Option<i16>, StoreError> {
    let query = Query::select()
        .column("position")
        .from("roles")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take();
    let taken: Vec<(i16,)> = transaction.all(&query).await?;
    let most = i16::try_from(MAX_ROLES_OF_ORGANIZATION).unwrap_or(i16::MAX);
    Ok((0..most).find(|position| !taken.contains(&(*position,))))
}

impl Change for CreateRole<'_> {
    type Output = Role;
    type Error = RoleError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Role, RoleError> {
        let Some(key) = &self.idempotency else { return self.create(transaction).await };
        let account = self.may.account();
        let unreadable = |_| StoreError::Unreadable("answer");
        match idempotency::find(transaction, account, key).await? {
            KeyState::Answered(answer) => Ok(serde_json::from_str(&answer).map_err(unreadable)?),
            KeyState::Reused => Err(RoleError::KeyReused),
            KeyState::New => {
                let role = self.create(transaction).await?;
                let answer = serde_json::to_string(&role).map_err(unreadable)?;
                idempotency::save(transaction, account, key, &answer, self.context.at).await?;
                Ok(role)
            }
        }
    }

    fn is_collision(&self, error: &RoleError) -> bool {
        error.is_collision()
    }
}
