//! Changes of members' e-mail addresses. A change waits until somebody confirms it with the link that is sent to the new
//! address.

mod cancel;
mod confirm;
mod expire;
mod lookup;
mod own;
mod pending;
mod request;

use api_types::MemberId;
use jiff::SignedDuration;
use sea_query::{Expr, ExprTrait, Query};

use super::{
    StoreError, Transaction,
    columns::id_bytes,
    outbox::{self, MailKind},
    sql,
};
use crate::authz::TokenHash;

pub use cancel::CancelEmailChange;
pub use confirm::{ConfirmEmailChange, EmailChangeError};
pub use expire::expire;
pub use lookup::{InvalidEmailChange, lookup};
pub use own::{CancelOwnEmailChange, RequestOwnEmailChange};
pub(super) use own::{add_own_token, awaited, cancel_own, pending};
pub(super) use pending::{PendingChange, select_pending};
pub use request::RequestEmailChange;

/// How long a link works.
pub const LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// A mail about a change goes to the same new address this often at most, so that nobody can fill a stranger's mailbox.
pub const PAUSE: SignedDuration = SignedDuration::from_mins(2);

/// How a change ended. `NULL` in the database: it waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Confirmed,
    /// By an administrator, or because the member was deactivated or removed.
    Cancelled,
    Expired,
}

impl Ended {
    /// The code in the database.
    const fn code(self) -> i16 {
        match self {
            Self::Confirmed => 1,
            Self::Cancelled => 2,
            Self::Expired => 3,
        }
    }

    /// Reads what [`Ended::code`] wrote.
    fn from_code(code: i16) -> Result<Self, StoreError> {
        let all = [Self::Confirmed, Self::Cancelled, Self::Expired];
        all.into_iter()
            .find(|known| known.code() == code)
            .ok_or(StoreError::Unreadable("end of a change of an address"))
    }
}

/// Ends the change that waits for a member, with its link and the mails about it that wait; `false` if none waits.
pub(super) async fn end(transaction: &mut Transaction, member: MemberId, ended: Ended) -> Result<bool, StoreError> {
    let update = Query::update()
        .table("email_changes")
        .value("ended", ended.code())
        .and_where(Expr::col("member_id").eq(id_bytes(member)))
        .and_where(Expr::col("ended").is_null())
        .take();
    let has_ended = transaction.execute(&update).await? > 0;
    if has_ended {
        outbox::cancel_kinds(transaction, member, &[MailKind::EmailChange, MailKind::EmailChangeRequested]).await?;
    }
    Ok(has_ended)
}

/// Adds the token of a link that goes out by mail. Every attempt to send the mail has a token of its own, because the
/// attempt before may have arrived.
pub(super) async fn add_token(
    transaction: &mut Transaction,
    member: MemberId,
    generation: i64,
    hash: TokenHash,
) -> Result<(), StoreError> {
    let insert = sql::insert(
        "email_change_tokens",
        [
            ("token_hash", hash.0.to_vec().into()),
            ("member_id", id_bytes(member).into()),
            ("generation", generation.into()),
        ],
    )?;
    transaction.execute(&insert).await.map(|_| ())
}
