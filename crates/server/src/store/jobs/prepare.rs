//! Preparing: finds out what a job would change, portion after portion, and changes nothing but the job.

use std::collections::HashSet;

use api_types::{
    JobChange, JobId, JobOutcome, JobState, Member, MemberId, MemberStatus, NewJob, OrganizationId, Sort,
    member_problems,
};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query, SelectStatement, Value};
use serde::{Deserialize, Serialize};

use super::{
    evaluate::{Facts, Verdict, evaluate, loses_access, sends_mail},
    import,
    may::May,
    outcome_place, read_view, reason_key,
    record::{JobRecord, json, read_json},
};
use crate::store::{
    Change, Database, StoreError, Transaction, batch,
    columns::{id_bytes, moment, read_id, status_place},
    listing::{ListRequest, Noun, OpenList},
    members::{self, Members},
    page::{PageRequest, Start},
    roles, sessions, sql,
};

/// Rows of one portion.
const ROWS: usize = 500;

/// Where preparing continues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Next {
    /// With the listed member at this place.
    Listed(usize),
    /// In the view from here.
    View(Start),
    /// With the row of an import behind this place.
    Import(u64),
    /// Everything is there but the effects.
    Effects,
}

impl Next {
    /// The begin of the view.
    pub(super) fn first_of_view() -> Self {
        Self::View(Start::First)
    }
}

/// Prepares the next portion of a job, and says whether there is more. Any number of servers may do this at once: all
/// but one of them find that the job has changed.
///
/// # Errors
/// When the database fails.
pub async fn prepare(
    database: &Database,
    may: &May,
    id: JobId,
    (now, today): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    let Some(job) = JobRecord::find(database, id).await?.filter(|job| job.state == JobState::Preparing) else {
        return Ok(false);
    };
    let Some(next) = &job.next else { return Ok(false) };
    if let Next::Import(after) = read_json(next)? {
        return import::prepare(database, may, &job, after, now).await;
    }
    let new = job.new_job()?;
    let next = match read_json(next)? {
        Next::Listed(from) => {
            let wanted = &new.members[from.min(new.members.len())..];
            let wanted = &wanted[..wanted.len().min(ROWS)];
            let found = members::changed(database, &may.read, wanted).await?;
            let rows = wanted.iter().map(|id| found.get(id));
            let facts = facts(database, may, &new.change, wanted).await?;
            let rows = rows.map(|member| row(&new.change, member, &facts)).collect();
            let end = from + wanted.len();
            let next = if end < new.members.len() { Next::Listed(end) } else { Next::Effects };
            AddRows { job: id, version: job.version, rows, next, now }
        }
        Next::View(start) => {
            let (found, next) = of_view(database, may, &new, start, today).await?;
            let ids: Vec<MemberId> = found.iter().map(|member| member.id).collect();
            let facts = facts(database, may, &new.change, &ids).await?;
            let except: HashSet<MemberId> = new.except.iter().copied().collect();
            let wanted = found.iter().filter(|member| !except.contains(&member.id));
            let rows = wanted.map(|member| row(&new.change, Some(member), &facts)).collect();
            AddRows { job: id, version: job.version, rows, next: next.map_or(Next::Effects, Next::View), now }
        }
        Next::Import(_) => return Ok(false),
        Next::Effects => {
            let effects = AddEffects { job: id, version: job.version, change: new.change, now };
            database.apply(&effects).await?;
            return Ok(false);
        }
    };
    database.apply(&next).await?;
    Ok(true)
}

