//! Creating, listing and revoking API keys, by the operator.

use api_types::{ApiKeyId, ApiScope, MemberId, OrganizationId};
use ipnet::IpNet;
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, InsertStatement, Order, Query, SelectStatement};
use serde_json::json;

use super::read_scopes;
use crate::{
    authz::{Token, TokenHash},
    clock::Entropy,
    store::{
        Change, Database, StoreError, Transaction,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment, optional_id, read_id, read_moment},
        sql, text,
    },
};

/// An API key, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    pub id: ApiKeyId,
    pub name: String,
    pub scopes: Vec<ApiScope>,
    pub created_at: Timestamp,
    /// `None`: it works until it is revoked.
    pub expires_at: Option<Timestamp>,
    pub last_used_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
    /// Who created it; `None`: the operator did.
    pub owner: Option<MemberId>,
    /// Networks that it works from; empty: any.
    pub addresses: Vec<IpNet>,
    /// What [`hint`] makes of its value; `None` for keys of earlier versions.
    pub hint: Option<String>,
}

impl ApiKey {
    /// A key with this value that nobody has used and that does not expire.
    pub fn new(id: ApiKeyId, name: String, scopes: Vec<ApiScope>, value: &str, created_at: Timestamp) -> Self {
        Self {
            id,
            name,
            scopes,
            created_at,
            expires_at: None,
            last_used_at: None,
            revoked_at: None,
            owner: None,
            addresses: Vec::new(),
            hint: Some(hint(value)),
        }
    }
}

/// The first characters of a key, by which people know it: not enough to guess the rest.
pub fn hint(value: &str) -> String {
    value.chars().take(HINT).collect()
}

/// `roster_key_` and four more.
const HINT: usize = 15;

/// A key was not created, listed or revoked.
#[derive(Debug, thiserror::Error)]
pub enum ApiKeyError {
    #[error("there is no organization with this number")]
    UnknownOrganization,
    #[error("there is no API key with this id")]
    UnknownKey,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ApiKeyError {
    fn is_collision(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_collision())
    }
}

/// The text of a new key, and what is stored of it.
pub fn new_secret(entropy: &Entropy) -> (String, TokenHash) {
    let token = Token::new(entropy);
    (token.to_api_key(), token.hash())
}

/// Creates a key of the organization with a number.
#[derive(Debug)]
pub struct CreateApiKey {
    /// Number of the organization.
    pub organization: String,
    pub key: ApiKey,
    pub secret: TokenHash,
    pub context: AuditContext,
}

impl Change for CreateApiKey {
    type Output = ();
    type Error = ApiKeyError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ApiKeyError> {
        let found = transaction.one(&by_number(&self.organization)).await?;
        let organization = organization(found)?;
        transaction.execute(&row(&self.key, organization, self.secret)?).await?;
        let details = json!({"name": self.key.name, "scopes": self.key.scopes});
        let event = event(AuditAction::ApiKeyCreated, organization, self.key.id, details);
        Ok(audit::record(transaction, &self.context, event).await?)
    }

    fn is_collision(&self, error: &ApiKeyError) -> bool {
        error.is_collision()
    }
}

/// Networks as they are stored.
pub(super) fn networks(networks: &[IpNet]) -> Option<String> {
    let texts: Vec<_> = networks.iter().map(ToString::to_string).collect();
    Some(texts.join(" ")).filter(|texts| !texts.is_empty())
}

/// Reads what [`networks`] wrote.
pub(super) fn read_networks(text: Option<&str>) -> Vec<IpNet> {
    text.unwrap_or_default().split_whitespace().filter_map(|network| network.parse().ok()).collect()
}

