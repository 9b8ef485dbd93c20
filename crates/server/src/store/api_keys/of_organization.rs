//! Creating, changing, rotating and revoking API keys, by those who manage those of their organization.

use api_types::{ApiKeyId, MAX_API_KEYS, MemberId};
use ipnet::IpNet;
use jiff::SignedDuration;
use sea_query::{Expr, ExprTrait, Query, UpdateStatement};
use serde_json::{Value, json};

use super::{
    ApiKey,
    manage::{networks, read_networks, row},
};
use crate::{
    authz::{Authorized, TokenHash, policy::ManageApiKeys},
    store::{
        Change, StoreError, Transaction, Versions, access,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment, read_id},
        sql,
    },
};

/// For so long the value before a rotation goes on working.
const OVERLAP: SignedDuration = SignedDuration::from_hours(24);

/// Nothing was done with the key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("the caller may no longer do this")]
    NoLongerAllowed,
    #[error("there is no such key in the organization")]
    NotFound,
    #[error("the key has changed since")]
    Stale,
    #[error("the organization has as many keys as it can have")]
    TooMany,
    #[error("the key has expired")]
    Expired,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl KeyError {
    fn is_collision(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_collision())
    }
}

record! {
    /// A key that is not revoked, as a change finds it.
    struct Found {
        name: String,
        addresses: Option<String>,
        expires_at: Option<i64>,
        version: i64,
    }
}

/// Creates a key that belongs to the organization.
#[derive(Debug)]
pub struct CreateKey<'a> {
    pub may: &'a Authorized<ManageApiKeys>,
    /// Its owner is whoever creates it.
    pub key: ApiKey,
    pub secret: TokenHash,
    pub context: AuditContext,
}

impl Change for CreateKey<'_> {
    type Output = ();
    type Error = KeyError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), KeyError> {
        still(transaction, self.may).await?;
        let organization = self.may.organization();
        let keys = Query::select()
            .from("api_keys")
            .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
            .and_where(Expr::col("revoked_at").is_null())
            .take();
        let (count,): (i64,) = sql::always(transaction.one(&sql::count(&keys)).await?)?;
        if count.unsigned_abs() >= MAX_API_KEYS as u64 {
            return Err(KeyError::TooMany);
        }
        let key = ApiKey { owner: owner(transaction, self.may).await?, ..self.key.clone() };
        transaction.execute(&row(&key, organization, self.secret)?).await?;
        let addresses = texts(&key.addresses);
        let details = json!({"name": key.name, "scopes": key.scopes, "addresses": addresses});
        record(transaction, self.may, &self.context, (AuditAction::ApiKeyCreated, key.id, details)).await
    }

    fn is_collision(&self, error: &KeyError) -> bool {
        error.is_collision()
    }
}

/// Changes the name of a key, or where it works from. The values are valid already.
#[derive(Debug)]
pub struct ChangeKey<'a> {
    pub may: &'a Authorized<ManageApiKeys>,
    pub key: ApiKeyId,
    /// The version that was read.
    pub versions: Versions,
    pub name: Option<String>,
    pub addresses: Option<Vec<IpNet>>,
    pub context: AuditContext,
}

impl Change for ChangeKey<'_> {
    type Output = ();
    type Error = KeyError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), KeyError> {
        still(transaction, self.may).await?;
        let before = find(transaction, self.may, self.key).await?;
        if !self.versions.contain(before.version) {
            return Err(KeyError::Stale);
        }
        let name = self.name.as_ref().unwrap_or(&before.name);
        let old_addresses = read_networks(before.addresses.as_deref());
        let addresses = self.addresses.as_ref().unwrap_or(&old_addresses);
        if (name, addresses) == (&before.name, &old_addresses) {
            return Ok(());
        }
        let update = of_key(self.key)
            .value("name", name.as_str())
            .value("addresses", networks(addresses))
            .value("version", before.version + 1)
            .take();
        transaction.execute(&update).await?;
        let details = audit::differences([
            ("name", json!(before.name), json!(name)),
            ("addresses", json!(texts(&old_addresses)), json!(texts(addresses))),
        ]);
        record(transaction, self.may, &self.context, (AuditAction::ApiKeyChanged, self.key, details)).await
    }

    fn is_collision(&self, error: &KeyError) -> bool {
        error.is_collision()
    }
}

