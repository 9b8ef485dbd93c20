//! Choosing a new password with a link.

use api_types::{AccountId, Language};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{
    lookup::{InvalidReset, Lookup, ResetError},
    tokens,
};
use crate::{
    authz::TokenHash,
    store::{
        Change, StoreError, Transaction, accounts,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment},
        outbox::{self, About, MailKind, NewMail},
        sessions,
    },
};

/// Sets the password of the account that a token leads to. Ends every session, keeps the second factor, and signs
/// nobody in. Without `Debug`, so that no log shows the hash.
pub struct ConfirmPasswordReset {
    pub token: TokenHash,
    /// What [`crate::session::Passwords::hash`] makes.
    pub password_hash: String,
    /// Whether this server sends mail: then the owner is told.
    pub has_mail: bool,
    /// The language of whoever chooses; the one that was chosen for the owner comes first.
    pub language: Language,
    pub context: AuditContext,
}

impl Change for ConfirmPasswordReset {
    type Output = ();
    type Error = ResetError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ResetError> {
        let found: Lookup = transaction.one(&Lookup::select(self.token)).await?.ok_or(InvalidReset::Unknown)?;
        found.check(self.context.at)?;
        let account = found.account()?;
        let generation = tokens::use_up(transaction, account).await?;
        self.set_password(transaction, account, found.mailed).await?;
        let sessions = sessions::end_all(transaction, account).await?;
        let event = Event {
            action: AuditAction::PasswordChanged,
            organization: None,
            account: Some(account),
            subject: Some(account.as_u128()),
            details: json!({"mailed": found.mailed, "sessions": sessions}),
        };
        audit::record(transaction, &self.context, event).await?;
        if self.has_mail {
            self.tell(transaction, account, found.email, generation).await?;
        }
        Ok(())
    }

    fn is_collision(&self, error: &ResetError) -> bool {
        matches!(error, ResetError::Store(error) if error.is_collision())
    }
}

impl ConfirmPasswordReset {
    /// Whoever came with a token from a mail also reads the mailbox.
    async fn set_password(
        &self,
        transaction: &mut Transaction,
        account: AccountId,
        mailed: bool,
    ) -> Result<(), StoreError> {
        let mut update = Query::update();
        update
            .table("accounts")
            .value("password_hash", self.password_hash.as_str())
            .value("password_changed_at", moment(self.context.at))
            .value("version", Expr::col("version").add(1i64))
            .and_where(Expr::col("id").eq(id_bytes(account)));
        if mailed {
            update.value("email_unverified", false);
        }
        transaction.execute(&update).await.map(|_| ())
    }

    /// Queues the mail that tells the owner.
    async fn tell(
        &self,
        transaction: &mut Transaction,
        account: AccountId,
        recipient: String,
        generation: i64,
    ) -> Result<(), StoreError> {
        let mail = NewMail {
            kind: MailKind::PasswordChanged,
            about: About::Account(account),
            generation,
            recipient,
            language: accounts::language(transaction, account).await?.unwrap_or(self.language),
            at: self.context.at,
        };
        outbox::enqueue(transaction, &mail).await
    }
}
