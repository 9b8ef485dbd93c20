//! Claiming a mail: from then on, for a while, it is one worker's alone.

use api_types::{Language, MemberId, MemberStatus, OrganizationId};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, LockBehavior, LockType, Order, Query, Value};
use sqlx_macros::FromRow;

use super::{Lease, MailId, MailKind, types::State};
use crate::{
    authz::TokenHash,
    store::{
        Change, StoreError, Transaction,
        columns::{id_bytes, moment, read_id, read_moment, status_place},
        invitations::tokens,
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
    pub organization: OrganizationId,
    pub organization_name: String,
    pub member: MemberId,
    pub member_email: String,
    /// The inviter's name, or else address; none when that person has gone.
    pub inviter: Option<String>,
    pub roles: Vec<GivenRole>,
    pub message: Option<String>,
    pub expires_at: Option<Timestamp>,
    pub(super) lease: Lease,
    pub(super) generation: i64,
}

/// A role that a member has been given.
#[derive(Debug, Clone, FromRow)]
pub struct GivenRole {
    pub key: String,
    pub name: String,
}

#[derive(FromRow)]
struct MailRow {
    id: Vec<u8>,
    kind: i16,
    organization_id: Vec<u8>,
    member_id: Vec<u8>,
    generation: i64,
    recipient: String,
    language: String,
    state: i16,
    attempts: i64,
    created_at: i64,
}

#[derive(FromRow)]
struct InvitationRow {
    email: String,
    status: i16,
    invitation_generation: i64,
    invitation_expires_at: Option<i64>,
    invitation_message: Option<String>,
    inviter: Option<String>,
    organization_name: String,
}

impl Change for Claim {
    type Output = ClaimResult;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<ClaimResult, StoreError> {
        let Some(row) = self.due(transaction).await? else { return Ok(ClaimResult::NothingDue) };
        let kind = MailKind::from_code(row.kind)?;
        let member: MemberId = read_id(&row.member_id)?;
        let found = invitation(transaction, member).await?;
        let invitation = found.filter(|found| self.is_current(kind, &row, found));
        let Some(invitation) = invitation else {
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
        let organization = read_id(&row.organization_id)?;
        if kind.has_invitation_link() {
            tokens::add_mailed(transaction, member, organization, row.generation, self.token, self.now).await?;
        }
        let id = read_id(&row.id)?;
        Ok(ClaimResult::Mail(Box::new(ClaimedMail {
            id,
            kind,
            recipient: row.recipient,
            language: Language::from_tag(&row.language).unwrap_or_default(),
            created_at: read_moment(row.created_at)?,
            attempts: row.attempts + 1,
            organization,
            organization_name: invitation.organization_name,
            member,
            member_email: invitation.email,
            inviter: invitation.inviter,
            roles: roles(transaction, member).await?,
            message: invitation.invitation_message,
            expires_at: invitation.invitation_expires_at.map(read_moment).transpose()?,
            lease: Lease { mail: id, until },
            generation: row.generation,
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
            .columns(["id", "kind", "organization_id", "member_id", "generation", "recipient", "language", "state"])
            .columns(["attempts", "created_at"])
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

    /// Whether the invitation is still what the mail was to tell of.
    fn is_current(&self, kind: MailKind, mail: &MailRow, found: &InvitationRow) -> bool {
        let invited = found.status == status_place(MemberStatus::Invited);
        match kind {
            MailKind::InvitationWanted => return found.status == status_place(MemberStatus::Withdrawn),
            MailKind::NewLinkWanted => return invited || found.status == status_place(MemberStatus::Expired),
            MailKind::Invitation | MailKind::Reminder => {}
        }
        let lives = found.invitation_expires_at.is_some_and(|end| end > moment(self.now));
        invited && lives && found.invitation_generation == mail.generation
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

/// The invitation of a member in an organization that is not disabled.
async fn invitation(transaction: &mut Transaction, member: MemberId) -> Result<Option<InvitationRow>, StoreError> {
    let columns = ["email", "status", "invitation_generation", "invitation_expires_at", "invitation_message"];
    let inviter = Query::select()
        .expr(Expr::cust("COALESCE(inviters.name, inviters.email)"))
        .from_as("members", "inviters")
        .and_where(Expr::col(("inviters", "id")).equals(("members", "invited_by_id")))
        .take();
    let query = Query::select()
        .columns(columns.map(|column| ("members", column)))
        .expr_as(Expr::from(inviter), "inviter")
        .expr_as(Expr::col(("organizations", "name")), "organization_name")
        .from("members")
        .inner_join("organizations", Expr::col(("organizations", "id")).equals(("members", "organization_id")))
        .and_where(Expr::col(("members", "id")).eq(id_bytes(member)))
        .and_where(Expr::col(("organizations", "disabled_at")).is_null())
        .take();
    transaction.one(&query).await
}

/// The roles that a member has been given, the mightiest first.
async fn roles(transaction: &mut Transaction, member: MemberId) -> Result<Vec<GivenRole>, StoreError> {
    let query = Query::select()
        .columns([("roles", "key"), ("roles", "name")])
        .from("roles")
        .inner_join("member_roles", Expr::col(("member_roles", "role_id")).equals(("roles", "id")))
        .and_where(Expr::col(("member_roles", "member_id")).eq(id_bytes(member)))
        .order_by(("roles", "position"), Order::Asc)
        .take();
    transaction.all(&query).await
}

#[cfg(test)]
impl ClaimedMail {
    /// A mail of which only the names matter.
    pub(crate) fn example(id: MailId, organization: OrganizationId, member: MemberId) -> Self {
        Self {
            id,
            kind: MailKind::Invitation,
            recipient: "bob@example.com".to_owned(),
            language: Language::En,
            created_at: Timestamp::UNIX_EPOCH,
            attempts: 1,
            organization,
            organization_name: "Acme".to_owned(),
            member,
            member_email: "bob@example.com".to_owned(),
            inviter: None,
            roles: Vec::new(),
            message: None,
            expires_at: Some(Timestamp::UNIX_EPOCH),
            lease: Lease { mail: id, until: 0 },
            generation: 1,
        }
    }
}
