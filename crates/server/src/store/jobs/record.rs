//! A job as it is stored.

use api_types::{AccountId, JobCounts, JobEffects, JobId, JobKind, JobProblem, JobState, NewJob, OrganizationId};
use sea_query::{Expr, ExprTrait, LockBehavior, LockType, Order, Query, SelectStatement};
use serde::{Serialize, de::DeserializeOwned};

use super::Reasons;
use crate::store::{
    Database, StoreError, Transaction,
    columns::{id_bytes, read_id},
};

/// A job as it is stored; times are microseconds since 1970.
#[derive(Debug, Clone)]
pub(super) struct JobRecord {
    pub id: JobId,
    pub organization: OrganizationId,
    pub account: AccountId,
    pub kind: JobKind,
    pub request: String,
    pub state: JobState,
    pub next: Option<String>,
    pub total: u64,
    pub prepared: u64,
    pub counts: JobCounts,
    pub reasons: Reasons,
    pub effects: JobEffects,
    pub address: Option<String>,
    pub undo_of: Option<JobId>,
    pub undone_by: Option<JobId>,
    pub problem: Option<JobProblem>,
    pub version: i64,
    pub created_at: i64,
    pub started_at: Option<i64>,
    pub ended_at: Option<i64>,
}

record! {
    struct Row {
        id: Vec<u8>,
        organization_id: Vec<u8>,
        account_id: Vec<u8>,
        kind: String,
        request: String,
        state: i16,
        next: Option<String>,
        total: i64,
        prepared: i64,
        planned: i64,
        changed: i64,
        unchanged: i64,
        refused: i64,
        reasons: String,
        effects: String,
        address: Option<String>,
        undo_of: Option<Vec<u8>>,
        undone_by: Option<Vec<u8>>,
        problem: Option<String>,
        version: i64,
        created_at: i64,
        started_at: Option<i64>,
        ended_at: Option<i64>,
    }
}

const COLUMNS: [&str; 23] = [
    "id",
    "organization_id",
    "account_id",
    "kind",
    "request",
    "state",
    "next",
    "total",
    "prepared",
    "planned",
    "changed",
    "unchanged",
    "refused",
    "reasons",
    "effects",
    "address",
    "undo_of",
    "undone_by",
    "problem",
    "version",
    "created_at",
    "started_at",
    "ended_at",
];

impl Row {
    fn record(self) -> Result<JobRecord, StoreError> {
        let unreadable = || StoreError::Unreadable("job");
        Ok(JobRecord {
            id: read_id(&self.id)?,
            organization: read_id(&self.organization_id)?,
            account: read_id(&self.account_id)?,
            kind: self.kind.parse().map_err(|()| unreadable())?,
            request: self.request,
            state: read_state(self.state)?,
            next: self.next,
            total: self.total.unsigned_abs(),
            prepared: self.prepared.unsigned_abs(),
            counts: JobCounts {
                planned: self.planned.unsigned_abs(),
                changed: self.changed.unsigned_abs(),
                unchanged: self.unchanged.unsigned_abs(),
                refused: self.refused.unsigned_abs(),
            },
            reasons: read_json(&self.reasons)?,
            effects: read_json(&self.effects)?,
            address: self.address,
            undo_of: self.undo_of.map(|id| read_id(&id)).transpose()?,
            undone_by: self.undone_by.map(|id| read_id(&id)).transpose()?,
            problem: self.problem.map(|problem| problem.parse().map_err(|()| unreadable())).transpose()?,
            version: self.version,
            created_at: self.created_at,
            started_at: self.started_at,
            ended_at: self.ended_at,
        })
    }
}

/// What is stored as JSON.
pub(super) fn read_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Unreadable("part of a job"))
}

/// The same as text.
pub(super) fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Unreadable("part of a job"))
}

const STATES: [JobState; 6] =
    [JobState::Preparing, JobState::Ready, JobState::Running, JobState::Done, JobState::Stopped, JobState::Failed];

/// A state as the table has it.
pub(super) fn state_place(state: JobState) -> i16 {
    let place = STATES.iter().position(|known| *known == state).unwrap_or_default();
    i16::try_from(place).unwrap_or_default()
}

