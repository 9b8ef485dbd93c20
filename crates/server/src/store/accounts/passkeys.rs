//! Passkeys of accounts, and the challenges that browsers are asked to sign.

use api_types::{AccountId, MAX_PASSKEYS, Passkey, PasskeyId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use serde_json::json;

use super::{
    OwnAccountError,
    password::{record, tell},
    recovery_codes,
    totp::without_factor,
};
use crate::{
    authz::{Proven, SignedIn, TokenHash},
    store::{
        Change, Database, StoreError, Transaction,
        audit::{AuditAction, AuditContext},
        columns::{id_bytes, moment, optional_id, read_id, wire_moment},
        members,
        outbox::MailKind,
        sql,
    },
};

/// A passkey with its public key.
#[derive(Debug, Clone)]
pub struct StoredPasskey {
    pub id: PasskeyId,
    /// As JSON.
    pub credential: String,
}

record! {
    struct PasskeyRow {
        id: Vec<u8>,
        name: String,
        created_at: i64,
        last_used_at: Option<i64>,
    }
}

/// The passkeys of a row of `accounts`.
pub(super) fn of_account() -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from("passkeys")
        .and_where(Expr::col(("passkeys", "account_id")).equals(("accounts", "id")))
        .take()
}

fn of(account: AccountId) -> SelectStatement {
    Query::select().from("passkeys").and_where(Expr::col("account_id").eq(id_bytes(account))).take()
}

/// The passkeys of an account, the oldest first.
pub(in crate::store) async fn passkeys_of(database: &Database, account: AccountId) -> Result<Vec<Passkey>, StoreError> {
    let query = of(account).columns(["id", "name", "created_at", "last_used_at"]).order_by("id", Order::Asc).take();
    let rows: Vec<PasskeyRow> = database.all(&query).await?;
    let passkey = |row: PasskeyRow| {
        Ok(Passkey {
            id: read_id(&row.id)?,
            name: row.name,
            created_at: wire_moment(row.created_at)?,
            last_used_at: row.last_used_at.map(wire_moment).transpose()?,
        })
    };
    rows.into_iter().map(passkey).collect()
}

/// The passkeys of an account with their public keys.
///
/// # Errors
/// When the database fails.
pub async fn stored(database: &Database, account: AccountId) -> Result<Vec<StoredPasskey>, StoreError> {
    let query = of(account).columns(["id", "credential"]).order_by("id", Order::Asc).take();
    let rows: Vec<(Vec<u8>, String)> = database.all(&query).await?;
    rows.into_iter().map(|(id, credential)| Ok(StoredPasskey { id: read_id(&id)?, credential })).collect()
}

/// Keeps what a browser is asked to sign.
#[derive(Debug, Clone)]
pub struct Challenge {
    pub token: TokenHash,
    /// None: nobody has signed in yet.
    pub account: Option<AccountId>,
    /// As JSON.
    pub state: String,
    pub at: Timestamp,
    pub expires_at: Timestamp,
}

impl Change for Challenge {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let expired = Query::delete()
            .from_table("passkey_challenges")
            .and_where(Expr::col("expires_at").lte(moment(self.at)))
            .take();
        transaction.execute(&expired).await?;
        let insert = sql::insert(
            "passkey_challenges",
            [
                ("token_hash", self.token.0.to_vec().into()),
                ("account_id", optional_id(self.account)),
                ("state", self.state.as_str().into()),
                ("expires_at", moment(self.expires_at).into()),
            ],
        )?;
        transaction.execute(&insert).await.map(|_| ())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Takes a challenge, so that it is answered once, whatever becomes of the answer.
#[derive(Debug, Clone)]
pub struct TakeChallenge {
    pub token: TokenHash,
    pub account: Option<AccountId>,
    pub at: Timestamp,
}

impl Change for TakeChallenge {
    /// Its state; `None` if there is none, or it was taken before.
    type Output = Option<String>;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Option<String>, StoreError> {
        let of_account = match self.account {
            Some(account) => Expr::col("account_id").eq(id_bytes(account)),
            None => Expr::col("account_id").is_null(),
        };
        let condition = Expr::col("token_hash").eq(self.token.0.to_vec()).and(of_account);
        let query = Query::select()
            .column("state")
            .from("passkey_challenges")
            .and_where(condition.clone())
            .and_where(Expr::col("expires_at").gt(moment(self.at)))
            .take();
        let Some((state,)) = transaction.one::<(String,)>(&query).await? else { return Ok(None) };
        let delete = Query::delete().from_table("passkey_challenges").and_where(condition).take();
        Ok((transaction.execute(&delete).await? == 1).then_some(state))
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Adds a passkey to one's own account.
pub struct AddPasskey<'a> {
    pub caller: Proven<'a>,
    pub id: PasskeyId,
    pub credential_id: Vec<u8>,
    /// As JSON.
    pub credential: String,
    pub name: String,
    /// Hashes of recovery codes for an account that has none left.
    pub recovery_codes: Vec<[u8; 32]>,
    pub has_mail: bool,
    pub context: AuditContext,
}

impl Change for AddPasskey<'_> {
    /// Whether it has the recovery codes now.
    type Output = bool;
    type Error = OwnAccountError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, OwnAccountError> {
        let account = self.caller.account();
        let (number,): (i64,) = sql::always(transaction.one(&sql::count(&of(account))).await?)?;
        if number.unsigned_abs() >= MAX_PASSKEYS as u64 {
            return Err(OwnAccountError::TooManyPasskeys);
        }
        let insert = sql::insert(
            "passkeys",
            [
                ("id", id_bytes(self.id).into()),
                ("account_id", id_bytes(account).into()),
                ("credential_id", self.credential_id.clone().into()),
                ("name", self.name.as_str().into()),
                ("credential", self.credential.as_str().into()),
                ("created_at", moment(self.context.at).into()),
            ],
        )?;
        match transaction.execute(&insert).await {
            Err(StoreError::Taken(_)) => return Err(OwnAccountError::PasskeyTaken),
            inserted => inserted?,
        };
        members::set_two_factor(transaction, account, true).await?;
        let (left,): (i64,) = sql::always(transaction.one(&sql::count(&recovery_codes::left(account))).await?)?;
        if left == 0 {
            recovery_codes::replace(transaction, account, &self.recovery_codes, self.context.at).await?;
        }
        if self.has_mail {
            tell(transaction, account, MailKind::PasskeyAdded, 0, self.context.at).await?;
        }
        let details = json!({"name": self.name});
        record(transaction, account, AuditAction::PasskeyAdded, details, &self.context).await?;
        Ok(left == 0)
    }

