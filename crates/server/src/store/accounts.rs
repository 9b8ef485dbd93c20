//! Accounts: who signs in, whatever organizations they belong to.

mod administrator;
mod own;
mod passkeys;
mod password;
mod profile;
mod recovery_codes;
mod secrets;
mod take_over;
mod totp;

use api_types::{AccountId, Language, MemberStatus, OrganizationId, PersonName};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};

use super::{
    Database, StoreError, Transaction,
    columns::{id_bytes, read_id, read_language, status_place},
    sql,
};
pub use administrator::{ForOrganization, NewAdministrator, NewAdministratorError, create_administrator};
pub use own::{OwnAccountError, own};
pub(super) use passkeys::passkeys_of;
pub use passkeys::{
    AddPasskey, Challenge, DeletePasskey, RenamePasskey, StoredPasskey, TakeChallenge, UsePasskey, stored,
};
pub use password::{ChangePassword, PasswordContext};
pub(super) use password::{record, wire_min_password};
pub use profile::ChangeProfile;
pub(super) use recovery_codes::spend as spend_recovery_code;
pub use recovery_codes::{RECOVERY_CODES, ReplaceRecoveryCodes};
pub use secrets::{MoveSecrets, Seal};
pub(super) use take_over::{NewOwner, release, take_over};
pub use totp::{ConfirmTotp, RemoveTotp, StartTotp, WAITING, waiting_totp};

/// What sign-in has to know of an account. Without `Debug`, so that no log shows its secrets.
#[derive(Clone)]
pub struct SignInAccount {
    pub id: AccountId,
    pub email: String,
    pub name: String,
    /// Absent: the account has no password and nobody can sign in to it with one.
    pub password_hash: Option<String>,
    /// The sealed secret of the authenticator app.
    pub totp_sealed: Option<String>,
    pub has_passkeys: bool,
    /// Whether its access is paused: it belongs to organizations, but is active or invited in none.
    pub paused: bool,
}

impl SignInAccount {
    /// Whether the password alone does not sign in.
    pub fn has_second_factor(&self) -> bool {
        self.totp_sealed.is_some() || self.has_passkeys
    }
}

record! {
    struct SignInRow {
        id: Vec<u8>,
        email: String,
        name: String,
        password_hash: Option<String>,
        totp_sealed: Option<String>,
        has_passkeys: bool,
        has_access: bool,
    }
}

/// The account with this e-mail address, unless it is disabled. Its access may be paused.
///
/// # Errors
/// When the database fails.
pub async fn find_for_sign_in(database: &Database, email_key: &str) -> Result<Option<SignInAccount>, StoreError> {
    find(database, Expr::col(("accounts", "email_key")).eq(email_key)).await
}

/// An account that waits for its second factor, if it may sign in at all.
///
/// # Errors
/// When the database fails.
pub async fn find_for_second_factor(
    database: &Database,
    account: AccountId,
) -> Result<Option<SignInAccount>, StoreError> {
    Ok(find(database, Expr::col(("accounts", "id")).eq(id_bytes(account))).await?.filter(|account| !account.paused))
}

/// The account of a passkey, by the name that the authenticator gives it.
///
/// # Errors
/// When the database fails.
pub async fn find_by_passkey(database: &Database, credential_id: &[u8]) -> Result<Option<SignInAccount>, StoreError> {
    let owner = Query::select()
        .column("account_id")
        .from("passkeys")
        .and_where(Expr::col("credential_id").eq(credential_id.to_vec()))
        .take();
    find(database, Expr::col(("accounts", "id")).in_subquery(owner)).await
}

async fn find(database: &Database, which: Expr) -> Result<Option<SignInAccount>, StoreError> {
    let row: Option<SignInRow> = database.one(&for_sign_in(which)).await?;
    row.map(|row| {
        Ok(SignInAccount {
            id: read_id(&row.id)?,
            email: row.email,
            name: row.name,
            password_hash: row.password_hash,
            totp_sealed: row.totp_sealed,
            has_passkeys: row.has_passkeys,
            paused: !row.has_access,
        })
    })
    .transpose()
}

pub(super) fn for_sign_in(which: Expr) -> SelectStatement {
    Query::select()
        .columns(["id", "email", "name", "password_hash", "totp_sealed"])
        .expr_as(Expr::exists(passkeys::of_account()), "has_passkeys")
        .expr_as(has_access(), "has_access")
        .from("accounts")
        .and_where(which)
        .and_where(is_enabled())
        .take()
}

/// What the account's owner is called: in every organization that the account joins.
pub(super) async fn name(transaction: &mut Transaction, account: AccountId) -> Result<PersonName, StoreError> {
    let query = Query::select()
        .columns(["given_name", "family_name", "name"])
        .from("accounts")
        .and_where(Expr::col("id").eq(id_bytes(account)))
        .take();
    let (given, family, full) = sql::always(transaction.one(&query).await?)?;
    Ok(PersonName { given, family, full })
}

/// The address that an account signs in with.
pub(super) async fn email(transaction: &mut Transaction, account: AccountId) -> Result<String, StoreError> {
    let query =
        Query::select().column("email").from("accounts").and_where(Expr::col("id").eq(id_bytes(account))).take();
    let (email,): (String,) = sql::always(transaction.one(&query).await?)?;
    Ok(email)
}

/// Whether the account has a second factor; `None` if there is no such account.
pub(super) async fn two_factor(transaction: &mut Transaction, account: AccountId) -> Result<Option<bool>, StoreError> {
    let query =
        Query::select().expr(second_factor()).from("accounts").and_where(Expr::col("id").eq(id_bytes(account))).take();
    let row: Option<(bool,)> = transaction.one(&query).await?;
    Ok(row.map(|(has_one,)| has_one))
}

