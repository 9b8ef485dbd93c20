//! Jobs and their rows, as their user sees them.

use std::collections::{BTreeMap, HashMap};

use api_types::{
    CompanyRef, JOB_DAYS, JOB_ROWS, Job, JobChange, JobId, JobKind, JobOutcome, JobProblem, JobReason, JobRow, JobRows,
    MemberId, MemberRef, RoleRef,
};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};

use super::{
    outcome_place, read_outcome,
    record::{JobRecord, jobs},
    undo::undoable_until,
};
use crate::{
    authz::{
        Authorized,
        policy::{Action, ReadMembers},
    },
    store::{
        Database, StoreError,
        columns::{id_bytes, moment, read_id, wire_moment},
    },
};

/// Jobs in one response.
const JOBS: u64 = 50;
/// Rows of a portion of the results.
const RESULTS: u64 = 1_000;

/// The caller's jobs, the newest first. Of those that were never started, only imports that did not arrive completely
/// are among them.
///
/// # Errors
/// When the database fails.
pub async fn all(database: &Database, may: &Authorized<ReadMembers>, now: Timestamp) -> Result<Vec<Job>, StoreError> {
    let days = SignedDuration::from_hours(24 * i64::try_from(JOB_DAYS).unwrap_or_default());
    let since = now.checked_sub(days).unwrap_or(Timestamp::MIN);
    let is_incomplete = Expr::col("problem").eq(JobProblem::Incomplete.as_str());
    let is_listed = Expr::col("started_at").is_not_null().or(is_incomplete);
    let query = own(may)
        .and_where(is_listed)
        .and_where(Expr::col("created_at").gt(moment(since)))
        .order_by_expr(Func::coalesce([Expr::col("started_at"), Expr::col("created_at")]).into(), Order::Desc)
        .order_by("id", Order::Desc)
        .limit(JOBS)
        .take();
    wire(database, may, JobRecord::read(database, &query).await?, now).await
}

/// One of the caller's jobs.
///
/// # Errors
/// When the database fails.
pub async fn get(
    database: &Database,
    may: &Authorized<ReadMembers>,
    job: JobId,
    now: Timestamp,
) -> Result<Option<Job>, StoreError> {
    let query = own(may).and_where(Expr::col("id").eq(id_bytes(job))).take();
    Ok(wire(database, may, JobRecord::read(database, &query).await?, now).await?.pop())
}

pub(super) fn own<A: Action>(may: &Authorized<A>) -> SelectStatement {
    jobs()
        .and_where(Expr::col("account_id").eq(id_bytes(may.account())))
        .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
        .take()
}

/// What jobs name, by id.
#[derive(Default)]
struct Names {
    roles: HashMap<Vec<u8>, RoleRef>,
    companies: HashMap<Vec<u8>, CompanyRef>,
    members: HashMap<Vec<u8>, MemberRef>,
}

async fn wire(
    database: &Database,
    may: &Authorized<ReadMembers>,
    records: Vec<JobRecord>,
    now: Timestamp,
) -> Result<Vec<Job>, StoreError> {
    let changes = records.iter().map(change).collect::<Result<Vec<_>, StoreError>>()?;
    let names = Names::of(database, may, changes.iter().flatten().map(|(change, _)| change)).await?;
    records.into_iter().zip(changes).map(|(record, change)| names.job(record, change, now)).collect()
}

/// What a job changes, and the note; nothing for an import.
fn change(record: &JobRecord) -> Result<Option<(JobChange, Option<String>)>, StoreError> {
    if record.kind == JobKind::Import {
        return Ok(None);
    }
    let new = record.new_job()?;
    Ok(Some((new.change, new.note)))
}