/// Gives a key a new value. The one before works for another day, unless there is a newer one by then.
#[derive(Debug)]
pub struct RotateKey<'a> {
    pub may: &'a Authorized<ManageApiKeys>,
    pub key: ApiKeyId,
    /// What [`super::hint`] makes of the new value.
    pub hint: String,
    pub secret: TokenHash,
    pub context: AuditContext,
}

impl Change for RotateKey<'_> {
    type Output = ();
    type Error = KeyError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), KeyError> {
        still(transaction, self.may).await?;
        let before = find(transaction, self.may, self.key).await?;
        let now = self.context.at;
        if before.expires_at.is_some_and(|end| end <= moment(now)) {
            return Err(KeyError::Expired);
        }
        let until = now.checked_add(OVERLAP).map_or(i64::MAX, moment);
        let update = of_key(self.key)
            .value("old_secret_hash", Expr::col("secret_hash"))
            .value("old_until", until)
            .value("secret_hash", self.secret.0.to_vec())
            .value("hint", self.hint.as_str())
            .value("version", before.version + 1)
            .take();
        transaction.execute(&update).await?;
        let details = json!({"name": before.name});
        record(transaction, self.may, &self.context, (AuditAction::ApiKeyRotated, self.key, details)).await
    }

    fn is_collision(&self, error: &KeyError) -> bool {
        error.is_collision()
    }
}

/// Ends a key at once, and for good.
#[derive(Debug)]
pub struct RevokeKey<'a> {
    pub may: &'a Authorized<ManageApiKeys>,
    pub key: ApiKeyId,
    pub context: AuditContext,
}

impl Change for RevokeKey<'_> {
    type Output = ();
    type Error = KeyError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), KeyError> {
        still(transaction, self.may).await?;
        let before = find(transaction, self.may, self.key).await?;
        let update = of_key(self.key).value("revoked_at", moment(self.context.at)).take();
        transaction.execute(&update).await?;
        let details = json!({"name": before.name});
        record(transaction, self.may, &self.context, (AuditAction::ApiKeyRevoked, self.key, details)).await
    }

    fn is_collision(&self, error: &KeyError) -> bool {
        error.is_collision()
    }
}

async fn still(transaction: &mut Transaction, may: &Authorized<ManageApiKeys>) -> Result<(), KeyError> {
    access::still(transaction, may).await?.map(|_| ()).ok_or(KeyError::NoLongerAllowed)
}

/// A key of the witness's organization that is not revoked.
async fn find(
    transaction: &mut Transaction,
    may: &Authorized<ManageApiKeys>,
    key: ApiKeyId,
) -> Result<Found, KeyError> {
    let query = Query::select()
        .columns(["name", "addresses", "expires_at", "version"])
        .from("api_keys")
        .and_where(Expr::col("id").eq(id_bytes(key)))
        .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
        .and_where(Expr::col("revoked_at").is_null())
        .take();
    transaction.one(&query).await?.ok_or(KeyError::NotFound)
}

/// The membership of whoever does it.
async fn owner(transaction: &mut Transaction, may: &Authorized<ManageApiKeys>) -> Result<Option<MemberId>, StoreError> {
    let query = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("account_id").eq(id_bytes(may.account())))
        .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
        .take();
    let found: Option<(Vec<u8>,)> = transaction.one(&query).await?;
    found.map(|(id,)| read_id(&id)).transpose()
}

fn of_key(key: ApiKeyId) -> UpdateStatement {
    Query::update().table("api_keys").and_where(Expr::col("id").eq(id_bytes(key))).take()
}

fn texts(networks: &[IpNet]) -> Vec<String> {
    networks.iter().map(ToString::to_string).collect()
}

async fn record(
    transaction: &mut Transaction,
    may: &Authorized<ManageApiKeys>,
    context: &AuditContext,
    (action, key, details): (AuditAction, ApiKeyId, Value),
) -> Result<(), KeyError> {
    let (organization, account) = (Some(may.organization()), Some(may.account()));
    let event = Event { action, organization, account, subject: Some(key.as_u128()), details };
    Ok(audit::record(transaction, context, event).await?)
}
