//! The API keys of an organization, for those who manage them.

use api_types::{ApiKey, ApiKeyId, ApiKeyOwner, MemberStatus};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Func, JoinType, Order, Query, SelectStatement};

use super::{manage::read_networks, read_scopes};
use crate::{
    authz::{Authorized, policy::ManageApiKeys},
    store::{
        Database, StoreError,
        columns::{id_bytes, moment, read_id, read_status, wire_moment},
    },
};

record! {
    struct KeyRow {
        id: Vec<u8>,
        name: String,
        hint: Option<String>,
        scopes: String,
        addresses: Option<String>,
        created_at: i64,
        expires_at: Option<i64>,
        last_used_at: Option<i64>,
        last_used_from: Option<String>,
        old_until: Option<i64>,
        version: i64,
        owner_id: Option<Vec<u8>>,
        owner_name: Option<String>,
        owner_status: Option<i16>,
    }
}

/// Those that are not revoked, in the order of creation.
///
/// # Errors
/// When the database fails.
pub async fn api_keys(
    database: &Database,
    may: &Authorized<ManageApiKeys>,
    now: Timestamp,
) -> Result<Vec<ApiKey>, StoreError> {
    let rows: Vec<KeyRow> = database.all(&select(may)).await?;
    rows.into_iter().map(|row| row.into_key(now)).collect()
}

/// One of them; `None` if there is no such key, or if it is revoked.
///
/// # Errors
/// When the database fails.
pub async fn api_key(
    database: &Database,
    may: &Authorized<ManageApiKeys>,
    key: ApiKeyId,
    now: Timestamp,
) -> Result<Option<ApiKey>, StoreError> {
    let query = select(may).and_where(Expr::col(("api_keys", "id")).eq(id_bytes(key))).take();
    let row: Option<KeyRow> = database.one(&query).await?;
    row.map(|row| row.into_key(now)).transpose()
}

fn select(may: &Authorized<ManageApiKeys>) -> SelectStatement {
    let owner = |column: &'static str| Expr::col(("owners", column));
    Query::select()
        .columns(
            ["id", "name", "hint", "scopes", "addresses", "created_at", "expires_at", "last_used_at"]
                .map(|column| ("api_keys", column)),
        )
        .columns(["last_used_from", "old_until", "version", "owner_id"].map(|column| ("api_keys", column)))
        .expr_as(Func::coalesce([owner("name"), owner("email")]), "owner_name")
        .expr_as(owner("status"), "owner_status")
        .from("api_keys")
        .join_as(JoinType::LeftJoin, "members", "owners", owner("id").equals(("api_keys", "owner_id")))
        .and_where(Expr::col(("api_keys", "organization_id")).eq(id_bytes(may.organization())))
        .and_where(Expr::col(("api_keys", "revoked_at")).is_null())
        .order_by(("api_keys", "created_at"), Order::Asc)
        .order_by(("api_keys", "id"), Order::Asc)
        .take()
}

impl KeyRow {
    fn into_key(self, now: Timestamp) -> Result<ApiKey, StoreError> {
        Ok(ApiKey {
            owner: self.owner()?,
            id: read_id(&self.id)?,
            name: self.name,
            hint: self.hint,
            scopes: read_scopes(&self.scopes),
            addresses: read_networks(self.addresses.as_deref()).iter().map(ToString::to_string).collect(),
            created_at: wire_moment(self.created_at)?,
            expires_at: self.expires_at.map(wire_moment).transpose()?,
            last_used_at: self.last_used_at.map(wire_moment).transpose()?,
            last_used_from: self.last_used_from,
            old_works_until: self.old_until.filter(|until| *until > moment(now)).map(wire_moment).transpose()?,
            version: self.version,
        })
    }

    fn owner(&self) -> Result<Option<ApiKeyOwner>, StoreError> {
        let (Some(id), Some(name), Some(status)) = (&self.owner_id, &self.owner_name, self.owner_status) else {
            return Ok(None);
        };
        let is_active = read_status(status)? == MemberStatus::Active;
        Ok(Some(ApiKeyOwner { id: read_id(id)?, name: name.clone(), is_active }))
    }
}
