//! API keys: programs call the API with them. Only the hash of a key is stored.

mod manage;

use api_types::{ApiKeyId, ApiScope};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sqlx_macros::FromRow;

use super::{
    Change, Database, StoreError, Transaction,
    columns::{id_bytes, moment, read_id},
};
use crate::authz::{AuthorizedKey, LiveKey, TokenHash, policy::KeyAction};
pub(super) use manage::row;
pub use manage::{ApiKey, ApiKeyError, CreateApiKey, RevokeApiKey, list, new_secret};

/// The use of a key is written down at most this often: most requests then only read.
const NOTE_INTERVAL: SignedDuration = SignedDuration::from_mins(1);

#[derive(FromRow)]
struct LiveRow {
    id: Vec<u8>,
    organization_id: Vec<u8>,
    scopes: String,
    last_used_at: Option<i64>,
}

/// The key with this secret if it works at `now`, and whether its use is to be written down again.
///
/// # Errors
/// When the database fails.
pub async fn find(
    database: &Database,
    secret: TokenHash,
    now: Timestamp,
) -> Result<Option<(LiveKey, bool)>, StoreError> {
    let query = live(now).and_where(Expr::col(("api_keys", "secret_hash")).eq(secret.0.to_vec())).take();
    let Some(row) = database.one::<LiveRow>(&query).await? else { return Ok(None) };
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
        .columns(["id", "organization_id", "scopes", "last_used_at"].map(|column| ("api_keys", column)))
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
            .and_where(Expr::col("id").eq(id_bytes(self.key)))
            .and_where(used.clone().is_null().or(used.lte(noted_before(self.now))))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