/// A portion of the members of the view, and where the next one starts.
async fn of_view(
    database: &Database,
    may: &May,
    new: &NewJob,
    start: Start,
    today: Timestamp,
) -> Result<(Vec<Member>, Option<Start>), StoreError> {
    let view = new.view.as_deref().unwrap_or_default();
    let mut query = read_view(view).map_err(|_| StoreError::Unreadable("view of a job"))?;
    // Whatever changes meanwhile, a name stays where it is.
    query.sort = Sort::read(query.listing(), "name").unwrap_or(query.sort);
    let list = OpenList::open::<Members>(database, &may.read).await?;
    let page = PageRequest { limit: ROWS as u64, start };
    let found = list.uncounted_page(&ListRequest { query: &query, page, count_all: false, now: today }).await?;
    let rows = Members::rows(database, &may.read, &found.items, today).await?;
    Ok((rows, found.next.map(Start::After)))
}

async fn facts(database: &Database, may: &May, change: &JobChange, members: &[MemberId]) -> Result<Facts, StoreError> {
    let organization = may.read.organization();
    let caller = Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("account_id").eq(id_bytes(may.read.account())))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take();
    let caller: Option<(Vec<u8>,)> = database.one(&caller).await?;
    let mut facts = Facts { caller: caller.map(|(id,)| read_id(&id)).transpose()?, ..Facts::default() };
    if matches!(change, JobChange::Remove { .. } | JobChange::Withdraw) {
        let query = Query::select()
            .distinct()
            .column("member_id")
            .from("member_references")
            .and_where(Expr::col("member_id").is_in(members.iter().map(|member| id_bytes(*member))))
            .take();
        facts.blocked = ids(database.all(&query).await?)?.into_iter().collect();
    }
    if let JobChange::SetSupervisor { supervisor: Some(supervisor) } = change {
        facts.above = above(database, organization, *supervisor).await?;
    }
    Ok(facts)
}

/// A member and everybody above.
async fn above(
    database: &Database,
    organization: OrganizationId,
    member: MemberId,
) -> Result<HashSet<MemberId>, StoreError> {
    let (mut above, mut next) = (HashSet::new(), Some(member));
    while let Some(id) = next.filter(|id| !above.contains(id)) {
        above.insert(id);
        let query = Query::select()
            .column("supervisor_id")
            .from("members")
            .and_where(Expr::col("id").eq(id_bytes(id)))
            .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
            .take();
        let row: Option<(Option<Vec<u8>>,)> = database.one(&query).await?;
        next = row.and_then(|(id,)| id).map(|id| read_id(&id)).transpose()?;
    }
    Ok(above)
}

fn ids(rows: Vec<(Vec<u8>,)>) -> Result<Vec<MemberId>, StoreError> {
    rows.iter().map(|(id,)| read_id(id)).collect()
}

/// A row that is prepared.
#[derive(Debug)]
struct Prepared {
    member: Option<MemberId>,
    verdict: Verdict,
    loses_access: bool,
    sends_mail: bool,
}

fn row(change: &JobChange, member: Option<&Member>, facts: &Facts) -> Prepared {
    let Some(member) = member else {
        let verdict = Verdict::Refused(member_problems::NOT_FOUND);
        return Prepared { member: None, verdict, loses_access: false, sends_mail: false };
    };
    let verdict = evaluate(change, member, facts);
    let is_planned = verdict == Verdict::Planned;
    Prepared {
        member: Some(member.id),
        verdict,
        loses_access: is_planned && loses_access(change, member),
        sends_mail: is_planned && sends_mail(change, member),
    }
}

/// Adds prepared rows, if the job is still as it was read.
#[derive(Debug)]
struct AddRows {
    job: JobId,
    version: i64,
    rows: Vec<Prepared>,
    next: Next,
    now: Timestamp,
}

