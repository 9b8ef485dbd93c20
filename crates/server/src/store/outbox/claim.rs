//! Claiming a mail: from then on, for a while, it is one worker's alone.

use api_types::Language;
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, LockBehavior, LockType, Order, Query, Value};

use super::{
    About, AccessEnd, Lease, MailId, MailKind, ToldRequest,
    told::{GivenRole, Told},
    types::State,
};
use crate::{
    authz::TokenHash,
    store::{
        Change, StoreError, Transaction,
        columns::{moment, read_id, read_moment},
        email_changes, invitations, password_resets,
    },
};

/// Claims the mail that has waited longest, if any is due.
#[derive(Debug, Clone)]
pub struct Claim {
    pub now: Timestamp,
    /// For so long nobody else sends it; has to be longer than sending can take.
    pub lease: SignedDuration,
    /// Of the token that the mail brings, should it bring one.
    pub token: TokenHash,
}

/// The result of trying to claim a mail.
#[derive(Debug)]
pub enum ClaimResult {
    /// No mail is due.
    NothingDue,
    /// The mail was cancelled because its invitation has changed. Other mails may be due.
    Cancelled,
    /// The mail to send.
    Mail(Box<ClaimedMail>),
}

/// A mail that is to be sent now, with all that its text tells of.
#[derive(Debug, Clone)]
pub struct ClaimedMail {
    pub id: MailId,
    pub kind: MailKind,
    pub recipient: String,
    pub language: Language,
    pub created_at: Timestamp,
    /// How often it has been tried, this time included.
    pub attempts: i64,
    pub about: About,
    /// Empty if the mail is about an account.
    pub organization_name: String,
    /// Of the member or account.
    pub email: String,
    /// The inviter's name, or else address; none when that person has gone.
    pub inviter: Option<String>,
    pub roles: Vec<GivenRole>,
    pub message: Option<String>,
    /// When the link in the mail ends.
    pub expires_at: Option<Timestamp>,
    /// Of a mail about a last day.
    pub access_end: Option<AccessEnd>,
    /// Of a mail about a request for access.
    pub access_request: Option<ToldRequest>,
    /// Of a mail about recovery codes: how many are left.
    pub left: i64,
    pub(super) lease: Lease,
}

record! {
    pub(super) struct MailRow {
        id: Vec<u8>,
        kind: i16,
        organization_id: Option<Vec<u8>>,
        member_id: Option<Vec<u8>>,
        account_id: Option<Vec<u8>>,
        request_id: Option<Vec<u8>>,
        pub generation: i64,
        recipient: String,
        language: String,
        state: i16,
        attempts: i64,
        pub created_at: i64,
    }
}

impl MailRow {
    fn about(&self) -> Result<About, StoreError> {
        match (&self.organization_id, &self.member_id, &self.account_id) {
            (Some(organization), Some(member), _) => {
                let (organization, member) = (read_id(organization)?, read_id(member)?);
                Ok(match &self.request_id {
                    Some(request) => About::AccessRequest { organization, member, request: read_id(request)? },
                    None => About::Member { organization, member },
                })
            }
            (_, _, Some(account)) => Ok(About::Account(read_id(account)?)),
            _ => Err(StoreError::Unreadable("subject of a mail")),
        }
    }
}

