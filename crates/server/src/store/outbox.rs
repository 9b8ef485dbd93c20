//! The outbox: mails that wait to be sent, and what became of them. What is to be sent is written in the transaction
//! of the change that it tells of; sending comes after, and may take days.

mod access_end;
mod access_request;
mod claim;
mod maintenance;
mod outcome;
mod told;
mod types;

use std::collections::HashMap;

use api_types::{AccountId, Delivery, ExportedMail, Language, MemberId, OrganizationId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SelectStatement, UpdateStatement, Value};
use sha2::{Digest, Sha256};

use super::{
    Database, StoreError, Transaction, batch,
    columns::{id_bytes, moment, optional_id, read_id, wire_moment},
};
use crate::clock::Identifier;
pub use access_end::AccessEnd;
pub(super) use access_end::day_number;
pub use access_request::ToldRequest;
pub use claim::{Claim, ClaimResult, ClaimedMail};
pub use maintenance::{Purge, is_due, waiting};
pub use outcome::{Outcome, Settle};
pub use told::GivenRole;
use types::State;
pub use types::{About, MailId, MailKind};

/// A mail that is to be sent.
#[derive(Debug, Clone)]
pub struct NewMail {
    pub kind: MailKind,
    pub about: About,
    /// Of the invitation or the request for a new password; when that has moved on, the mail is not sent. Of a mail about
    /// a last day, that day.
    pub generation: i64,
    /// The address that it goes to.
    pub recipient: String,
    pub language: Language,
    pub at: Timestamp,
}

/// Adds a mail to the outbox. Notify the worker ([`crate::mail::OutboxNotify`]) when the transaction is committed.
pub(super) async fn enqueue(transaction: &mut Transaction, mail: &NewMail) -> Result<(), StoreError> {
    enqueue_all(transaction, std::slice::from_ref(mail)).await
}

/// Adds mails to the outbox, in few statements. Their identifiers must differ: no two of the same kind and invitation.
pub(super) async fn enqueue_all(transaction: &mut Transaction, mails: &[NewMail]) -> Result<(), StoreError> {
    let rows = mails.iter().map(NewMail::row).collect();
    batch::insert_with(transaction, "mails", &COLUMNS, rows, |insert| {
        // The same mail at the same moment can only be one that was cancelled.
        insert.on_conflict(OnConflict::column("id").value("state", State::Waiting.code()).to_owned());
    })
    .await
}

const COLUMNS: [&str; 11] = [
    "id",
    "kind",
    "organization_id",
    "member_id",
    "account_id",
    "request_id",
    "generation",
    "recipient",
    "language",
    "due_at",
    "created_at",
];

impl NewMail {
    /// The values of [`COLUMNS`].
    fn row(&self) -> Vec<Value> {
        vec![
            id_bytes(self.id()).into(),
            self.kind.code().into(),
            optional_id(self.about.organization()),
            optional_id(self.about.member()),
            optional_id(self.about.account()),
            optional_id(self.about.request()),
            self.generation.into(),
            self.recipient.as_str().into(),
            self.language.tag().into(),
            moment(self.at).into(),
            moment(self.at).into(),
        ]
    }

    /// Follows from what the mail is, so that a change which is tried again writes the same one. The time is in front,
    /// so that later ones sort behind.
    fn id(&self) -> MailId {
        let digest = Sha256::new()
            .chain_update(self.kind.code().to_be_bytes())
            .chain_update(self.about.subject().to_be_bytes())
            .chain_update(self.about.request().map(id_bytes).unwrap_or_default())
            .chain_update(self.generation.to_be_bytes())
            .chain_update(moment(self.at).to_be_bytes())
            .finalize();
        let mut random = [0; 10];
        random.copy_from_slice(&digest[..10]);
        let millis = u64::try_from(self.at.as_millisecond()).unwrap_or_default();
        MailId::from_u128(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().as_u128())
    }
}

/// Cancels the mails about a member that wait. One that is being sent arrives.
pub(super) async fn cancel(transaction: &mut Transaction, member: MemberId) -> Result<(), StoreError> {
    transaction.execute(&cancel_about(member)).await.map(|_| ())
}