impl Names {
    async fn of<'a>(
        database: &Database,
        may: &Authorized<ReadMembers>,
        changes: impl Iterator<Item = &'a JobChange>,
    ) -> Result<Self, StoreError> {
        let (mut roles, mut companies, mut members) = (Vec::new(), Vec::new(), Vec::new());
        for change in changes {
            match change {
                JobChange::AddRoles { roles: some }
                | JobChange::RemoveRoles { roles: some }
                | JobChange::ReplaceRoles { roles: some } => roles.extend(some.iter().copied().map(id_bytes)),
                JobChange::AddCompany { company }
                | JobChange::RemoveCompany { company }
                | JobChange::SetMainCompany { company } => companies.push(id_bytes(*company)),
                other => members.extend(person(other).map(id_bytes)),
            }
        }
        let organization = id_bytes(may.organization());
        let of = |table: &'static str, ids: Vec<Vec<u8>>| {
            Query::select()
                .column("id")
                .from(table)
                .and_where(Expr::col("organization_id").eq(organization.clone()))
                .and_where(Expr::col("id").is_in(ids))
                .take()
        };
        let mut names = Self::default();
        if !roles.is_empty() {
            let rows: Vec<(Vec<u8>, String, String)> =
                database.all(&of("roles", roles).columns(["key", "name"]).take()).await?;
            for (id, key, name) in rows {
                names.roles.insert(id.clone(), RoleRef { id: read_id(&id)?, key, name });
            }
        }
        if !companies.is_empty() {
            let rows: Vec<(Vec<u8>, String)> = database.all(&of("companies", companies).column("name").take()).await?;
            for (id, name) in rows {
                names.companies.insert(id.clone(), CompanyRef { id: read_id(&id)?, name });
            }
        }
        if !members.is_empty() {
            let rows: Vec<(Vec<u8>, String)> = database.all(&of("members", members).expr(shown_name()).take()).await?;
            for (id, name) in rows {
                names.members.insert(id.clone(), MemberRef { id: read_id(&id)?, name });
            }
        }
        Ok(names)
    }

    fn job(
        &self,
        record: JobRecord,
        change: Option<(JobChange, Option<String>)>,
        now: Timestamp,
    ) -> Result<Job, StoreError> {
        let until = undoable_until(&record)?.filter(|until| *until > now);
        let mut job = Job {
            id: record.id,
            kind: record.kind,
            state: record.state,
            created_at: wire_moment(record.created_at)?,
            started_at: record.started_at.map(wire_moment).transpose()?,
            ended_at: record.ended_at.map(wire_moment).transpose()?,
            total: record.total,
            prepared: record.prepared,
            counts: record.counts,
            reasons: reasons(&record.reasons),
            effects: record.effects,
            roles: Vec::new(),
            company: None,
            supervisor: None,
            note: None,
            undoable_until: until.map(|until| until.to_string()),
            undo_of: record.undo_of,
            undone_by: record.undone_by,
            problem: record.problem,
            version: record.version,
        };
        let Some((change, note)) = change else { return Ok(job) };
        job.note = note;
        match &change {
            JobChange::AddRoles { roles } | JobChange::RemoveRoles { roles } | JobChange::ReplaceRoles { roles } => {
                job.roles = roles.iter().filter_map(|id| self.roles.get(&id_bytes(*id)).cloned()).collect();
            }
            JobChange::AddCompany { company }
            | JobChange::RemoveCompany { company }
            | JobChange::SetMainCompany { company } => job.company = self.companies.get(&id_bytes(*company)).cloned(),
            other => job.supervisor = person(other).and_then(|id| self.members.get(&id_bytes(id)).cloned()),
        }
        Ok(job)
    }
}

/// The supervisor or successor of a change.
fn person(change: &JobChange) -> Option<MemberId> {
    match change {
        JobChange::SetSupervisor { supervisor: member }
        | JobChange::Deactivate { successor: member }
        | JobChange::Remove { successor: member } => *member,
        _ => None,
    }
}

fn reasons(stored: &BTreeMap<String, i64>) -> Vec<JobReason> {
    let read = |(key, rows): (&String, &i64)| {
        let (outcome, code) = key.split_once(' ')?;
        let outcome: JobOutcome = outcome.parse().ok()?;
        Some(JobReason { outcome, code: code.to_owned(), rows: rows.unsigned_abs() })
    };
    let mut reasons: Vec<JobReason> = stored.iter().filter_map(read).filter(|reason| reason.rows > 0).collect();
    reasons.sort_by(|one, other| other.rows.cmp(&one.rows).then_with(|| one.code.cmp(&other.code)));
    reasons
}