/// Whether the row of `accounts` has a second factor: an authenticator app or a passkey.
pub(super) fn second_factor() -> Expr {
    Expr::col(("accounts", "totp_sealed")).is_not_null().or(Expr::exists(passkeys::of_account()))
}

/// Removes every second factor of an account, and what belongs to it.
pub(super) async fn remove_second_factors(transaction: &mut Transaction, account: AccountId) -> Result<(), StoreError> {
    totp::remove(transaction, account).await?;
    passkeys::delete_all(transaction, account).await?;
    recovery_codes::delete(transaction, account).await
}

record! {
    /// An account by its address.
    #[derive(Debug)]
    pub(super) struct AccountState {
        id: Vec<u8>,
        pub disabled: bool,
        /// Whether nobody has shown yet that the address is theirs.
        pub email_unverified: bool,
    }
}

impl AccountState {
    /// Selects the account with this address.
    pub(super) fn select(email_key: &str) -> SelectStatement {
        Query::select()
            .columns(["id", "disabled", "email_unverified"])
            .from("accounts")
            .and_where(Expr::col("email_key").eq(email_key))
            .take()
    }

    pub(super) fn id(&self) -> Result<AccountId, StoreError> {
        read_id(&self.id)
    }
}

/// Selects one row if an account belongs to another organization than this one, active or not, or did and can be
/// restored there.
pub(super) fn membership_elsewhere(account: AccountId, organization: OrganizationId) -> SelectStatement {
    let of_account = |column: &'static str| Expr::col(column).eq(id_bytes(account));
    Query::select()
        .column("id")
        .from("members")
        .and_where(of_account("account_id").or(of_account("removed_account_id")))
        .and_where(Expr::col("organization_id").ne(id_bytes(organization)))
        .limit(1)
        .take()
}

/// Whether an account belongs to another organization than this one, active or not, or did and can be restored there.
pub(super) async fn belongs_elsewhere(
    transaction: &mut Transaction,
    account: AccountId,
    organization: OrganizationId,
) -> Result<bool, StoreError> {
    Ok(transaction.one::<(Vec<u8>,)>(&membership_elsewhere(account, organization)).await?.is_some())
}

/// Whether an account has recovery codes that were not used.
///
/// # Errors
/// When the database fails.
pub async fn has_recovery_codes(database: &Database, account: AccountId) -> Result<bool, StoreError> {
    let query = recovery_codes::left(account).expr(Expr::val(1)).limit(1).take();
    Ok(database.one::<(i32,)>(&query).await?.is_some())
}

/// The language of mails to an account: the one that its owner chose, otherwise that of its oldest membership for which
/// one was chosen.
pub(super) async fn language(
    transaction: &mut Transaction,
    account: AccountId,
) -> Result<Option<Language>, StoreError> {
    let own =
        Query::select().column("language").from("accounts").and_where(Expr::col("id").eq(id_bytes(account))).take();
    if let Some((Some(tag),)) = transaction.one::<(Option<String>,)>(&own).await? {
        return read_language(Some(&tag)).map(Some);
    }
    let query = Query::select()
        .column("language")
        .from("members")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("language").is_not_null())
        .order_by("member_since", Order::Asc)
        .limit(1)
        .take();
    let chosen: Option<(String,)> = transaction.one(&query).await?;
    chosen.map(|(tag,)| read_language(Some(&tag))).transpose()
}

/// Whether the row of `accounts` may sign in.
pub(super) fn may_sign_in() -> Expr {
    is_enabled().and(has_access())
}

fn is_enabled() -> Expr {
    Expr::col(("accounts", "disabled")).eq(false)
}

/// Whether the row of `accounts` is active or invited somewhere, or belongs nowhere.
fn has_access() -> Expr {
    let memberships = Query::select()
        .expr(Expr::val(1))
        .from("members")
        .and_where(Expr::col(("members", "account_id")).equals(("accounts", "id")))
        .take();
    let active =
        memberships.clone().and_where(Expr::col(("members", "status")).eq(status_place(MemberStatus::Active))).take();
    let invited = Query::select()
        .expr(Expr::val(1))
        .from("members")
        .and_where(Expr::col(("members", "email_key")).equals(("accounts", "email_key")))
        // As the index has it.
        .and_where(Expr::col(("members", "invitation_expires_at")).is_not_null())
        .and_where(Expr::col(("members", "status")).eq(status_place(MemberStatus::Invited)))
        .take();
    Expr::exists(active).or(Expr::exists(invited)).or(Expr::not_exists(memberships))
}

/// The account with this address, and whether it can sign in.
pub(super) async fn by_email_key(
    transaction: &mut Transaction,
    email_key: &str,
) -> Result<Option<(AccountId, bool)>, StoreError> {
    let query = Query::select()
        .column("id")
        .from("accounts")
        .and_where(Expr::col(("accounts", "email_key")).eq(email_key))
        .take();
    let Some((id,)) = transaction.one::<(Vec<u8>,)>(&query).await? else { return Ok(None) };
    let can = transaction.one::<(Vec<u8>,)>(&query.clone().and_where(may_sign_in()).take()).await?;
    Ok(Some((read_id(&id)?, can.is_some())))
}

/// Marks the time step of a one-time code as used; `false` when it, or a later one, was used before.
pub(super) async fn spend_totp_step(
    transaction: &mut Transaction,
    account: AccountId,
    step: u64,
) -> Result<bool, StoreError> {
    let step = i64::try_from(step).map_err(|_| StoreError::Unreadable("time step"))?;
    let update = Query::update()
        .table("accounts")
        .value("totp_last_step", step)
        .and_where(Expr::col("id").eq(id_bytes(account)))
        .and_where(Expr::col("totp_last_step").lt(step))
        .take();
    Ok(transaction.execute(&update).await? == 1)
}