/// Cancels the mails of these kinds about a member that wait.
pub(super) async fn cancel_kinds(
    transaction: &mut Transaction,
    member: MemberId,
    kinds: &[MailKind],
) -> Result<(), StoreError> {
    let mut update = cancel_about(member);
    update.and_where(Expr::col("kind").is_in(kinds.iter().map(|kind| kind.code())));
    transaction.execute(&update).await.map(|_| ())
}

fn cancel_about(member: MemberId) -> UpdateStatement {
    Query::update()
        .table("mails")
        .value("state", State::Cancelled.code())
        .value("claimed_until", Value::BigInt(None))
        .and_where(Expr::col("member_id").eq(id_bytes(member)))
        .and_where(Expr::col("state").eq(State::Waiting.code()))
        .take()
}

/// Cancels the mails of an organization that wait to be sent to this address.
pub(super) async fn cancel_to(
    transaction: &mut Transaction,
    organization: OrganizationId,
    recipient: &str,
) -> Result<(), StoreError> {
    let update = Query::update()
        .table("mails")
        .value("state", State::Cancelled.code())
        .value("claimed_until", Value::BigInt(None))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("recipient").eq(recipient))
        // As the index has it.
        .and_where(Expr::cust("state < 2"))
        .and_where(Expr::col("state").eq(State::Waiting.code()))
        .take();
    transaction.execute(&update).await.map(|_| ())
}

/// Cancels the mails of these kinds about an account that wait.
pub(super) async fn cancel_account_kinds(
    transaction: &mut Transaction,
    account: AccountId,
    kinds: &[MailKind],
) -> Result<(), StoreError> {
    let update = Query::update()
        .table("mails")
        .value("state", State::Cancelled.code())
        .value("claimed_until", Value::BigInt(None))
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("kind").is_in(kinds.iter().map(|kind| kind.code())))
        .and_where(Expr::col("state").eq(State::Waiting.code()))
        .take();
    transaction.execute(&update).await.map(|_| ())
}

/// Deletes the mails about a member, and with them the addresses that they went to.
pub(super) async fn forget(transaction: &mut Transaction, member: MemberId) -> Result<(), StoreError> {
    let delete = Query::delete().from_table("mails").and_where(Expr::col("member_id").eq(id_bytes(member))).take();
    transaction.execute(&delete).await.map(|_| ())
}

/// Whether a mail of this kind to the account was queued after `since`, unless it failed or was cancelled.
pub(super) async fn has_queued(
    transaction: &mut Transaction,
    account: AccountId,
    kind: MailKind,
    since: Timestamp,
) -> Result<bool, StoreError> {
    let query = Query::select()
        .column("generation")
        .from("mails")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("kind").eq(kind.code()))
        .and_where(Expr::col("created_at").gt(moment(since)))
        .and_where(Expr::col("state").is_in([State::Waiting, State::Sending, State::Sent].map(State::code)))
        .limit(1)
        .take();
    Ok(transaction.one::<(i64,)>(&query).await?.is_some())
}

/// The mails of this kind about members of an organization that were queued after `since`, whatever became of them: to whom, and when.
pub(super) async fn queued(
    transaction: &mut Transaction,
    organization: OrganizationId,
    kind: MailKind,
    since: Timestamp,
) -> Result<Vec<(String, i64)>, StoreError> {
    let query = Query::select()
        .columns(["recipient", "created_at"])
        .from("mails")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("kind").eq(kind.code()))
        .and_where(Expr::col("created_at").gt(moment(since)))
        .take();
    transaction.all(&query).await
}

/// Lets the invitation and the reminder of this generation wait again that [`cancel`] cancelled.
pub(super) async fn resume(
    transaction: &mut Transaction,
    member: MemberId,
    generation: i64,
    at: Timestamp,
) -> Result<(), StoreError> {
    let update = Query::update()
        .table("mails")
        .value("state", State::Waiting.code())
        .value("due_at", moment(at))
        .and_where(Expr::col("member_id").eq(id_bytes(member)))
        .and_where(Expr::col("generation").eq(generation))
        .and_where(Expr::col("kind").is_in([MailKind::Invitation, MailKind::Reminder].map(MailKind::code)))
        .and_where(Expr::col("state").eq(State::Cancelled.code()))
        .take();
    transaction.execute(&update).await.map(|_| ())
}