/// Inserts a key.
pub(in crate::store) fn row(
    key: &ApiKey,
    organization: OrganizationId,
    secret: TokenHash,
) -> Result<InsertStatement, StoreError> {
    let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.as_str()).collect();
    sql::insert(
        "api_keys",
        [
            ("id", id_bytes(key.id).into()),
            ("organization_id", id_bytes(organization).into()),
            ("name", key.name.as_str().into()),
            ("secret_hash", secret.0.to_vec().into()),
            ("scopes", scopes.join(" ").into()),
            ("created_at", moment(key.created_at).into()),
            ("expires_at", key.expires_at.map(moment).into()),
            ("last_used_at", key.last_used_at.map(moment).into()),
            ("owner_id", optional_id(key.owner)),
            ("addresses", networks(&key.addresses).into()),
            ("hint", key.hint.as_deref().into()),
        ],
    )
}

/// Ends a key. One that has been revoked stays so.
#[derive(Debug)]
pub struct RevokeApiKey {
    pub key: ApiKeyId,
    pub context: AuditContext,
}

impl Change for RevokeApiKey {
    /// The name of the key.
    type Output = String;
    type Error = ApiKeyError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<String, ApiKeyError> {
        let query = Query::select()
            .columns(["organization_id", "name"])
            .from("api_keys")
            .and_where(Expr::col("id").eq(id_bytes(self.key)))
            .take();
        let found: Option<(Vec<u8>, String)> = transaction.one(&query).await?;
        let (organization, name) = found.ok_or(ApiKeyError::UnknownKey)?;
        let update = Query::update()
            .table("api_keys")
            .value("revoked_at", moment(self.context.at))
            .and_where(Expr::col("id").eq(id_bytes(self.key)))
            .and_where(Expr::col("revoked_at").is_null())
            .take();
        if transaction.execute(&update).await? > 0 {
            let details = json!({"name": name});
            let event = event(AuditAction::ApiKeyRevoked, read_id(&organization)?, self.key, details);
            audit::record(transaction, &self.context, event).await?;
        }
        Ok(name)
    }

    fn is_collision(&self, error: &ApiKeyError) -> bool {
        error.is_collision()
    }
}

record! {
    struct Row {
        id: Vec<u8>,
        name: String,
        scopes: String,
        created_at: i64,
        expires_at: Option<i64>,
        last_used_at: Option<i64>,
        revoked_at: Option<i64>,
        owner_id: Option<Vec<u8>>,
        addresses: Option<String>,
        hint: Option<String>,
    }
}

impl TryFrom<Row> for ApiKey {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: read_id(&row.id)?,
            name: row.name,
            scopes: read_scopes(&row.scopes),
            created_at: read_moment(row.created_at)?,
            expires_at: row.expires_at.map(read_moment).transpose()?,
            last_used_at: row.last_used_at.map(read_moment).transpose()?,
            revoked_at: row.revoked_at.map(read_moment).transpose()?,
            owner: row.owner_id.as_deref().map(read_id).transpose()?,
            addresses: read_networks(row.addresses.as_deref()),
            hint: row.hint,
        })
    }
}

/// Every key of the organization with this number, the oldest first.
///
/// # Errors
/// When there is no such organization, or the database fails.
pub async fn list(database: &Database, number: &str) -> Result<Vec<ApiKey>, ApiKeyError> {
    let organization = organization(database.one(&by_number(number)).await?)?;
    let query = Query::select()
        .columns(["id", "name", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at"])
        .columns(["owner_id", "addresses", "hint"])
        .from("api_keys")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .order_by("id", Order::Asc)
        .take();
    let rows: Vec<Row> = database.all(&query).await?;
    Ok(rows.into_iter().map(ApiKey::try_from).collect::<Result<_, _>>()?)
}

fn by_number(number: &str) -> SelectStatement {
    Query::select()
        .column("id")
        .from("organizations")
        .and_where(Expr::col("number_key").eq(text::fold(number.trim())))
        .take()
}

fn organization(found: Option<(Vec<u8>,)>) -> Result<OrganizationId, ApiKeyError> {
    let (id,) = found.ok_or(ApiKeyError::UnknownOrganization)?;
    Ok(read_id(&id)?)
}

fn event(action: AuditAction, organization: OrganizationId, key: ApiKeyId, details: serde_json::Value) -> Event {
    Event { action, organization: Some(organization), account: None, subject: Some(key.as_u128()), details }
}
