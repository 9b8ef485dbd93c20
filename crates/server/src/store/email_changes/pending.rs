//! The changes that wait, as members show them.

use api_types::{EmailChange, MemberId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use serde::Deserialize;
use sqlx_macros::FromRow;

use super::PAUSE;
use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, moment, read_moment, wire_moment},
};

const COLUMNS: [&str; 4] = ["email", "generation", "requested_at", "expires_at"];

/// A change that waits.
#[derive(Debug, FromRow)]
pub(in crate::store) struct PendingChange {
    pub email: String,
    pub generation: i64,
    pub requested_at: i64,
    pub expires_at: i64,
}

/// The columns of a change in a JSON row; empty if no change waits.
#[derive(Debug, Deserialize)]
pub(in crate::store) struct PendingColumns(Option<String>, Option<i64>, Option<i64>, Option<i64>);

/// The columns that [`PendingColumns`] reads.
pub(in crate::store) fn pending_columns() -> Vec<Expr> {
    COLUMNS.iter().map(|column| Expr::col(("email_changes", *column))).collect()
}

/// Joins the change that waits to each row of `members`.
pub(in crate::store) fn pending_join(members: &mut SelectStatement) {
    let of_member = Expr::col(("email_changes", "member_id")).equals(("members", "id"));
    members.join(JoinType::LeftJoin, "email_changes", of_member.and(waits()));
}

fn waits() -> Expr {
    Expr::col(("email_changes", "ended")).is_null()
}

impl PendingColumns {
    /// The change, if one waits.
    pub(in crate::store) fn change(self) -> Option<PendingChange> {
        let Self(email, generation, requested_at, expires_at) = self;
        Some(PendingChange {
            email: email?,
            generation: generation?,
            requested_at: requested_at?,
            expires_at: expires_at?,
        })
    }
}

impl PendingChange {
    /// The change that waits for a member at `now`.
    pub(super) async fn find(
        transaction: &mut Transaction,
        member: MemberId,
        now: Timestamp,
    ) -> Result<Option<Self>, StoreError> {
        let query = Query::select()
            .columns(COLUMNS.map(|column| ("email_changes", column)))
            .from("email_changes")
            .and_where(Expr::col(("email_changes", "member_id")).eq(id_bytes(member)))
            .and_where(waits())
            .and_where(Expr::col(("email_changes", "expires_at")).gt(moment(now)))
            .take();
        transaction.one(&query).await
    }

    /// The change as clients get it, still without what became of its mail.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] for a time that no calendar has.
    pub(in crate::store) fn into_wire(self) -> Result<EmailChange, StoreError> {
        let resend_from = read_moment(self.requested_at)?.checked_add(PAUSE).unwrap_or(Timestamp::MAX);
        Ok(EmailChange {
            email: self.email,
            requested_at: wire_moment(self.requested_at)?,
            expires_at: wire_moment(self.expires_at)?,
            resend_from: wire_moment(moment(resend_from))?,
            delivery: None,
        })
    }
}
