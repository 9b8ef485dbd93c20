//! Tokens of invitations: only their hashes are kept, and these even when the invitation has gone, so that a dead link
//! can say why it is dead.
//!
//! Any number of tokens of one generation of an invitation are alive at once; all of them end together.

use api_types::{MemberId, OrganizationId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Order, Query, Value};

use crate::{
    authz::TokenHash,
    store::{
        StoreError, Transaction, batch,
        columns::{id_bytes, moment},
    },
};

/// Why a token no longer works. `NULL` in the database: it works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenStatus {
    /// The invitation was accepted.
    Used,
    /// The invitation was taken back.
    Withdrawn,
    /// The invitation was sent again, with another link.
    Replaced,
}

impl TokenStatus {
    /// The code in the database.
    pub(super) const fn code(self) -> i16 {
        match self {
            Self::Used => 1,
            Self::Withdrawn => 2,
            Self::Replaced => 3,
        }
    }

    /// Reads what [`TokenStatus::code`] wrote.
    pub(super) fn from_code(code: i16) -> Result<Self, StoreError> {
        [Self::Used, Self::Withdrawn, Self::Replaced]
            .into_iter()
            .find(|known| known.code() == code)
            .ok_or(StoreError::Unreadable("end of a token"))
    }
}

/// Adds a token that goes out by mail to the member's address: whoever comes with it reads that mailbox.
pub(in crate::store) async fn add_mailed(
    transaction: &mut Transaction,
    member: MemberId,
    organization: OrganizationId,
    generation: i64,
    hash: TokenHash,
    at: Timestamp,
) -> Result<(), StoreError> {
    insert(transaction, vec![row(member, organization, generation, hash, true, at)]).await
}

/// A new token for a link in a response.
#[derive(Debug, Clone, Copy)]
pub(super) struct IssuedToken {
    pub member: MemberId,
    pub organization: OrganizationId,
    pub generation: i64,
    pub hash: TokenHash,
}

/// So many links of an invitation can be handed over; a further one ends the oldest.
const MAX_ISSUED: u64 = 20;

/// Adds tokens for links in a response.
pub(super) async fn add_issued(
    transaction: &mut Transaction,
    tokens: &[IssuedToken],
    at: Timestamp,
) -> Result<(), StoreError> {
    let row = |new: &IssuedToken| row(new.member, new.organization, new.generation, new.hash, false, at);
    insert(transaction, tokens.iter().map(row).collect()).await
}

/// Ends the oldest links of a member that were handed over, so that another one can be added.
pub(super) async fn make_room(
    transaction: &mut Transaction,
    member: MemberId,
    at: Timestamp,
) -> Result<(), StoreError> {
    let issued = Expr::col("member_id")
        .eq(id_bytes(member))
        .and(Expr::col("mailed").eq(false))
        .and(Expr::col("ended").is_null());
    let oldest = Query::select()
        .columns(["token_hash"])
        .from("invitation_tokens")
        .and_where(issued)
        .order_by("created_at", Order::Desc)
        .offset(MAX_ISSUED - 1)
        .limit(MAX_ISSUED)
        .take();
    let hashes: Vec<(Vec<u8>,)> = transaction.all(&oldest).await?;
    if hashes.is_empty() {
        return Ok(());
    }
    let update = Query::update()
        .table("invitation_tokens")
        .value("ended", TokenStatus::Replaced.code())
        .value("ended_at", moment(at))
        .and_where(Expr::col("token_hash").is_in(hashes.into_iter().map(|(hash,)| hash)))
        .take();
    transaction.execute(&update).await.map(|_| ())
}

/// Ends every token of the member that is alive.
pub(in crate::store) async fn end(
    transaction: &mut Transaction,
    member: MemberId,
    status: TokenStatus,
    at: Timestamp,
) -> Result<(), StoreError> {
    let update = Query::update()
        .table("invitation_tokens")
        .value("ended", status.code())
        .value("ended_at", moment(at))
        .and_where(Expr::col("member_id").eq(id_bytes(member)))
        .and_where(Expr::col("ended").is_null())
        .take();
    transaction.execute(&update).await.map(|_| ())
}

/// Brings back to life what ended because the invitation was withdrawn.
pub(super) async fn revive(transaction: &mut Transaction, member: MemberId, generation: i64) -> Result<(), StoreError> {
    let update = Query::update()
        .table("invitation_tokens")
        .value("ended", Value::SmallInt(None))
        .value("ended_at", Value::BigInt(None))
        .and_where(Expr::col("member_id").eq(id_bytes(member)))
        .and_where(Expr::col("generation").eq(generation))
        .and_where(Expr::col("ended").eq(TokenStatus::Withdrawn.code()))
        .take();
    transaction.execute(&update).await.map(|_| ())
}

fn row(
    member: MemberId,
    organization: OrganizationId,
    generation: i64,
    hash: TokenHash,
    mailed: bool,
    at: Timestamp,
) -> Vec<Value> {
    vec![
        hash.0.to_vec().into(),
        id_bytes(member).into(),
        id_bytes(organization).into(),
        generation.into(),
        mailed.into(),
        moment(at).into(),
    ]
}

async fn insert(transaction: &mut Transaction, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
    let columns = ["token_hash", "member_id", "organization_id", "generation", "mailed", "created_at"];
    batch::insert(transaction, "invitation_tokens", &columns, rows).await
}