fn read_state(place: i16) -> Result<JobState, StoreError> {
    let found = usize::try_from(place).ok().and_then(|place| STATES.get(place).copied());
    found.ok_or(StoreError::Unreadable("state of a job"))
}

/// Selects jobs.
pub(super) fn jobs() -> SelectStatement {
    Query::select().columns(COLUMNS).from("jobs").take()
}

impl JobRecord {
    /// The jobs of a query that begins with [`jobs`].
    pub(super) async fn read(database: &Database, query: &SelectStatement) -> Result<Vec<Self>, StoreError> {
        let rows: Vec<Row> = database.all(query).await?;
        rows.into_iter().map(Row::record).collect()
    }

    /// The job with this id.
    pub(super) async fn find(database: &Database, id: JobId) -> Result<Option<Self>, StoreError> {
        let row: Option<Row> = database.one(&by_id(id)).await?;
        row.map(Row::record).transpose()
    }

    /// The same inside a change, for nobody else to change it meanwhile. Waits for a portion that is under way.
    pub(super) async fn lock(transaction: &mut Transaction, id: JobId) -> Result<Option<Self>, StoreError> {
        let row: Option<Row> = transaction.one(&by_id(id).lock(LockType::Update).take()).await?;
        row.map(Row::record).transpose()
    }

    /// The same, or nothing if a server works on it.
    pub(super) async fn claim(transaction: &mut Transaction, id: JobId) -> Result<Option<Self>, StoreError> {
        let query = by_id(id).lock_with_behavior(LockType::Update, LockBehavior::SkipLocked).take();
        let row: Option<Row> = transaction.one(&query).await?;
        row.map(Row::record).transpose()
    }

    /// Stores what changes in the life of a job, as its next version.
    pub(super) async fn save(&mut self, transaction: &mut Transaction, at: i64) -> Result<(), StoreError> {
        self.version += 1;
        transaction.noted().job(self.organization, self.account, self.id);
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let update = Query::update()
            .table("jobs")
            .value("state", state_place(self.state))
            .value("next", self.next.clone())
            .value("total", number(self.total))
            .value("prepared", number(self.prepared))
            .value("planned", number(self.counts.planned))
            .value("changed", number(self.counts.changed))
            .value("unchanged", number(self.counts.unchanged))
            .value("refused", number(self.counts.refused))
            .value("reasons", json(&self.reasons)?)
            .value("effects", json(&self.effects)?)
            .value("undone_by", self.undone_by.map(id_bytes))
            .value("problem", self.problem.map(JobProblem::as_str))
            .value("version", self.version)
            .value("turn", at)
            .value("started_at", self.started_at)
            .value("ended_at", self.ended_at)
            .and_where(Expr::col("id").eq(id_bytes(self.id)))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }

    /// What was asked for, unless it is an import.
    pub(super) fn new_job(&self) -> Result<NewJob, StoreError> {
        read_json(&self.request)
    }
}

fn by_id(id: JobId) -> SelectStatement {
    jobs().and_where(Expr::col("id").eq(id_bytes(id))).take()
}

/// A job that a server is to work on.
#[derive(Debug, Clone, Copy)]
pub struct ActiveJob {
    pub id: JobId,
    pub organization: OrganizationId,
    pub account: AccountId,
    pub kind: JobKind,
    pub state: JobState,
}

/// The jobs that are prepared or run, the one that has waited longest first.
///
/// # Errors
/// When the database fails.
pub async fn active(database: &Database) -> Result<Vec<ActiveJob>, StoreError> {
    let states = [JobState::Preparing, JobState::Running].map(state_place);
    // An import whose rows are being stored is not for anybody yet.
    let is_whole = Expr::col("state").eq(state_place(JobState::Running)).or(Expr::col("next").is_not_null());
    let query = jobs()
        .and_where(Expr::col("state").is_in(states))
        .and_where(is_whole)
        .order_by("turn", Order::Asc)
        .limit(20)
        .take();
    let jobs = JobRecord::read(database, &query).await?;
    let active = |job: JobRecord| ActiveJob {
        id: job.id,
        organization: job.organization,
        account: job.account,
        kind: job.kind,
        state: job.state,
    };
    Ok(jobs.into_iter().map(active).collect())
}
