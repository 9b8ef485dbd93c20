//! New passwords for owners who have forgotten theirs: the links, and the change itself.

mod confirm;
mod lookup;
mod member;
mod request;
pub(super) mod tokens;

use api_types::{AccountId, Language};
use jiff::{SignedDuration, Timestamp};

use super::{
    StoreError, Transaction,
    columns::moment,
    outbox::{self, About, MailKind, NewMail},
};

pub use confirm::ConfirmPasswordReset;
pub use lookup::{InvalidReset, ResetError, lookup};
pub use member::ResetMemberPassword;
pub use request::RequestPasswordReset;
pub use tokens::{HANDED_OVER, MAILED};

/// Whether the owner still waits for a mail that was queued at `created_at`. Later it would only irritate.
pub(super) fn is_awaited(created_at: i64, now: Timestamp) -> bool {
    now.checked_sub(MAILED).is_ok_and(|since| created_at > moment(since))
}

/// Queues a mail with a link, and ends the links that there are.
async fn send(
    transaction: &mut Transaction,
    account: AccountId,
    recipient: String,
    language: Language,
    at: Timestamp,
) -> Result<(), StoreError> {
    let generation = tokens::replace(transaction, account).await?;
    let about = About::Account(account);
    let mail = NewMail { kind: MailKind::PasswordReset, about, generation, recipient, language, at };
    outbox::enqueue(transaction, &mail).await
}

/// The end of a link that is created now.
fn end(at: Timestamp, lifetime: SignedDuration) -> Timestamp {
    at.checked_add(lifetime).unwrap_or(Timestamp::MAX)
}