    fn is_collision(&self, error: &OwnAccountError) -> bool {
        error.is_collision()
    }
}

/// Renames one of one's own passkeys.
#[derive(Debug)]
pub struct RenamePasskey<'a> {
    pub caller: &'a SignedIn,
    pub passkey: PasskeyId,
    pub name: String,
    pub context: AuditContext,
}

impl Change for RenamePasskey<'_> {
    type Output = ();
    type Error = OwnAccountError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), OwnAccountError> {
        let account = self.caller.account().id;
        let update = Query::update()
            .table("passkeys")
            .value("name", self.name.as_str())
            .and_where(Expr::col("id").eq(id_bytes(self.passkey)))
            .and_where(Expr::col("account_id").eq(id_bytes(account)))
            .take();
        if transaction.execute(&update).await? == 0 {
            return Err(OwnAccountError::NotFound);
        }
        let details = json!({"name": self.name});
        Ok(record(transaction, account, AuditAction::PasskeyRenamed, details, &self.context).await?)
    }

    fn is_collision(&self, error: &OwnAccountError) -> bool {
        error.is_collision()
    }
}

/// Deletes one of one's own passkeys. Recovery codes end with the last second factor.
pub struct DeletePasskey<'a> {
    pub caller: Proven<'a>,
    pub passkey: PasskeyId,
    pub has_mail: bool,
    pub context: AuditContext,
}

impl Change for DeletePasskey<'_> {
    type Output = ();
    type Error = OwnAccountError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), OwnAccountError> {
        let account = self.caller.account();
        let delete = Query::delete()
            .from_table("passkeys")
            .and_where(Expr::col("id").eq(id_bytes(self.passkey)))
            .and_where(Expr::col("account_id").eq(id_bytes(account)))
            .take();
        if transaction.execute(&delete).await? == 0 {
            return Err(OwnAccountError::NotFound);
        }
        without_factor(transaction, account).await?;
        if self.has_mail {
            tell(transaction, account, MailKind::PasskeyRemoved, 0, self.context.at).await?;
        }
        let details = json!({"passkey": self.passkey.to_string()});
        Ok(record(transaction, account, AuditAction::PasskeyRemoved, details, &self.context).await?)
    }

    fn is_collision(&self, error: &OwnAccountError) -> bool {
        error.is_collision()
    }
}

/// Deletes every passkey of an account.
pub(super) async fn delete_all(transaction: &mut Transaction, account: AccountId) -> Result<(), StoreError> {
    let delete = Query::delete().from_table("passkeys").and_where(Expr::col("account_id").eq(id_bytes(account))).take();
    transaction.execute(&delete).await.map(|_| ())
}

/// A passkey has signed: its counter afterwards.
#[derive(Debug, Clone)]
pub struct UsePasskey {
    pub passkey: PasskeyId,
    /// As JSON.
    pub credential: String,
    pub at: Timestamp,
}

impl UsePasskey {
    /// Notes the use; `false` if the passkey was deleted meanwhile.
    pub(in crate::store) async fn save(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        let update = Query::update()
            .table("passkeys")
            .value("credential", self.credential.as_str())
            .value("last_used_at", moment(self.at))
            .and_where(Expr::col("id").eq(id_bytes(self.passkey)))
            .take();
        Ok(transaction.execute(&update).await? == 1)
    }
}
