//! Browsers that are known: the owner of an account has signed in with them. Only the hash of their token is kept.

use api_types::AccountId;
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query};

use super::{
    Change, Database, StoreError, Transaction,
    columns::{id_bytes, moment},
    limits::{self, LimitKey},
    sql,
};
use crate::authz::TokenHash;

/// So many browsers of an account are known: those that were used last.
const MAX_BROWSERS: u64 = 20;

/// Whether the account with this e-mail address has been used in this browser.
///
/// # Errors
/// When the database fails.
pub async fn is_known(database: &Database, browser: TokenHash, email_key: &str) -> Result<bool, StoreError> {
    let query = Query::select()
        .column(("known_browsers", "used_at"))
        .from("known_browsers")
        .inner_join("accounts", Expr::col(("accounts", "id")).equals(("known_browsers", "account_id")))
        .and_where(Expr::col(("known_browsers", "token_hash")).eq(browser.0.to_vec()))
        .and_where(Expr::col(("accounts", "email_key")).eq(email_key))
        .take();
    Ok(database.one::<(i64,)>(&query).await?.is_some())
}

/// Somebody has signed in: knows the browser from now on, under a new token, and forgets the failures before.
#[derive(Debug)]
pub struct RememberBrowser {
    pub account: AccountId,
    pub token: TokenHash,
    /// What the browser came with; it has no meaning any more.
    pub replaces: Option<TokenHash>,
    /// Budgets of attempts, which are full again.
    pub forgiven: Vec<LimitKey>,
    pub now: Timestamp,
}

impl Change for RememberBrowser {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        limits::refill(transaction, &self.forgiven).await?;
        if let Some(replaced) = self.replaces {
            // Of whatever accounts have been used in this browser.
            let update = Query::update()
                .table("known_browsers")
                .value("token_hash", self.token.0.to_vec())
                .and_where(Expr::col("token_hash").eq(replaced.0.to_vec()))
                .take();
            transaction.execute(&update).await?;
        }
        let mut insert = sql::insert(
            "known_browsers",
            [
                ("token_hash", self.token.0.to_vec().into()),
                ("account_id", id_bytes(self.account).into()),
                ("used_at", moment(self.now).into()),
            ],
        )?;
        insert.on_conflict(OnConflict::columns(["token_hash", "account_id"]).update_column("used_at").to_owned());
        transaction.execute(&insert).await?;
        self.forget_oldest(transaction).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

impl RememberBrowser {
    async fn forget_oldest(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let of_account = Expr::col("account_id").eq(id_bytes(self.account));
        let oldest = Query::select()
            .column("used_at")
            .from("known_browsers")
            .and_where(of_account.clone())
            .order_by("used_at", Order::Desc)
            .offset(MAX_BROWSERS)
            .limit(1)
            .take();
        let Some((used_at,)) = transaction.one::<(i64,)>(&oldest).await? else { return Ok(()) };
        let delete = Query::delete()
            .from_table("known_browsers")
            .and_where(of_account)
            .and_where(Expr::col("used_at").lte(used_at))
            .take();
        transaction.execute(&delete).await.map(|_| ())
    }
}

/// Forgets the browsers of an account, which has another owner now.
pub(super) async fn forget(transaction: &mut Transaction, account: AccountId) -> Result<(), StoreError> {
    let delete =
        Query::delete().from_table("known_browsers").and_where(Expr::col("account_id").eq(id_bytes(account))).take();
    transaction.execute(&delete).await.map(|_| ())
}
