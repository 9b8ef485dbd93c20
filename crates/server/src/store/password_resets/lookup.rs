//! Looks up the account of a link.

use api_types::{AccountId, PasswordResetPreview};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::tokens::TokenStatus;
use crate::{
    authz::TokenHash,
    store::{
        Database, StoreError,
        accounts::{self, PasswordContext},
        columns::{id_bytes, moment, read_id, wire_moment},
        sql,
    },
};

/// Why a link is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidReset {
    #[error("no password reset has this token")]
    Unknown,
    #[error("the link has run out")]
    Expired,
    #[error("a password was chosen with the link")]
    Used,
    #[error("there is a newer link")]
    Replaced,
}

/// No password can be chosen with the link.
#[derive(Debug, thiserror::Error)]
pub enum ResetError {
    #[error(transparent)]
    Invalid(#[from] InvalidReset),
    #[error(transparent)]
    Store(#[from] StoreError),
}

record! {
    /// The token and its account.
    pub(super) struct Lookup {
        account_id: Vec<u8>,
        pub mailed: bool,
        expires_at: i64,
        ended: Option<i16>,
        pub email: String,
        two_factor: bool,
        /// The number of organizations that the account belongs to.
        organizations: i64,
    }
}

impl Lookup {
    /// Selects the lookup of a token by its hash.
    pub(super) fn select(token: TokenHash) -> SelectStatement {
        let of_token = |column: &'static str| ("password_reset_tokens", column);
        let memberships = Query::select()
            .from("members")
            .and_where(Expr::col(("members", "account_id")).equals(of_token("account_id")))
            .take();
        Query::select()
            .columns(["account_id", "mailed", "expires_at", "ended"].map(of_token))
            .column(("accounts", "email"))
            .expr_as(accounts::second_factor(), "two_factor")
            .expr_as(Expr::from(sql::count(&memberships)), "organizations")
            .from("password_reset_tokens")
            .inner_join("accounts", Expr::col(("accounts", "id")).equals(of_token("account_id")))
            .and_where(Expr::col(of_token("token_hash")).eq(token.0.to_vec()))
            .take()
    }

    /// Checks that the link is valid.
    pub(super) fn check(&self, now: Timestamp) -> Result<(), ResetError> {
        let ended = self.ended.map(TokenStatus::from_code).transpose()?;
        Err(match ended {
            Some(TokenStatus::Used) => InvalidReset::Used,
            Some(TokenStatus::Replaced) => InvalidReset::Replaced,
            None if self.expires_at <= moment(now) || self.is_taken_back() => InvalidReset::Expired,
            None => return Ok(()),
        }
        .into())
    }

    /// Whether the account has joined another organization since an administrator got the link: then it is its owner's.
    fn is_taken_back(&self) -> bool {
        !self.mailed && self.organizations > 1
    }

    pub(super) fn account(&self) -> Result<AccountId, StoreError> {
        read_id(&self.account_id)
    }
}

/// Looks up whose password it is, for whoever has the token.
///
/// # Errors
/// When the link is invalid or the database fails.
pub async fn lookup(database: &Database, token: TokenHash, now: Timestamp) -> Result<PasswordResetPreview, ResetError> {
    let found: Lookup = database.one(&Lookup::select(token)).await?.ok_or(InvalidReset::Unknown)?;
    found.check(now)?;
    let sessions = Query::select()
        .from("sessions")
        .and_where(Expr::col("account_id").eq(id_bytes(found.account()?)))
        .and_where(Expr::col("expires_at").gt(moment(now)))
        .take();
    let (sessions,): (i64,) = sql::always(database.one(&sql::count(&sessions)).await?)?;
    let context = PasswordContext::of_account(database, found.account()?).await?.unwrap_or_default();
    Ok(PasswordResetPreview {
        email: found.email,
        expires_at: wire_moment(found.expires_at)?,
        sessions: sessions.unsigned_abs(),
        two_factor: found.two_factor,
        min_password: context.min_password(),
    })
}
