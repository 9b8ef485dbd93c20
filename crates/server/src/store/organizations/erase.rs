//! Erases deleted organizations that can no longer be restored.

use api_types::OrganizationId;
use sea_query::{Expr, ExprTrait, Order, Query, Value};
use serde_json::json;

use super::delete::restorable_since;
use crate::{
    clock::{Clock, Entropy},
    store::{
        Change, Database, StoreError, Transaction,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment, read_id},
    },
};

/// Rows that one transaction deletes, so that it keeps nobody waiting for long.
const ROWS: u64 = 500;

/// Tables with the column that names a row, in an order in which no row refers to one that is gone. What refers to these
/// rows and is not here goes with them, and what is left goes with the organization.
const TABLES: [(&str, &str); 16] = [
    ("jobs", "id"),
    ("mails", "id"),
    ("invitation_tokens", "token_hash"),
    ("access_requests", "id"),
    ("grants", "id"),
    ("devices", "id"),
    ("device_locations", "id"),
    ("device_groups", "id"),
    ("device_kinds", "id"),
    ("members", "id"),
    ("companies", "id"),
    ("contacts", "id"),
    ("deleted_contacts", "id"),
    ("api_keys", "id"),
    ("saved_views", "id"),
    ("deleted_roles", "id"),
];

/// Erases every organization that was deleted long enough ago; says how many. Any number of servers may do this at once.
///
/// # Errors
/// When the database fails.
pub async fn erase(database: &Database, clock: &Clock, entropy: &Entropy) -> Result<u64, StoreError> {
    let query = Query::select()
        .column("id")
        .from("organizations")
        .and_where(Expr::col("deleted_at").lte(moment(restorable_since(clock.now()))))
        .order_by("deleted_at", Order::Asc)
        .take();
    let due: Vec<(Vec<u8>,)> = database.all(&query).await?;
    for (organization,) in &due {
        let organization = read_id(organization)?;
        // A group is not deleted while another one is in it.
        database.apply(&FlattenGroups { organization }).await?;
        for (table, key) in TABLES {
            while database.apply(&DeleteSome { organization, table, key }).await? == ROWS {}
        }
        forget_details(database, organization).await?;
        database.apply(&Finish { organization, context: AuditContext::of_server(clock, entropy) }).await?;
    }
    Ok(due.len() as u64)
}

fn of(organization: OrganizationId) -> Expr {
    Expr::col("organization_id").eq(id_bytes(organization))
}

struct FlattenGroups {
    organization: OrganizationId,
}

impl Change for FlattenGroups {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let update = Query::update()
            .table("device_groups")
            .value("parent_id", Value::Bytes(None))
            .and_where(of(self.organization))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Deletes up to [`ROWS`] rows of a table; says how many there were.
struct DeleteSome {
    organization: OrganizationId,
    table: &'static str,
    key: &'static str,
}

impl Change for DeleteSome {
    type Output = u64;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<u64, StoreError> {
        let some =
            Query::select().column(self.key).from(self.table).and_where(of(self.organization)).limit(ROWS).take();
        let delete = Query::delete().from_table(self.table).and_where(Expr::col(self.key).in_subquery(some)).take();
        transaction.execute(&delete).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Erases the details of every event in the audit log of the organization. Ids, times and addresses stay: the chain of
/// hashes covers them.
async fn forget_details(database: &Database, organization: OrganizationId) -> Result<(), StoreError> {
    let mut after = Vec::new();
    loop {
        let query = Query::select()
            .column("id")
            .from("audit_events")
            .and_where(of(organization))
            .and_where(Expr::col("id").gt(after))
            .order_by("id", Order::Asc)
            .limit(ROWS)
            .take();
        let events: Vec<(Vec<u8>,)> = database.all(&query).await?;
        let Some((last,)) = events.last() else { return Ok(()) };
        after = last.clone();
        database.apply(&ForgetDetails { events: events.into_iter().map(|(id,)| id).collect() }).await?;
    }
}

struct ForgetDetails {
    events: Vec<Vec<u8>>,
}

impl Change for ForgetDetails {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        audit::forget_details_of(transaction, &self.events).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Deletes the organization itself, unless another server has.
struct Finish {
    organization: OrganizationId,
    context: AuditContext,
}

impl Finish {
    fn counters(&self, table: &'static str) -> sea_query::DeleteStatement {
        Query::delete().from_table(table).and_where(of(self.organization)).take()
    }

    fn is_due(&self) -> Expr {
        Expr::col("deleted_at").lte(moment(restorable_since(self.context.at)))
    }
}

impl Change for Finish {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        for table in ["list_counts", "list_state"] {
            transaction.execute(&self.counters(table)).await?;
        }
        let delete = Query::delete()
            .from_table("organizations")
            .and_where(Expr::col("id").eq(id_bytes(self.organization)))
            .and_where(self.is_due())
            .take();
        if transaction.execute(&delete).await? == 0 {
            return Ok(());
        }
        let event = Event {
            action: AuditAction::OrganizationErased,
            organization: Some(self.organization),
            account: None,
            subject: Some(self.organization.as_u128()),
            details: json!({}),
        };
        audit::record(transaction, &self.context, event).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