fn shown_name() -> Expr {
    Func::coalesce([Expr::col(("members", "name")), Expr::col(("members", "email"))]).into()
}

/// Which rows of a job.
#[derive(Debug, Clone, Default)]
pub struct RowsRequest {
    pub outcome: Option<JobOutcome>,
    pub reason: Option<String>,
    /// Behind this place.
    pub after: u64,
}

record! {
    struct RowOfJob {
        place: i64,
        outcome: i16,
        reason: Option<String>,
        member_id: Option<Vec<u8>>,
        name: Option<String>,
        email: Option<String>,
    }
}

/// Rows of one of the caller's jobs, in the order of the job; `None` if the caller has no such job.
///
/// # Errors
/// When the database fails.
pub async fn rows(
    database: &Database,
    may: &Authorized<ReadMembers>,
    job: JobId,
    request: &RowsRequest,
) -> Result<Option<JobRows>, StoreError> {
    if !exists(database, may, job).await? {
        return Ok(None);
    }
    let limit = JOB_ROWS as u64;
    let mut items = read(database, job, request, limit + 1).await?;
    let has_more = items.len() > JOB_ROWS;
    items.truncate(JOB_ROWS);
    let next = items.last().filter(|_| has_more).map(|row| row.place);
    Ok(Some(JobRows { items, next }))
}

/// A portion of the results of one of the caller's jobs behind `after`, and whether there can be more.
///
/// # Errors
/// When the database fails.
pub async fn results(
    database: &Database,
    may: &Authorized<ReadMembers>,
    job: JobId,
    after: u64,
) -> Result<Option<Vec<JobRow>>, StoreError> {
    if !exists(database, may, job).await? {
        return Ok(None);
    }
    Ok(Some(read(database, job, &RowsRequest { after, ..RowsRequest::default() }, RESULTS).await?))
}

async fn exists(database: &Database, may: &Authorized<ReadMembers>, job: JobId) -> Result<bool, StoreError> {
    let query = own(may).and_where(Expr::col("id").eq(id_bytes(job))).take();
    Ok(!JobRecord::read(database, &query).await?.is_empty())
}

async fn read(database: &Database, job: JobId, request: &RowsRequest, limit: u64) -> Result<Vec<JobRow>, StoreError> {
    let mut query = Query::select()
        .columns(["place", "outcome", "reason", "member_id"].map(|column| ("job_rows", column)))
        .expr_as(shown_name(), "name")
        .column(("members", "email"))
        .from("job_rows")
        .left_join("members", Expr::col(("members", "id")).equals(("job_rows", "member_id")))
        .and_where(Expr::col(("job_rows", "job_id")).eq(id_bytes(job)))
        .and_where(Expr::col(("job_rows", "place")).gt(i64::try_from(request.after).unwrap_or(i64::MAX)))
        .order_by(("job_rows", "place"), Order::Asc)
        .limit(limit)
        .take();
    if let Some(outcome) = request.outcome {
        query.and_where(Expr::col(("job_rows", "outcome")).eq(outcome_place(outcome)));
    }
    if let Some(reason) = &request.reason {
        query.and_where(Expr::col(("job_rows", "reason")).eq(reason.as_str()));
    }
    let rows: Vec<RowOfJob> = database.all(&query).await?;
    rows.into_iter().map(RowOfJob::row).collect()
}

impl RowOfJob {
    fn row(self) -> Result<JobRow, StoreError> {
        let id = self.member_id.map(|id| read_id(&id)).transpose()?;
        Ok(JobRow {
            place: self.place.unsigned_abs(),
            outcome: read_outcome(self.outcome)?,
            member: id.zip(self.name).map(|(id, name)| MemberRef { id, name }),
            email: self.email,
            reason: self.reason,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_reason_comes_first() {
        let stored = BTreeMap::from([
            ("refused last_administrator".to_owned(), 2),
            ("unchanged already_done".to_owned(), 9),
            ("refused blocked".to_owned(), 0),
        ]);
        let codes: Vec<String> = reasons(&stored).into_iter().map(|reason| reason.code).collect();
        assert_eq!(codes, ["already_done", "last_administrator"]);
    }
}