impl Change for AddRows {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let Some(mut job) = unchanged(transaction, self.job, self.version).await? else { return Ok(()) };
        // Somebody whose name changes meanwhile can come twice.
        let there = self.there(transaction).await?;
        let is_new = |row: &&Prepared| row.member.is_none_or(|member| !there.contains(&member));
        let rows: Vec<&Prepared> = self.rows.iter().filter(is_new).collect();
        let first = i64::try_from(job.prepared).unwrap_or(i64::MAX) + 1;
        let values = (first..).zip(&rows).map(|(place, row)| row.values(self.job, place)).collect();
        batch::insert(transaction, "job_rows", &["job_id", "place", "member_id", "outcome", "reason"], values).await?;
        for row in rows {
            job.prepared += 1;
            match row.verdict {
                Verdict::Planned => job.counts.planned += 1,
                Verdict::Unchanged(code) => {
                    job.counts.unchanged += 1;
                    *job.reasons.entry(reason_key(JobOutcome::Unchanged, code)).or_default() += 1;
                }
                Verdict::Refused(code) => {
                    job.counts.refused += 1;
                    *job.reasons.entry(reason_key(JobOutcome::Refused, code)).or_default() += 1;
                }
            }
            job.effects.lose_access += u64::from(row.loses_access);
            job.effects.mails += u64::from(row.sends_mail);
        }
        job.total = std::cmp::max(job.total, job.prepared);
        job.next = Some(json(&self.next)?);
        job.save(transaction, moment(self.now)).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

impl AddRows {
    /// Those members that the job has already.
    async fn there(&self, transaction: &mut Transaction) -> Result<HashSet<MemberId>, StoreError> {
        let members = self.rows.iter().filter_map(|row| row.member).map(id_bytes);
        let query = Query::select()
            .column("member_id")
            .from("job_rows")
            .and_where(Expr::col("job_id").eq(id_bytes(self.job)))
            .and_where(Expr::col("member_id").is_in(members))
            .take();
        Ok(ids(transaction.all(&query).await?)?.into_iter().collect())
    }
}

impl Prepared {
    fn values(&self, job: JobId, place: i64) -> Vec<Value> {
        let (outcome, reason) = match self.verdict {
            Verdict::Planned => (JobOutcome::Planned, None),
            Verdict::Unchanged(code) => (JobOutcome::Unchanged, Some(code)),
            Verdict::Refused(code) => (JobOutcome::Refused, Some(code)),
        };
        vec![
            id_bytes(job).into(),
            place.into(),
            self.member.map(id_bytes).into(),
            outcome_place(outcome).into(),
            reason.into(),
        ]
    }
}

/// The job, if it is still being prepared and has this version.
pub(super) async fn unchanged(
    transaction: &mut Transaction,
    job: JobId,
    version: i64,
) -> Result<Option<JobRecord>, StoreError> {
    let job = JobRecord::lock(transaction, job).await?;
    Ok(job.filter(|job| job.version == version && job.state == JobState::Preparing))
}

/// Finds out what else a job does, and makes it ready.
#[derive(Debug)]
struct AddEffects {
    job: JobId,
    version: i64,
    change: JobChange,
    now: Timestamp,
}

impl Change for AddEffects {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let Some(mut job) = unchanged(transaction, self.job, self.version).await? else { return Ok(()) };
        self.keep_an_administrator(transaction, &mut job).await?;
        job.effects.seats = members::seats(transaction, job.organization).await?;
        let planned = i64::try_from(job.counts.planned).unwrap_or(i64::MAX);
        job.effects.seat_change = match self.change {
            JobChange::Remove { .. } | JobChange::Withdraw => -planned,
            JobChange::Restore => planned,
            _ => 0,
        };
        if matches!(self.change, JobChange::Deactivate { .. } | JobChange::Remove { .. }) {
            job.effects.signed_in = self.signed_in(transaction).await?;
            (job.effects.reports, job.effects.supervisors) = self.reports(transaction, job.organization).await?;
        }
        job.total = job.prepared;
        job.next = None;
        job.state = JobState::Ready;
        job.save(transaction, moment(self.now)).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

impl AddEffects {
    /// Refuses to change all administrators: one of them has to stay.
    async fn keep_an_administrator(
        &self,
        transaction: &mut Transaction,
        job: &mut JobRecord,
    ) -> Result<(), StoreError> {
        let takes_role = match &self.change {
            JobChange::Deactivate { .. } | JobChange::Remove { .. } => true,
            JobChange::RemoveRoles { roles } => roles::administers(transaction, job.organization, roles).await?,
            JobChange::ReplaceRoles { roles } => !roles::administers(transaction, job.organization, roles).await?,
            _ => false,
        };
        if !takes_role {
            return Ok(());
        }
        let administrators = || roles::administrators(job.organization).column(("members", "id")).take();
        let others = administrators()
            .and_where(Expr::col(("members", "id")).not_in_subquery(self.planned("member_id")))
            .limit(1)
            .take();
        if transaction.one::<(Vec<u8>,)>(&others).await?.is_some() {
            return Ok(());
        }
        let update = Query::update()
            .table("job_rows")
            .value("outcome", outcome_place(JobOutcome::Refused))
            .value("reason", member_problems::LAST_ADMINISTRATOR)
            .and_where(Expr::col("job_id").eq(id_bytes(self.job)))
            .and_where(Expr::col("outcome").eq(outcome_place(JobOutcome::Planned)))
            .and_where(Expr::col("member_id").in_subquery(administrators()))
            .take();
        let refused = transaction.execute(&update).await?;
        job.counts.planned = job.counts.planned.saturating_sub(refused);
        job.counts.refused += refused;
        if refused > 0 {
            let key = reason_key(JobOutcome::Refused, member_problems::LAST_ADMINISTRATOR);
            *job.reasons.entry(key).or_default() += i64::try_from(refused).unwrap_or(i64::MAX);
            job.effects.lose_access = job.effects.lose_access.saturating_sub(refused);
        }
        Ok(())
    }

