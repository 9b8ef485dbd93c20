//! Asking for a link by mail.

use api_types::{AccountId, Language};
use jiff::SignedDuration;
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use crate::store::{
    Change, StoreError, Transaction, accounts,
    audit::{self, AuditAction, AuditContext, Event},
    columns::id_bytes,
    outbox::{self, MailKind},
};

/// An account gets a mail this often at most, so that nobody can fill a stranger's mailbox or end a link at once.
const PAUSE: SignedDuration = SignedDuration::from_mins(2);

/// Queues a mail to the owner of an account, unless it may not sign in or one is on its way.
#[derive(Debug)]
pub struct RequestPasswordReset {
    pub account: AccountId,
    /// The language of whoever asks; the one that was chosen for the owner comes first.
    pub language: Language,
    pub context: AuditContext,
}

impl Change for RequestPasswordReset {
    /// Whether there is a mail to send.
    type Output = bool;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        let at = self.context.at;
        let since = at.checked_sub(PAUSE).unwrap_or(at);
        let query = Query::select()
            .column(("accounts", "email"))
            .from("accounts")
            .and_where(Expr::col(("accounts", "id")).eq(id_bytes(self.account)))
            .and_where(accounts::may_sign_in())
            .take();
        let Some((email,)) = transaction.one::<(String,)>(&query).await? else { return Ok(false) };
        if outbox::has_queued(transaction, self.account, MailKind::PasswordReset, since).await? {
            return Ok(false);
        }
        let language = accounts::language(transaction, self.account).await?.unwrap_or(self.language);
        super::send(transaction, self.account, email, language, at).await?;
        let event = Event {
            action: AuditAction::PasswordResetRequested,
            organization: None,
            account: None,
            subject: Some(self.account.as_u128()),
            details: json!({}),
        };
        audit::record(transaction, &self.context, event).await?;
        Ok(true)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
