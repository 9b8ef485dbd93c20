//! API keys: programs call the API with them. Only the hash of a key is stored.

mod list;
mod manage;
mod of_organization;

use std::net::IpAddr;

use api_types::{ApiKeyId, ApiScope};
use ipnet::IpNet;
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::{
    Change, Database, StoreError, Transaction,
    columns::{id_bytes, moment, read_id},
};
use crate::authz::{AuthorizedKey, LiveKey, TokenHash, policy::KeyAction};
pub use list::{api_key, api_keys};
pub(super) use manage::row;
pub use manage::{ApiKey, ApiKeyError, CreateApiKey, RevokeApiKey, hint, list, new_secret};
pub use of_organization::{ChangeKey, CreateKey, KeyError, RevokeKey, RotateKey};

/// The use of a key is written down at most this often: most requests then only read.
const NOTE_INTERVAL: SignedDuration = SignedDuration::from_mins(1);

record! {
    struct LiveRow {
        id: Vec<u8>,
        organization_id: Vec<u8>,
        scopes: String,
        addresses: Option<String>,
        last_used_at: Option<i64>,
    }
}

/// The key with this secret if it works at `now` from `address`, and whether its use is to be written down again.
///
/// # Errors
/// When the database fails.
pub async fn find(
    database: &Database,
    secret: TokenHash,
    address: Option<IpAddr>,
    now: Timestamp,
) -> Result<Option<(LiveKey, bool)>, StoreError> {
    let is = |column: &'static str| Expr::col(("api_keys", column)).eq(secret.0.to_vec());
    let is_old = is("old_secret_hash").and(Expr::col(("api_keys", "old_until")).gt(moment(now)));
    let query = live(now).and_where(is("secret_hash").or(is_old)).take();
    let row = database.one::<LiveRow>(&query).await?;
    let Some(row) = row.filter(|row| row.works_from(address)) else { return Ok(None) };
    let is_old = row.last_used_at.is_none_or(|used| used <= noted_before(now));
    Ok(Some((row.key()?, is_old)))
}

/// Asks again, inside a change, whether the key of the witness still may do what the witness says.
///
/// # Errors
/// When the database fails.
pub(super) async fn still<A: KeyAction>(
    transaction: &mut Transaction,
    may: &AuthorizedKey<A>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let query = live(now).and_where(Expr::col(("api_keys", "id")).eq(id_bytes(may.key()))).take();
    let Some(row) = transaction.one::<LiveRow>(&query).await? else { return Ok(false) };
    Ok(row.key()?.has(A::SCOPE))
}

/// Keys that are neither revoked nor expired, of organizations that are not disabled.
fn live(now: Timestamp) -> SelectStatement {
    Query::select()
        .columns(["id", "organization_id", "scopes", "addresses", "last_used_at"].map(|column| ("api_keys", column)))
        .from("api_keys")
        .inner_join("organizations", Expr::col(("organizations", "id")).equals(("api_keys", "organization_id")))
        .and_where(Expr::col(("organizations", "disabled_at")).is_null())
        .and_where(Expr::col(("api_keys", "revoked_at")).is_null())
        .and_where(
            Expr::col(("api_keys", "expires_at")).is_null().or(Expr::col(("api_keys", "expires_at")).gt(moment(now))),
        )
        .take()
}

impl LiveRow {
    /// Whether the key works from this address. One that is not known is none of those that the key is limited to.
    fn works_from(&self, address: Option<IpAddr>) -> bool {
        let Some(networks) = &self.addresses else { return true };
        let contains =
            |network: &str| address.is_some_and(|it| network.parse().is_ok_and(|at: IpNet| at.contains(&it)));
        networks.split_whitespace().any(contains)
    }

    fn key(&self) -> Result<LiveKey, StoreError> {
        Ok(LiveKey::vouch(read_id(&self.id)?, read_id(&self.organization_id)?, read_scopes(&self.scopes)))
    }
}

/// Names that this version does not know allow nothing.
fn read_scopes(text: &str) -> Vec<ApiScope> {
    text.split_whitespace().filter_map(|name| name.parse().ok()).collect()
}

/// A use that was noted then, or before, is noted again at `now`.
fn noted_before(now: Timestamp) -> i64 {
    moment(now.checked_sub(NOTE_INTERVAL).unwrap_or(Timestamp::MIN))
}

/// Notes that a key is used, unless somebody has noted it within the last minute.
#[derive(Debug, Clone, Copy)]
pub struct NoteUse {
    pub key: ApiKeyId,
    /// Where the request came from, if that is known.
    pub address: Option<IpAddr>,
    pub now: Timestamp,
}

impl Change for NoteUse {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let used = Expr::col("last_used_at");
        let update = Query::update()
            .table("api_keys")
            .value("last_used_at", moment(self.now))
            .value("last_used_from", self.address.map(|address| address.to_string()))
            .and_where(Expr::col("id").eq(id_bytes(self.key)))
            .and_where(used.clone().is_null().or(used.lte(noted_before(self.now))))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