impl Change for Claim {
    type Output = ClaimResult;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<ClaimResult, StoreError> {
        let Some(row) = self.due(transaction).await? else { return Ok(ClaimResult::NothingDue) };
        let kind = MailKind::from_code(row.kind)?;
        let about = row.about()?;
        let Some(told) = Told::find(transaction, kind, about, &row, self.now).await? else {
            settle_cancelled(transaction, &row).await?;
            return Ok(ClaimResult::Cancelled);
        };
        let until = moment(self.now.saturating_add(self.lease).map_err(|_| StoreError::Unreadable("time"))?);
        // Whoever had claimed it has not said what became of it.
        let cut_off = State::from_code(row.state)? == State::Sending;
        let mut update = Query::update();
        update
            .table("mails")
            .value("state", State::Sending.code())
            .value("attempts", row.attempts + 1)
            .value("due_at", until)
            .value("claimed_until", until)
            .and_where(Expr::col("id").eq(row.id.clone()));
        if cut_off {
            update.value("uncertain", true).value("error", "interrupted");
        }
        transaction.execute(&update).await?;
        let expires_at = self.add_token(transaction, kind, about, row.generation).await?;
        let id = read_id(&row.id)?;
        Ok(ClaimResult::Mail(Box::new(ClaimedMail {
            id,
            kind,
            recipient: row.recipient,
            language: Language::from_tag(&row.language).unwrap_or_default(),
            created_at: read_moment(row.created_at)?,
            attempts: row.attempts + 1,
            about,
            organization_name: told.organization_name,
            email: told.email,
            inviter: told.inviter,
            roles: told.roles,
            message: told.message,
            expires_at: expires_at.or(told.expires_at),
            access_end: told.access_end,
            access_request: told.access_request,
            left: row.generation,
            lease: Lease { mail: id, until },
        })))
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

impl Claim {
    /// The mail that is due longest and that nobody else is just claiming.
    async fn due(&self, transaction: &mut Transaction) -> Result<Option<MailRow>, StoreError> {
        let query = Query::select()
            .columns(["id", "kind", "organization_id", "member_id", "account_id", "generation", "recipient"])
            .columns(["request_id", "language", "state", "attempts", "created_at"])
            .from("mails")
            // As the index has it.
            .and_where(Expr::cust("state < 2"))
            .and_where(Expr::col("due_at").lte(moment(self.now)))
            .order_by("due_at", Order::Asc)
            .limit(1)
            // On SQLite this transaction is the only one that writes.
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .take();
        transaction.one(&query).await
    }

    /// Adds the token of the link, if the mail has one; returns when it ends, if that follows from the mail itself.
    async fn add_token(
        &self,
        transaction: &mut Transaction,
        kind: MailKind,
        about: About,
        generation: i64,
    ) -> Result<Option<Timestamp>, StoreError> {
        let (token, now) = (self.token, self.now);
        match about {
            About::Member { organization, member } if kind.has_invitation_link() => {
                invitations::tokens::add_mailed(transaction, member, organization, generation, token, now).await?;
                Ok(None)
            }
            About::Member { member, .. } if kind == MailKind::EmailChange => {
                email_changes::add_token(transaction, member, generation, token).await?;
                Ok(None)
            }
            About::Account(account) if kind == MailKind::PasswordReset => {
                password_resets::tokens::add_mailed(transaction, account, token, now).await.map(Some)
            }
            About::Account(account) if kind == MailKind::OwnEmailChange => {
                email_changes::add_own_token(transaction, account, generation, token).await?;
                Ok(None)
            }
            _ => Ok(None),
        }
    }
}

async fn settle_cancelled(transaction: &mut Transaction, row: &MailRow) -> Result<(), StoreError> {
    let update = Query::update()
        .table("mails")
        .value("state", State::Cancelled.code())
        .value("claimed_until", Value::BigInt(None))
        .and_where(Expr::col("id").eq(row.id.clone()))
        .take();
    transaction.execute(&update).await.map(|_| ())
}

#[cfg(test)]
impl ClaimedMail {
    /// A mail of which only the names matter.
    pub(crate) fn example(id: MailId, about: About) -> Self {
        Self {
            id,
            kind: MailKind::Invitation,
            recipient: "bob@example.com".to_owned(),
            language: Language::En,
            created_at: Timestamp::UNIX_EPOCH,
            attempts: 1,
            about,
            organization_name: "Acme".to_owned(),
            email: "bob@example.com".to_owned(),
            inviter: None,
            roles: Vec::new(),
            message: None,
            expires_at: Some(Timestamp::UNIX_EPOCH),
            access_end: None,
            access_request: None,
            left: 0,
            lease: Lease { mail: id, until: 0 },
        }
    }
}
