//! Passwords of accounts: what a new one must be, and changing one's own.

use api_types::{AccountId, Language, min_password};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{OwnAccountError, own, second_factor};
use crate::{
    authz::{Proven, TokenHash},
    store::{
        Change, Database, StoreError, Transaction,
        access::visible_organizations,
        accounts,
        audit::{self, AuditAction, AuditContext},
        columns::{id_bytes, moment},
        outbox::{self, About, MailKind, NewMail},
        password_resets, sessions, text,
    },
};

/// Names of organizations that are compared with a new password.
const ORGANIZATIONS: u64 = 20;

/// What a new password of an account is judged by.
#[derive(Debug, Clone, Default)]
pub struct PasswordContext {
    /// Whether a second factor follows it, or has to.
    has_second_factor: bool,
    /// Name and address of the owner.
    person: Vec<String>,
    pub organizations: Vec<String>,
}

impl PasswordContext {
    /// That of an account; `None` if there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_account(database: &Database, account: AccountId) -> Result<Option<Self>, StoreError> {
        Self::find(database, Expr::col("id").eq(id_bytes(account))).await
    }

    /// That of the account with this address; `None` if there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_address(database: &Database, email: &str) -> Result<Option<Self>, StoreError> {
        Self::find(database, Expr::col("email_key").eq(text::email_key(email))).await
    }

    async fn find(database: &Database, which: Expr) -> Result<Option<Self>, StoreError> {
        let query = Query::select()
            .columns(["id", "email", "name"])
            .expr(second_factor())
            .from("accounts")
            .and_where(which)
            .take();
        let row: Option<(Vec<u8>, String, String, bool)> = database.one(&query).await?;
        let Some((id, email, name, has_second_factor)) = row else { return Ok(None) };
        let account = crate::store::columns::read_id(&id)?;
        let required = own::requiring(account).expr(Expr::val(1)).limit(1).take();
        let is_required = database.one::<(i32,)>(&required).await?.is_some();
        let names = visible_organizations(account).column(("organizations", "name")).limit(ORGANIZATIONS).take();
        let names: Vec<(String,)> = database.all(&names).await?;
        Ok(Some(Self {
            has_second_factor: has_second_factor || is_required,
            person: vec![name, email],
            organizations: names.into_iter().map(|(name,)| name).collect(),
        }))
    }

    /// That of a new account in an organization.
    pub fn of_new(name: &str, email: &str, organization: &str, requires_second_factor: bool) -> Self {
        Self {
            has_second_factor: requires_second_factor,
            person: vec![name.to_owned(), email.to_owned()],
            organizations: vec![organization.to_owned()],
        }
    }

    /// The minimum length of a new password.
    pub fn min_password(&self) -> u16 {
        accounts::wire_min_password(self.has_second_factor)
    }

    /// What a password must not be little more than.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.person.iter().chain(&self.organizations).map(String::as_str)
    }
}

/// The minimum length of a password as clients get it.
pub(in crate::store) fn wire_min_password(has_second_factor: bool) -> u16 {
    u16::try_from(min_password(has_second_factor)).unwrap_or(u16::MAX)
}

/// Changes one's own password, gives this session a new token, and ends the other sessions if that is wanted. Links to
/// choose a password no longer work. Without `Debug`, so that no log shows the hash.
pub struct ChangePassword<'a> {
    pub caller: Proven<'a>,
    /// The hash that the current password was compared with.
    pub before: String,
    /// What [`crate::session::Passwords::hash`] makes.
    pub password_hash: String,
    pub token: TokenHash,
    pub end_sessions: bool,
    /// Whether this server sends mail: then the owner is told.
    pub has_mail: bool,
    pub context: AuditContext,
}

impl Change for ChangePassword<'_> {
    type Output = ();
    type Error = OwnAccountError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), OwnAccountError> {
        let account = self.caller.account();
        let update = Query::update()
            .table("accounts")
            .value("password_hash", self.password_hash.as_str())
            .value("password_changed_at", moment(self.context.at))
            .and_where(Expr::col("id").eq(id_bytes(account)))
            .and_where(Expr::col("password_hash").eq(self.before.as_str()))
            .take();
        if transaction.execute(&update).await? == 0 {
            return Err(OwnAccountError::PasswordChanged);
        }
        let session = self.caller.session();
        if !sessions::renew(transaction, session.token, self.token, self.context.at).await? {
            return Err(OwnAccountError::Ended);
        }
        let ended = if self.end_sessions { sessions::end_others(transaction, account, session.id).await? } else { 0 };
        password_resets::tokens::replace(transaction, account).await?;
        if self.has_mail {
            tell(transaction, account, MailKind::OwnPasswordChanged, 0, self.context.at).await?;
        }
        record(transaction, account, AuditAction::PasswordChanged, json!({"sessions": ended}), &self.context).await?;
        Ok(())
    }

    fn is_collision(&self, error: &OwnAccountError) -> bool {
        error.is_collision()
    }
}

/// Queues a mail that tells the owner of an account what has changed.
pub(super) async fn tell(
    transaction: &mut Transaction,
    account: AccountId,
    kind: MailKind,
    generation: i64,
    at: jiff::Timestamp,
) -> Result<(), StoreError> {
    let language: Option<Language> = accounts::language(transaction, account).await?;
    let mail = NewMail {
        kind,
        about: About::Account(account),
        generation,
        recipient: accounts::email(transaction, account).await?,
        language: language.unwrap_or_default(),
        at,
    };
    outbox::enqueue(transaction, &mail).await
}

/// Writes that the owner of an account did something to it, in the log of each of its organizations.
pub(in crate::store) async fn record(
    transaction: &mut Transaction,
    account: AccountId,
    action: AuditAction,
    details: serde_json::Value,
    context: &AuditContext,
) -> Result<(), StoreError> {
    audit::record_in_organizations(transaction, context, account, action, &details).await
}
