//! The audit log: who did what to whom, when, from where.

mod activity;
mod chain;
mod details;
mod export;
mod list;
mod names;
mod of_account;
mod seal;
mod verify;

use std::net::IpAddr;

use api_types::{AccountId, ApiKeyId, AuditEventId, MemberId, OrganizationId};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query, UpdateStatement, Value};
use serde_json::{Map, Value as Json, json};

pub use api_types::AuditAction;

pub use self::{
    activity::activity,
    list::{AuditLog, RecordExport, event},
    of_account::{RefuseSignIn, RefusedSignIn},
    seal::{SealError, seal, seal_in_bulk},
    verify::{Fault, Noted, Verified, verify},
};
pub(super) use self::{
    export::{about, by, of_account},
    list::SPEC,
    of_account::record_in_organizations,
};
use super::{
    StoreError, Transaction, batch,
    columns::{id_bytes, moment, optional_id},
};
use crate::clock::{Clock, Entropy, new_id};

/// When and from where a change was requested. Every change has one.
#[derive(Debug, Clone)]
pub struct AuditContext {
    event: AuditEventId,
    pub at: Timestamp,
    source: Source,
    key: Option<ApiKeyId>,
}

/// Where a request came from. By default, from nowhere: the server or its operator does something.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The address of the client, if it is known.
    pub address: Option<IpAddr>,
    /// The id of the request.
    pub request: Option<String>,
}

impl AuditContext {
    /// A change requested now.
    pub fn new(clock: &Clock, entropy: &Entropy, source: Source) -> Self {
        Self { event: new_id(clock, entropy), at: clock.now(), source, key: None }
    }

    /// A change that the server or its operator makes now.
    pub fn of_server(clock: &Clock, entropy: &Entropy) -> Self {
        Self::new(clock, entropy, Source::default())
    }

    /// The address that it was requested from, as text.
    pub(super) fn address(&self) -> Option<String> {
        self.source.address.map(|address| address.to_string())
    }

    /// The same, requested by a program with this key.
    pub(super) fn by_key(&self, key: ApiKeyId) -> Self {
        Self { key: Some(key), ..self.clone() }
    }

    /// The same, from there.
    pub(super) fn from(self, source: Source) -> Self {
        Self { source, ..self }
    }

    /// The same for another of the events of one change: their ids follow each other.
    pub(super) fn part(&self, number: u128) -> Self {
        let event = AuditEventId::from_u128(self.event.as_u128().wrapping_add(number));
        Self { event, ..self.clone() }
    }

    /// A change by the operator at that time.
    pub(super) fn past(at: Timestamp, entropy: &Entropy) -> Self {
        Self::of_server(&Clock::fixed(at), entropy)
    }
}

/// What happened.
#[derive(Debug)]
pub(super) struct Event {
    pub action: AuditAction,
    pub organization: Option<OrganizationId>,
    /// Who did it; `None` for the operator, and for a program with an API key.
    pub account: Option<AccountId>,
    /// The UUID of what it happened to.
    pub subject: Option<u128>,
    /// What else there is to know; never a secret.
    pub details: Json,
}

/// Writes an event, in the same transaction as the change that it tells of.
pub(super) async fn record(
    transaction: &mut Transaction,
    context: &AuditContext,
    event: Event,
) -> Result<(), StoreError> {
    record_all(transaction, [(context, event)]).await
}

/// The details of a change: those fields that differ, before and after.
pub(super) fn differences<const N: usize>(fields: [(&'static str, Json, Json); N]) -> Json {
    let (mut old, mut new) = (Map::new(), Map::new());
    for (field, before, after) in fields.into_iter().filter(|(_, before, after)| before != after) {
        old.insert(field.to_owned(), before);
        new.insert(field.to_owned(), after);
    }
    json!({"before": old, "after": new})
}

/// Erases the details of the events that happened to a member: they can hold names and addresses. The member's id stays,
/// and the chain of hashes holds: it has the details only as a salted hash.
pub(super) async fn forget_details(
    transaction: &mut Transaction,
    organization: OrganizationId,
    member: MemberId,
) -> Result<(), StoreError> {
    let update = erasing()
        .and_where(Expr::col("subject_id").eq(id_bytes(member)))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take();
    transaction.execute(&update).await.map(|_| ())
}

/// Erases the details of these events. The chain of hashes holds.
pub(super) async fn forget_details_of(transaction: &mut Transaction, events: &[Vec<u8>]) -> Result<(), StoreError> {
    let update = erasing().and_where(Expr::col("id").is_in(events.iter().cloned())).take();
    transaction.execute(&update).await.map(|_| ())
}

fn erasing() -> UpdateStatement {
    Query::update()
        .table("audit_events")
        .value("details", "{}")
        .value("search_text", "")
        .value("salt", Value::Bytes(None))
        .take()
}

/// Writes events, each with its own context, in few statements.
pub(super) async fn record_all<'a>(
    transaction: &mut Transaction,
    events: impl IntoIterator<Item = (&'a AuditContext, Event)>,
) -> Result<(), StoreError> {
    let row = |(context, event): (&AuditContext, Event)| {
        transaction.noted().event(&event);
        event.row(context)
    };
    let rows = events.into_iter().map(row).collect();
    batch::insert(transaction, "audit_events", &COLUMNS, rows).await
}

const COLUMNS: [&str; 10] = [
    "id",
    "organization_id",
    "account_id",
    "api_key_id",
    "action",
    "subject_id",
    "details",
    "peer",
    "occurred_at",
    "request_id",
];

impl Event {
    /// The values of [`COLUMNS`].
    fn row(self, context: &AuditContext) -> Vec<Value> {
        vec![
            id_bytes(context.event).into(),
            optional_id(self.organization),
            optional_id(self.account),
            optional_id(context.key),
            self.action.as_str().into(),
            self.subject.map(|subject| subject.to_be_bytes().to_vec()).into(),
            self.details.to_string().into(),
            context.source.address.map(|address| address.to_string()).into(),
            moment(context.at).into(),
            context.source.request.clone().into(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use sea_query::Order;
    use serde_json::json;

    use super::*;
    use crate::store::{Change, Database};

    struct Many(Vec<AuditContext>);

    impl Change for Many {
        type Output = Vec<(i64,)>;
        type Error = StoreError;

        async fn apply(&self, transaction: &mut Transaction) -> Result<Vec<(i64,)>, StoreError> {
            let event = |number: usize| Event {
                action: AuditAction::InvitationCreated,
                organization: None,
                account: None,
                subject: None,
                details: json!(number),
            };
            let events = self.0.iter().enumerate().map(|(number, context)| (context, event(number)));
            record_all(transaction, events).await?;
            let details = Expr::col("details").cast_as("INTEGER");
            let query = Query::select().expr(details).from("audit_events").order_by("id", Order::Asc).take();
            transaction.all(&query).await
        }

        fn is_collision(&self, error: &StoreError) -> bool {
            error.is_collision()
        }
    }

    #[tokio::test]
    async fn more_events_than_fit_into_a_statement_are_written_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("a.db").display());
        let database = Database::connect(&url).await.unwrap();
        database.migrate().await.unwrap();
        let entropy = Entropy::seeded(1);
        let at = |number: i64| Timestamp::from_second(1_700_000_000 + number).unwrap();
        let contexts = (0..5_000).map(|number| AuditContext::past(at(number), &entropy)).collect();
        let written = database.apply(&Many(contexts)).await.unwrap();
        assert!(written.into_iter().map(|(number,)| number).eq(0..5_000));
    }
}
