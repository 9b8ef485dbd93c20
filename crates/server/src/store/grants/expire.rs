//! Grants whose last day is over. They give nothing from that moment on; a job takes them away.

use api_types::OrganizationId;
use sea_query::{Expr, ExprTrait, Order, Query};

use super::{COLUMNS, GrantRow, counts, end::delete};
use crate::{
    clock::{Clock, Entropy},
    store::{
        Change, Database, StoreError, Transaction,
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment, read_id},
        members,
    },
};

/// So many are found at once.
const FOUND: u64 = 500;

/// Takes away every grant that is over; says how many. Any number of servers may do this at once.
///
/// # Errors
/// When the database fails.
pub async fn expire(database: &Database, clock: &Clock, entropy: &Entropy) -> Result<u64, StoreError> {
    let mut expired = 0;
    loop {
        let query = Query::select()
            .columns(["organization_id", "id"])
            .from("grants")
            .and_where(Expr::col("ends_at").lte(moment(clock.now())))
            .order_by("ends_at", Order::Asc)
            .limit(FOUND)
            .take();
        let due: Vec<(Vec<u8>, Vec<u8>)> = database.all(&query).await?;
        for (organization, grant) in &due {
            let context = AuditContext::of_server(clock, entropy);
            let change = Expire { organization: read_id(organization)?, grant: grant.clone(), context };
            expired += u64::from(database.apply(&change).await?);
        }
        if (due.len() as u64) < FOUND {
            return Ok(expired);
        }
    }
}

/// Says whether there was something to do: another server may have done it.
struct Expire {
    organization: OrganizationId,
    grant: Vec<u8>,
    context: AuditContext,
}

impl Change for Expire {
    type Output = bool;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        let query =
            Query::select().columns(COLUMNS).from("grants").and_where(Expr::col("id").eq(self.grant.clone())).take();
        let grant: Option<GrantRow> = transaction.one(&query).await?;
        let Some(grant) = grant.filter(|grant| grant.is_over(moment(self.context.at))) else { return Ok(false) };
        end_expired(transaction, self.organization, &grant, &self.context).await?;
        Ok(true)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Takes away a grant that is over.
pub(super) async fn end_expired(
    transaction: &mut Transaction,
    organization: OrganizationId,
    grant: &GrantRow,
    context: &AuditContext,
) -> Result<(), StoreError> {
    delete(transaction, grant).await?;
    if !is_of_hidden(transaction, grant).await? {
        counts::count(transaction, organization, grant.target()?, -1).await?;
    }
    let event = Event {
        action: AuditAction::DeviceGrantExpired,
        organization: Some(organization),
        account: None,
        subject: Some(grant.member()?.as_u128()),
        details: grant.details()?,
    };
    audit::record(transaction, context, event).await
}

/// Whether the grant is of a member that was removed, or whose invitation was withdrawn.
async fn is_of_hidden(transaction: &mut Transaction, grant: &GrantRow) -> Result<bool, StoreError> {
    let query =
        Query::select().column("hidden").from("members").and_where(Expr::col("id").eq(grant.member_id.clone())).take();
    Ok(transaction.one::<(bool,)>(&query).await?.is_some_and(|(hidden,)| hidden))
}

/// Computes again when grants end, after the organization's zone has changed.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn reschedule(
    transaction: &mut Transaction,
    organization: OrganizationId,
) -> Result<(), StoreError> {
    let zone = members::zone(transaction, organization).await?;
    let query = Query::select()
        .column("until")
        .distinct()
        .from("grants")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("until").is_not_null())
        .take();
    for (until,) in transaction.all::<(String,)>(&query).await? {
        let day = until.parse().map_err(|_| StoreError::Unreadable("day"))?;
        let update = Query::update()
            .table("grants")
            .value("ends_at", moment(members::ends_at(day, &zone)?))
            .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
            .and_where(Expr::col("until").eq(until))
            .take();
        transaction.execute(&update).await?;
    }
    Ok(())
}
