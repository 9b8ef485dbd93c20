//! Sealing: gives each new event its place in the chain of hashes.
//!
//! Events are written without a place, so that changes do not wait for each other. Sealing follows within a second. Any
//! number of servers may seal at once: all but one of them find that the chain has grown and begin again.

use std::collections::{BTreeMap, HashMap};

use api_types::{CompanyId, MemberId, OrganizationId, RoleId};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, Value};

use super::{
    chain::{COLUMNS, ChainedRow, Hash},
    details::facts,
    list::counted,
    names::{EventRow, Names},
};
use crate::{
    clock::Entropy,
    store::{
        Change, Database, StoreError, Transaction, batch,
        columns::read_id,
        listing::{self, Counted},
        sql, text,
    },
};

/// Events that are sealed in one transaction, so that changes do not wait long.
const BATCH: u64 = 500;
/// The same where nothing waits.
const BULK: u64 = 5_000;
/// How often others may be faster before this server leaves it to them.
const ATTEMPTS: u32 = 10;

/// Events were not sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// Another server has sealed some, or details were erased.
    #[error("the audit log has changed meanwhile")]
    Stale,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Seals every event that is not sealed yet, in the order of their ids. Returns how many.
///
/// # Errors
/// When the database fails.
pub async fn seal(database: &Database, entropy: &Entropy) -> Result<u64, StoreError> {
    seal_in_batches(database, entropy, BATCH).await
}

/// The same in larger transactions, for a database that nothing else writes to.
///
/// # Errors
/// When the database fails.
pub async fn seal_in_bulk(database: &Database, entropy: &Entropy) -> Result<u64, StoreError> {
    seal_in_batches(database, entropy, BULK).await
}

async fn seal_in_batches(database: &Database, entropy: &Entropy, most: u64) -> Result<u64, StoreError> {
    let (mut sealed, mut attempts) = (0, 0);
    while attempts < ATTEMPTS {
        let rows = unsealed(database, most).await?;
        if rows.is_empty() {
            break;
        }
        let batch = Batch::new(database, entropy, rows).await?;
        match database.apply(&batch).await {
            Ok(()) => {
                sealed += batch.rows.len() as u64;
                attempts = 0;
            }
            Err(SealError::Stale) => attempts += 1,
            Err(SealError::Store(error)) => return Err(error),
        }
    }
    Ok(sealed)
}

async fn unsealed(database: &Database, most: u64) -> Result<Vec<ChainedRow>, StoreError> {
    let query = Query::select()
        .columns(COLUMNS)
        .from("audit_events")
        .and_where(Expr::col("position").is_null())
        .order_by("id", Order::Asc)
        .limit(most)
        .take();
    database.all(&query).await
}

/// Some events with their places. What they are made from is read before, so that the transaction is short and conflicts
/// with no change.
struct Batch {
    /// The end of the chain that they follow.
    end: (i64, Vec<u8>),
    rows: Vec<ChainedRow>,
    /// What the list counts, by organization.
    counted: BTreeMap<OrganizationId, Vec<Counted>>,
}

impl Batch {
    async fn new(database: &Database, entropy: &Entropy, mut rows: Vec<ChainedRow>) -> Result<Self, StoreError> {
        let end = Query::select().columns(["position", "hash"]).from("audit_chain").take();
        let end: (i64, Vec<u8>) = sql::always(database.one(&end).await?)?;
        add_actors(database, &mut rows).await?;
        let counted = add_search_texts(database, &mut rows).await?;
        let (mut position, mut previous) = end.clone();
        for row in &mut rows {
            let salt: [u8; 16] = entropy.bytes();
            position += 1;
            row.details_hash = Some(row.hash_of_details(&salt).to_vec());
            row.salt = Some(salt.to_vec());
            let hash: Hash = row.hash_after(&previous, position);
            previous = hash.to_vec();
            row.position = Some(position);
            row.hash = Some(previous.clone());
        }
        Ok(Self { end, rows, counted })
    }

    /// Moves the end of the chain behind these events.
    async fn extend(&self, transaction: &mut Transaction) -> Result<i64, SealError> {
        let (position, hash) = &self.end;
        let last = self.rows.last().and_then(|row| Some((row.position?, row.hash.clone()?)));
        let (end, new_hash) = last.ok_or(SealError::Stale)?;
        let update = Query::update()
            .table("audit_chain")
            .value("position", end)
            .value("hash", new_hash)
            .and_where(Expr::col("position").eq(*position))
            .and_where(Expr::col("hash").eq(hash.clone()))
            .take();
        if transaction.execute(&update).await? == 0 { Err(SealError::Stale) } else { Ok(end) }
    }
}

impl Change for Batch {
    type Output = ();
    type Error = SealError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), SealError> {
        let end = self.extend(transaction).await?;
        let rows = self.rows.iter().map(values).collect();
        let column = |column| Expr::col(("audit_events", column));
        let as_read = |name| column(name).eq(Expr::col(("excluded", name)));
        let is_as_read = column("position").is_null().and(as_read("details"));
        let seal = OnConflict::column("id")
            .update_columns(["actor_id", "position", "hash", "details_hash", "salt", "search_text"])
            .action_and_where(is_as_read)
            .to_owned();
        batch::insert_with(transaction, "audit_events", &COLUMNS, rows, |insert| {
            insert.on_conflict(seal.clone());
        })
        .await?;
        let sealed = Query::select()
            .from("audit_events")
            .and_where(Expr::col("position").gt(self.end.0))
            .and_where(Expr::col("position").lte(end))
            .take();
        let (sealed,): (i64,) = sql::always(transaction.one(&sql::count(&sealed)).await?)?;
        if usize::try_from(sealed) != Ok(self.rows.len()) {
            return Err(SealError::Stale);
        }
        for (organization, rows) in &self.counted {
            listing::add(transaction, *organization, super::SPEC.listing.name, rows).await?;
        }
        Ok(())
    }

    fn is_collision(&self, error: &SealError) -> bool {
        matches!(error, SealError::Store(error) if error.is_collision())
    }
}