    /// A column of the planned rows.
    fn planned(&self, column: &'static str) -> SelectStatement {
        Query::select()
            .column(("job_rows", column))
            .from("job_rows")
            .and_where(Expr::col(("job_rows", "job_id")).eq(id_bytes(self.job)))
            .and_where(Expr::col(("job_rows", "outcome")).eq(outcome_place(JobOutcome::Planned)))
            .take()
    }

    /// How many of the planned members have a session.
    async fn signed_in(&self, transaction: &mut Transaction) -> Result<u64, StoreError> {
        let query = Query::select()
            .expr(Expr::cust(r#"COUNT(DISTINCT "members"."id")"#))
            .from("job_rows")
            .inner_join("members", Expr::col(("members", "id")).equals(("job_rows", "member_id")))
            .inner_join("sessions", Expr::col(("sessions", "account_id")).equals(("members", "account_id")))
            .and_where(Expr::col(("job_rows", "job_id")).eq(id_bytes(self.job)))
            .and_where(Expr::col(("job_rows", "outcome")).eq(outcome_place(JobOutcome::Planned)))
            .and_where(Expr::col(("members", "status")).eq(status_place(MemberStatus::Active)))
            .and_where(sessions::is_open(self.now))
            .take();
        let (number,): (i64,) = sql::always(transaction.one(&query).await?)?;
        Ok(number.unsigned_abs())
    }

    /// How many members have one of the planned ones as supervisor and are not planned themselves; and how many
    /// supervisors these have.
    async fn reports(
        &self,
        transaction: &mut Transaction,
        organization: OrganizationId,
    ) -> Result<(u64, u64), StoreError> {
        let query = Query::select()
            .expr(Expr::cust("COUNT(*)"))
            .expr(Expr::cust(r#"COUNT(DISTINCT "members"."supervisor_id")"#))
            .from("members")
            .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(organization)))
            .and_where(Expr::col(("members", "hidden")).eq(false))
            .and_where(Expr::col(("members", "supervisor_id")).in_subquery(self.planned("member_id")))
            .and_where(Expr::col(("members", "id")).not_in_subquery(self.planned("member_id")))
            .take();
        let (reports, supervisors): (i64, i64) = sql::always(transaction.one(&query).await?)?;
        Ok((reports.unsigned_abs(), supervisors.unsigned_abs()))
    }
}
