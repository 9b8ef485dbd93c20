//! How many mails about invitations go out, and who wants none.

use std::{collections::HashSet, num::NonZeroU32};

use api_types::{AccountId, MemberId, MemberProblem, OrganizationId, member_problems};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, OnConflict, Query};
use sha2::{Digest, Sha256};

use super::{
    Database, StoreError, Transaction,
    columns::{id_bytes, moment, read_moment},
    limits::{Limit, LimitKey, Meter},
    sql, text,
};
use crate::budget::{Budget, RateLimited};

/// How often one invitation can be sent again: three times at once, then every five minutes.
const RESENDS: Budget = Budget::new(NonZeroU32::new(3).unwrap(), SignedDuration::from_mins(15));

/// How many mails about invitations can be queued in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailLimits {
    /// To one address, by all organizations together.
    pub per_recipient: NonZeroU32,
    /// By one account, in all its organizations together.
    pub per_account: NonZeroU32,
    /// By one organization.
    pub per_organization: NonZeroU32,
    /// By an organization in the first days after one of its members created it.
    pub per_new_organization: NonZeroU32,
}

impl Default for MailLimits {
    fn default() -> Self {
        let number = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Self {
            per_recipient: number(10),
            per_account: number(2_000),
            per_organization: number(5_000),
            per_new_organization: number(50),
        }
    }
}

/// A mail must not be queued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MailRefusal {
    /// The recipient wants none.
    Refused,
    Limited(RateLimited),
}

impl MailRefusal {
    /// As the result for one address.
    pub(super) fn problem(self) -> MemberProblem {
        let (code, detail) = match self {
            Self::Refused => {
                (member_problems::MAIL_REFUSED, "This person wants no invitations by e-mail. Share the link instead.")
            }
            Self::Limited(_) => (
                member_problems::MAIL_LIMIT,
                "Too many e-mails were sent today. Try again tomorrow, or invite without e-mail and share the link.",
            ),
        };
        MemberProblem { code: code.to_owned(), detail: detail.to_owned(), member: None }
    }
}

/// The budgets for mails that one request queues.
pub(super) struct MailMeter {
    meter: Meter,
    /// Of the caller and the organization.
    common: [Limit; 2],
    per_recipient: Budget,
    refused: HashSet<[u8; 32]>,
}

impl MailMeter {
    /// Reads what is left for mails of `account` in `organization` to these addresses, by their keys.
    pub(super) async fn load(
        transaction: &mut Transaction,
        limits: &MailLimits,
        (account, organization): (AccountId, OrganizationId),
        email_keys: &[&str],
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let new = Query::select()
            .column("new_until")
            .from("organizations")
            .and_where(Expr::col("id").eq(id_bytes(organization)))
            .take();
        let (new_until,): (Option<i64>,) = sql::always(transaction.one(&new).await?)?;
        let is_new = new_until.is_some_and(|until| until > moment(now));
        let of_organization = if is_new { limits.per_new_organization } else { limits.per_organization };
        let common = [
            Limit {
                key: LimitKey::new("mails of account", &[&id_bytes(account)]),
                budget: Budget::per_day(limits.per_account),
            },
            Limit {
                key: LimitKey::new("mails of organization", &[&id_bytes(organization)]),
                budget: Budget::per_day(of_organization),
            },
        ];
        let recipients = email_keys.iter().map(|key| recipient(key));
        let keys = common.iter().map(|limit| limit.key).chain(recipients);
        Ok(Self {
            meter: Meter::load(transaction, keys, now).await?,
            common,
            per_recipient: Budget::per_day(limits.per_recipient),
            refused: refused(transaction, email_keys).await?,
        })
    }

    /// Counts a mail to this address.
    pub(super) fn take(&mut self, email_key: &str) -> Result<(), MailRefusal> {
        if self.refused.contains(&email_hash(email_key)) {
            return Err(MailRefusal::Refused);
        }
        let [account, organization] = self.common;
        let recipient = Limit { key: recipient(email_key), budget: self.per_recipient };
        self.meter.take(&[recipient, account, organization]).map_err(MailRefusal::Limited)
    }

    /// Writes what was counted.
    pub(super) async fn save(self, transaction: &mut Transaction) -> Result<(), StoreError> {
        self.meter.save(transaction).await
    }
}

fn recipient(email_key: &str) -> LimitKey {
    LimitKey::new("mails to recipient", &[email_key.as_bytes()])
}

fn resends(member: MemberId) -> LimitKey {
    LimitKey::new("resends", &[&id_bytes(member)])
}

/// Counts that an invitation is sent again.
pub(super) async fn take_resend(
    transaction: &mut Transaction,
    member: MemberId,
    now: Timestamp,
) -> Result<Result<(), RateLimited>, StoreError> {
    let limit = Limit { key: resends(member), budget: RESENDS };
    let mut meter = Meter::load(transaction, std::iter::once(limit.key), now).await?;
    if let Err(limited) = meter.take(&[limit]) {
        return Ok(Err(limited));
    }
    meter.save(transaction).await?;
    Ok(Ok(()))
}

/// When the invitation of a member can be sent again: also a time in the past. `None` if it never was.
pub(super) async fn resend_from(database: &Database, member: MemberId) -> Result<Option<Timestamp>, StoreError> {
    let key = resends(member).bytes();
    let query = Query::select().column("full_at").from("limits").and_where(Expr::col("key").eq(key)).take();
    let full_at = database.one::<(i64,)>(&query).await?.map(|(at,)| read_moment(at)).transpose()?;
    Ok(full_at.map(|full_at| RESENDS.free_at(full_at)))
}

/// Whether the owner of this address wants no mails about invitations.
pub(super) async fn is_refused(transaction: &mut Transaction, email: &str) -> Result<bool, StoreError> {
    Ok(!refused(transaction, &[&text::email_key(email)]).await?.is_empty())
}

/// Those of the addresses, as hashes, whose owners want no mails about invitations.
async fn refused(transaction: &mut Transaction, email_keys: &[&str]) -> Result<HashSet<[u8; 32]>, StoreError> {
    let hashes = email_keys.iter().map(|key| email_hash(key).to_vec());
    let query = Query::select()
        .column("email_hash")
        .from("refused_mails")
        .and_where(Expr::col("email_hash").is_in(hashes))
        .take();
    let rows: Vec<(Vec<u8>,)> = transaction.all(&query).await?;
    let unreadable = |_| StoreError::Unreadable("hash of an address");
    rows.into_iter().map(|(hash,)| hash.try_into().map_err(unreadable)).collect()
}

/// Writes whether the owner of this address wants mails about invitations, from any organization.
pub(super) async fn set_refused(
    transaction: &mut Transaction,
    email: &str,
    is_refused: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let hash = email_hash(&text::email_key(email)).to_vec();
    if !is_refused {
        let delete = Query::delete().from_table("refused_mails").and_where(Expr::col("email_hash").eq(hash)).take();
        return transaction.execute(&delete).await.map(|_| ());
    }
    let mut insert = sql::insert("refused_mails", [("email_hash", hash.into()), ("since", moment(now).into())])?;
    insert.on_conflict(OnConflict::column("email_hash").do_nothing().to_owned());
    transaction.execute(&insert).await.map(|_| ())
}

fn email_hash(key: &str) -> [u8; 32] {
    Sha256::digest(key).into()
}
