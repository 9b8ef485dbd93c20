//! The changes that wait, as members show them.

use api_types::{EmailChange, MemberId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};

use super::PAUSE;
use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, moment, read_moment, wire_moment},
    record::{Record, Row},
};

const COLUMNS: [&str; 4] = ["email", "generation", "requested_at", "expires_at"];

record! {
    /// A change that waits.
    #[derive(Debug)]
    pub(in crate::store) struct PendingChange {
        pub email: String,
        pub generation: i64,
        pub requested_at: i64,
        pub expires_at: i64,
    }
}

impl Record for Option<PendingChange> {
    fn read(row: &mut Row<'_>) -> Result<Self, StoreError> {
        type Columns = (Option<String>, Option<i64>, Option<i64>, Option<i64>);
        let (Some(email), Some(generation), Some(requested_at), Some(expires_at)) = Columns::read(row)? else {
            return Ok(None);
        };
        Ok(Some(PendingChange { email, generation, requested_at, expires_at }))
    }
}

/// Joins the change that waits to each row of `members`, and selects it.
pub(in crate::store) fn select_pending(members: &mut SelectStatement) {
    let of_member = Expr::col(("email_changes", "member_id")).equals(("members", "id"));
    members
        .join(JoinType::LeftJoin, "email_changes", of_member.and(waits()))
        .columns(COLUMNS.map(|column| ("email_changes", column)));
}

fn waits() -> Expr {
    Expr::col(("email_changes", "ended")).is_null()
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
