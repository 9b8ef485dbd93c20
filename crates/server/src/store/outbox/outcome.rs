//! What became of a mail that was claimed.

use api_types::{MEMBERS, MemberId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query, Value};
use serde_json::json;

use super::{About, ClaimedMail, MailKind, types::State};
use crate::store::{
    Change, StoreError, Transaction,
    audit::{self, AuditAction, AuditContext, Event},
    columns::{id_bytes, moment},
    listing,
};

/// How a try ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The next server has taken it.
    Sent,
    /// It may be tried again.
    Later {
        at: Timestamp,
        /// Stable name of what went wrong.
        error: &'static str,
    },
    /// It will not be tried again.
    Failed {
        /// Stable name of what went wrong.
        error: &'static str,
    },
}

/// Writes down what became of a mail, unless somebody else has claimed it since: then it is theirs to say.
#[derive(Debug, Clone)]
pub struct Settle<'a> {
    pub mail: &'a ClaimedMail,
    pub outcome: Outcome,
    /// The try was cut off when the mail may have been through already.
    pub is_uncertain: bool,
    pub context: AuditContext,
}

impl Change for Settle<'_> {
    /// Whether it was still ours.
    type Output = bool;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        let mut update = Query::update();
        update.table("mails").value("claimed_until", Value::BigInt(None)).and_where(self.mail.lease.condition());
        match self.outcome {
            Outcome::Sent => {
                let row = update.value("state", State::Sent.code()).value("sent_at", moment(self.context.at));
                // What went wrong before no longer matters.
                row.value("error", Value::String(None));
            }
            Outcome::Later { at, error } => {
                let row = update.value("state", State::Waiting.code()).value("due_at", moment(at));
                row.value("error", error);
            }
            Outcome::Failed { error } => {
                update.value("state", State::Failed.code()).value("error", error);
            }
        }
        if self.is_uncertain {
            update.value("uncertain", true);
        }
        let ours = transaction.execute(&update).await? == 1;
        if ours {
            self.audit(transaction).await?;
        }
        if let About::Member { organization, member } = self.mail.about
            && ours
            && (self.mail.kind.has_invitation_link() || self.mail.kind == MailKind::EmailChange)
        {
            if self.outcome == Outcome::Sent && self.mail.kind.has_invitation_link() {
                self.note_sent(transaction, member).await?;
            }
            listing::touch(transaction, organization, MEMBERS.name).await?;
        }
        Ok(ours)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

impl Settle<'_> {
    /// Says what became of the mail for good; a try that is followed by another is no event.
    async fn audit(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let (mail, kind) = (self.mail, self.mail.kind.as_str());
        let (action, details) = match self.outcome {
            Outcome::Sent => {
                (AuditAction::MailSent, json!({"kind": kind, "to": mail.recipient, "attempts": mail.attempts}))
            }
            Outcome::Failed { error } => {
                (AuditAction::MailFailed, json!({"kind": kind, "to": mail.recipient, "error": error}))
            }
            Outcome::Later { .. } => return Ok(()),
        };
        let (organization, subject) = (mail.about.organization(), Some(mail.about.subject()));
        let event = Event { action, organization, account: None, subject, details };
        audit::record(transaction, &self.context, event).await
    }

    /// Shows at the invitation when it was last sent, and how often, also with links that no longer work.
    async fn note_sent(&self, transaction: &mut Transaction, member: MemberId) -> Result<(), StoreError> {
        let update = Query::update()
            .table("members")
            .value("invitation_sent_at", moment(self.context.at))
            .value("invitation_times_sent", Expr::col("invitation_times_sent").add(1i64))
            .and_where(Expr::col("id").eq(id_bytes(member)))
            .and_where(Expr::col("invitation_expires_at").is_not_null())
            .take();
        transaction.execute(&update).await.map(|_| ())
    }
}
