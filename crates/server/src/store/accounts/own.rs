//! One's own account as its owner sees it.

use api_types::{
    AccountId, Language, OrganizationRef, OwnAccount, OwnEmailChange, RecoveryCodeStatus, TotpStatus,
    TwoFactorRequirement,
};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};

use super::{PasswordContext, passkeys_of, recovery_codes};
use crate::{
    authz::SignedIn,
    store::{
        Database, StoreError,
        access::visible_organizations,
        columns::{id_bytes, read_id, wire_moment},
        email_changes, sql,
    },
};

/// Organizations that an account shows at most.
const SHOWN: u64 = 20;

/// The account could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum OwnAccountError {
    #[error("the account has changed since it was read")]
    Stale,
    #[error("a name is needed")]
    NameNeeded,
    #[error("the current session has ended")]
    Ended,
    #[error("the password is another one by now")]
    PasswordChanged,
    #[error("no secret waits for its first code")]
    NoTotp,
    #[error("the code was used before")]
    CodeUsed,
    #[error("an organization requires a second factor")]
    SecondFactorNeeded,
    #[error("there is no second factor for recovery codes")]
    NoSecondFactor,
    #[error("not found")]
    NotFound,
    #[error("too many passkeys")]
    TooManyPasskeys,
    #[error("the passkey is registered already")]
    PasskeyTaken,
    #[error("it is the present address")]
    SameAddress,
    #[error("a mail went to the address a moment ago")]
    TooSoon(std::time::Duration),
    #[error("an organization does not allow the domain")]
    DomainNotAllowed(Vec<String>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl OwnAccountError {
    pub(in crate::store) fn is_collision(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_collision())
    }
}

record! {
    struct AccountRow {
        email: String,
        given_name: Option<String>,
        family_name: Option<String>,
        name: String,
        language: Option<String>,
        password_changed_at: Option<i64>,
        has_totp: bool,
        totp_since: Option<i64>,
        totp_last_step: i64,
        version: i64,
    }
}

/// The caller's own account, still without what only the server's settings say.
///
/// # Errors
/// When the database fails.
pub async fn own(database: &Database, caller: &SignedIn, now: Timestamp) -> Result<OwnAccount, StoreError> {
    let id = caller.account().id;
    let query = Query::select()
        .columns(["email", "given_name", "family_name", "name", "language", "password_changed_at"])
        .columns(["totp_since", "totp_last_step", "version"])
        .expr_as(Expr::col("totp_sealed").is_not_null(), "has_totp")
        .from("accounts")
        .and_where(Expr::col("id").eq(id_bytes(id)))
        .take();
    let row: AccountRow = sql::always(database.one(&query).await?)?;
    let context = PasswordContext::of_account(database, id).await?.unwrap_or_default();
    Ok(OwnAccount {
        id,
        totp: row.totp()?,
        email: row.email,
        given_name: row.given_name,
        family_name: row.family_name,
        name: row.name,
        language: row.language.as_deref().and_then(Language::from_tag),
        password_changed_at: row.password_changed_at.map(wire_moment).transpose()?,
        min_password: context.min_password(),
        recovery_codes: recovery_code_status(database, id).await?,
        passkeys: passkeys_of(database, id).await?,
        passkeys_unavailable: None,
        two_factor_required_by: requirements(database, id).await?,
        email_change: pending_change(database, id, now).await?,
        organization_names: context.organizations,
        version: row.version,
    })
}

impl AccountRow {
    fn totp(&self) -> Result<Option<TotpStatus>, StoreError> {
        if !self.has_totp {
            return Ok(None);
        }
        // A step is 30 seconds.
        let last_used = Some(self.totp_last_step).filter(|step| *step > 0).map(|step| step * 30_000_000);
        Ok(Some(TotpStatus {
            since: self.totp_since.map(wire_moment).transpose()?,
            last_used_at: last_used.map(wire_moment).transpose()?,
        }))
    }
}

async fn recovery_code_status(
    database: &Database,
    account: AccountId,
) -> Result<Option<RecoveryCodeStatus>, StoreError> {
    let Some((created_at,)) = database.one::<(i64,)>(&recovery_codes::newest(account)).await? else { return Ok(None) };
    let count = async |query: SelectStatement| -> Result<u64, StoreError> {
        let (count,): (i64,) = sql::always(database.one(&sql::count(&query)).await?)?;
        Ok(count.unsigned_abs())
    };
    Ok(Some(RecoveryCodeStatus {
        left: count(recovery_codes::left(account)).await?,
        total: count(recovery_codes::all(account)).await?,
        created_at: wire_moment(created_at)?,
    }))
}

/// The organizations of an account that require a second factor, by name.
async fn requirements(database: &Database, account: AccountId) -> Result<Vec<TwoFactorRequirement>, StoreError> {
    let query = requiring(account)
        .columns(["id", "name", "two_factor_from"].map(|column| ("organizations", column)))
        .order_by(("organizations", "two_factor_from"), Order::Asc)
        .order_by(("organizations", "id"), Order::Asc)
        .limit(SHOWN)
        .take();
    let rows: Vec<(Vec<u8>, String, i64)> = database.all(&query).await?;
    let requirement = |(id, name, from): (Vec<u8>, String, i64)| {
        Ok(TwoFactorRequirement { organization: OrganizationRef { id: read_id(&id)?, name }, from: wire_moment(from)? })
    };
    rows.into_iter().map(requirement).collect()
}

/// The organizations that an account sees and that require a second factor.
pub(super) fn requiring(account: AccountId) -> SelectStatement {
    visible_organizations(account).and_where(Expr::col(("organizations", "two_factor_from")).is_not_null()).take()
}

async fn pending_change(
    database: &Database,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<OwnEmailChange>, StoreError> {
    let row: Option<(String, i64, i64)> = database.one(&email_changes::pending(account, now)).await?;
    let change = |(email, requested_at, expires_at): (String, i64, i64)| {
        Ok(OwnEmailChange { email, requested_at: wire_moment(requested_at)?, expires_at: wire_moment(expires_at)? })
    };
    row.map(change).transpose()
}