/// The mails about a member, and with an account those about it, the oldest first.
///
/// # Errors
/// When the database fails.
pub(super) async fn about(
    database: &Database,
    member: MemberId,
    account: Option<AccountId>,
) -> Result<Vec<ExportedMail>, StoreError> {
    let mut of_person = Expr::col("member_id").eq(id_bytes(member));
    if let Some(account) = account {
        of_person = of_person.or(Expr::col("account_id").eq(id_bytes(account)));
    }
    let query = Query::select()
        .columns(["kind", "state", "created_at", "sent_at"])
        .from("mails")
        .and_where(of_person)
        .order_by("created_at", Order::Asc)
        .order_by("id", Order::Asc)
        .take();
    let rows: Vec<(i16, i16, i64, Option<i64>)> = database.all(&query).await?;
    let mail = |(kind, state, created_at, sent_at): (i16, i16, i64, Option<i64>)| {
        Ok(ExportedMail {
            kind: MailKind::from_code(kind)?.as_str().to_owned(),
            created_at: wire_moment(created_at)?,
            state: State::from_code(state)?.wire(),
            sent_at: sent_at.map(wire_moment).transpose()?,
        })
    };
    rows.into_iter().map(mail).collect()
}

/// What became of the newest mail to a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newest {
    /// Of the invitation or change that the mail was about: an older one says nothing of the present one.
    pub generation: i64,
    pub delivery: Delivery,
}

record! {
    struct DeliveryRow {
        member_id: Vec<u8>,
        generation: i64,
        state: i16,
        attempts: i64,
        due_at: i64,
        uncertain: bool,
        error: Option<String>,
        sent_at: Option<i64>,
    }
}

/// The newest mail of these kinds about each of `members` that has any.
pub(super) async fn newest(
    database: &Database,
    members: &[MemberId],
    kinds: &[MailKind],
) -> Result<HashMap<MemberId, Newest>, StoreError> {
    if members.is_empty() {
        return Ok(HashMap::new());
    }
    let query = Query::select()
        .columns(["member_id", "generation", "state", "attempts", "due_at", "uncertain", "error", "sent_at"])
        .from("mails")
        .and_where(Expr::col("member_id").is_in(members.iter().map(|member| id_bytes(*member))))
        .and_where(Expr::col("kind").is_in(kinds.iter().map(|kind| kind.code())))
        .order_by("member_id", Order::Asc)
        .order_by("generation", Order::Asc)
        .order_by("id", Order::Asc)
        .take();
    let rows: Vec<DeliveryRow> = database.all(&query).await?;
    // Later ones replace earlier ones.
    rows.into_iter().map(|row| Ok((read_id(&row.member_id)?, row.newest()?))).collect()
}

impl DeliveryRow {
    fn newest(self) -> Result<Newest, StoreError> {
        let state = State::from_code(self.state)?;
        let next = (state == State::Waiting).then_some(self.due_at).map(wire_moment).transpose()?;
        Ok(Newest {
            generation: self.generation,
            delivery: Delivery {
                state: state.wire(),
                attempts: u32::try_from(self.attempts).unwrap_or(u32::MAX),
                next_attempt_at: next,
                sent_at: self.sent_at.map(wire_moment).transpose()?,
                uncertain: self.uncertain,
                error: self.error,
            },
        })
    }
}

/// Asks, of a row of `members`, for the mails that took the present links of its invitation to it.
pub(super) fn sent_of_invitation() -> SelectStatement {
    let of_mail = |column: &'static str| Expr::col(("mails", column));
    Query::select()
        .expr(Expr::val(1))
        .from("mails")
        .and_where(of_mail("member_id").equals(("members", "id")))
        .and_where(of_mail("generation").equals(("members", "invitation_generation")))
        .and_where(of_mail("kind").eq(MailKind::Invitation.code()))
        .and_where(of_mail("state").eq(State::Sent.code()))
        .take()
}

/// Which mail: its row, and this try at sending it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lease {
    mail: MailId,
    until: i64,
}

impl Lease {
    /// The row, as long as nobody else has claimed it since.
    fn condition(self) -> Expr {
        let ours = Expr::col("id").eq(self.mail.as_u128().to_be_bytes().to_vec());
        ours.and(Expr::col("state").eq(State::Sending.code())).and(Expr::col("claimed_until").eq(self.until))
    }
}