fn values(row: &ChainedRow) -> Vec<Value> {
    let ChainedRow { id, organization_id, account_id, api_key_id, action, subject_id, details, .. } = row.clone();
    let ChainedRow { peer, occurred_at, request_id, actor_id, position, hash, .. } = row.clone();
    let ChainedRow { details_hash, salt, search_text, .. } = row.clone();
    vec![
        id.into(),
        organization_id.into(),
        account_id.into(),
        api_key_id.into(),
        action.into(),
        subject_id.into(),
        details.into(),
        peer.into(),
        occurred_at.into(),
        request_id.into(),
        actor_id.into(),
        position.into(),
        hash.into(),
        details_hash.into(),
        salt.into(),
        search_text.into(),
    ]
}

/// Says which member of its organization each account was.
async fn add_actors(database: &Database, rows: &mut [ChainedRow]) -> Result<(), StoreError> {
    let in_organization = || rows.iter().filter(|row| row.organization_id.is_some());
    let accounts: Vec<_> = in_organization().filter_map(|row| row.account_id.clone()).collect();
    let organizations: Vec<_> = in_organization().filter_map(|row| row.organization_id.clone()).collect();
    if accounts.is_empty() {
        return Ok(());
    }
    let mut members: HashMap<(Vec<u8>, Vec<u8>), Vec<u8>> = HashMap::new();
    // Those who were removed first: whoever is a member now is the one who acts.
    for column in ["removed_account_id", "account_id"] {
        let query = Query::select()
            .columns(["organization_id", column, "id"])
            .from("members")
            .and_where(Expr::col(column).is_in(accounts.iter().cloned()))
            .and_where(sql::without_index(database, "members", "organization_id").is_in(organizations.iter().cloned()))
            .take();
        let rows: Vec<(Vec<u8>, Vec<u8>, Vec<u8>)> = database.all(&query).await?;
        members.extend(rows.into_iter().map(|(organization, account, member)| ((organization, account), member)));
    }
    for row in rows {
        let who = row.organization_id.clone().zip(row.account_id.clone());
        row.actor_id = who.and_then(|who| members.get(&who).cloned());
    }
    Ok(())
}

/// Writes what each event is found by. Returns what the lists of the organizations count.
async fn add_search_texts(
    database: &Database,
    rows: &mut [ChainedRow],
) -> Result<BTreeMap<OrganizationId, Vec<Counted>>, StoreError> {
    let mut by_organization: BTreeMap<OrganizationId, Vec<&mut ChainedRow>> = BTreeMap::new();
    for row in rows {
        if let Some(organization) = &row.organization_id {
            by_organization.entry(read_id(organization)?).or_default().push(row);
        }
    }
    let existing = existing(database, by_organization.keys().copied()).await?;
    let mut counts = BTreeMap::new();
    for (organization, rows) in by_organization.into_iter().filter(|(id, _)| existing.contains(id)) {
        let events: Vec<_> = rows.iter().map(|row| event(row)).collect();
        let names = Names::of(database, organization, &events).await?;
        for (row, event) in rows.into_iter().zip(events) {
            row.search_text = search_text(&names, event)?;
            counts.entry(organization).or_insert_with(Vec::new).push(counted(&row.action, row.actor_id.clone()));
        }
    }
    Ok(counts)
}

/// Those of the organizations that exist.
async fn existing(
    database: &Database,
    organizations: impl Iterator<Item = OrganizationId>,
) -> Result<Vec<OrganizationId>, StoreError> {
    let ids = organizations.map(crate::store::columns::id_bytes);
    let query = Query::select().column("id").from("organizations").and_where(Expr::col("id").is_in(ids)).take();
    let rows: Vec<(Vec<u8>,)> = database.all(&query).await?;
    rows.iter().map(|(id,)| read_id(id)).collect()
}

fn event(row: &ChainedRow) -> EventRow {
    EventRow {
        id: row.id.clone(),
        account_id: row.account_id.clone(),
        api_key_id: row.api_key_id.clone(),
        actor_id: row.actor_id.clone(),
        action: row.action.clone(),
        subject_id: row.subject_id.clone(),
        details: row.details.clone(),
        peer: row.peer.clone(),
        occurred_at: row.occurred_at,
        request_id: row.request_id.clone(),
    }
}

/// The name and e-mail address of whom it happened to, values, address and id of the request. Nothing of anybody else: it
/// is erased with the details, when that member is.
fn search_text(names: &Names, event: EventRow) -> Result<String, StoreError> {
    let ids = [event.peer.clone(), event.request_id.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let email = names.email_of_target(&event).unwrap_or_default().to_owned();
    let values = facts(&event.details).into_iter().flat_map(|fact| fact.before.into_iter().chain(fact.after));
    let values = values.filter(|value| !is_id(value)).collect::<Vec<_>>().join(" ");
    let target = names.whole_event(event)?.target.and_then(|target| target.name).unwrap_or_default();
    Ok(text::searched(&[&target, &email, &values, &ids]))
}

/// Whether a value stands for a member, a role or a company.
fn is_id(value: &str) -> bool {
    value.parse::<MemberId>().is_ok() || value.parse::<RoleId>().is_ok() || value.parse::<CompanyId>().is_ok()
}
