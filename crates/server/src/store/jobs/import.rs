//! Imports of members as jobs. The rows of the file are the rows of the job: they are stored first, then each portion is
//! planned, and once the job is started each row is carried out.

use std::collections::HashSet;

use api_types::{
    JobId, JobKind, JobOutcome, JobState, MAX_READY_JOBS, MemberId, MemberImportCounts, MemberImportTab, MemberStatus,
    NewPeople,
};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement, Value};

use super::{
    Reasons,
    create::{JobError, insert, make_room},
    may::May,
    outcome_place,
    prepare::{Next, unchanged},
    read::own,
    read_outcome, reason_key,
    record::{JobRecord, json, read_json, state_place},
    run::{Settled, Tools},
    undo::{Undo, stored, texts_of},
};
use crate::{
    authz::{Authorized, Token, policy::ImportMembers},
    clock::new_id,
    store::{
        Change, Database, StoreError, Transaction, access,
        audit::AuditContext,
        batch,
        columns::{id_bytes, moment, read_id},
        members::{
            self, ChangeMemberError, MemberRecord,
            import::{Applying, Choices, ImportedRow, Planner, Refused, RowIds, RowOutcome, Seen, Superior},
        },
    },
};

/// Rows of one portion of the planning.
const ROWS: u64 = 500;

/// Stores an import whose rows are added next.
#[derive(Debug)]
pub struct CreateImport<'a> {
    pub may: &'a May,
    pub id: JobId,
    pub choices: &'a Choices,
    /// Rows that it will have.
    pub total: u64,
    /// An import that has not started, and gives way to this one.
    pub replaces: Option<JobId>,
    pub context: AuditContext,
}

impl Change for CreateImport<'_> {
    type Output = ();
    type Error = JobError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), JobError> {
        let import = self.may.import.as_ref().ok_or(JobError::NoLongerAllowed)?;
        access::still(transaction, import).await?.ok_or(JobError::NoLongerAllowed)?;
        if let Some(replaced) = self.replaces {
            let delete = Query::delete()
                .from_table("jobs")
                .and_where(Expr::col("id").eq(id_bytes(replaced)))
                .and_where(Expr::col("account_id").eq(id_bytes(import.account())))
                .and_where(Expr::col("organization_id").eq(id_bytes(import.organization())))
                .and_where(Expr::col("kind").eq(JobKind::Import.as_str()))
                .and_where(Expr::col("state").is_in([JobState::Preparing, JobState::Ready].map(state_place)))
                .take();
            transaction.execute(&delete).await?;
        }
        make_room(transaction, self.may, MAX_READY_JOBS).await?;
        let values = [
            ("request", json(self.choices)?.into()),
            ("state", state_place(JobState::Preparing).into()),
            // It waits for its rows.
            ("next", Value::String(None)),
            ("total", i64::try_from(self.total).unwrap_or(i64::MAX).into()),
        ];
        Ok(insert(transaction, (self.id, self.may, &self.context), JobKind::Import, values).await?)
    }

    fn is_collision(&self, error: &JobError) -> bool {
        error.is_collision()
    }
}

/// Adds rows of the file to an import, if the import still waits for rows.
#[derive(Debug)]
pub struct AddImportRows<'a> {
    pub job: JobId,
    /// The place of the first.
    pub first: u64,
    pub rows: &'a [ImportedRow],
}

impl Change for AddImportRows<'_> {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        if !JobRecord::lock(transaction, self.job).await?.is_some_and(|job| job.awaits_rows()) {
            return Ok(());
        }
        let values = (self.first..).zip(self.rows).map(|(place, row)| values(self.job, place, row));
        insert_rows(transaction, values.collect::<Result<_, StoreError>>()?).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

async fn insert_rows(transaction: &mut Transaction, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
    let columns = ["job_id", "place", "member_id", "outcome", "reason", "content"];
    batch::insert(transaction, "job_rows", &columns, rows).await
}

fn values(job: JobId, place: u64, row: &ImportedRow) -> Result<Vec<Value>, StoreError> {
    // Before it is planned, a row has no reason.
    let (outcome, reason) = if row.plan.is_none() && row.problems.is_empty() {
        (JobOutcome::Planned, None)
    } else {
        let outcome = row.outcome();
        (outcome_of(outcome), Some(row.reason().unwrap_or_else(|| outcome.as_str())))
    };
    Ok(vec![
        id_bytes(job).into(),
        i64::try_from(place).unwrap_or(i64::MAX).into(),
        row.target.map(id_bytes).into(),
        outcome_place(outcome).into(),
        reason.into(),
        json(row)?.into(),
    ])
}

fn outcome_of(outcome: RowOutcome) -> JobOutcome {
    match outcome {
        RowOutcome::New | RowOutcome::Changed | RowOutcome::Missing => JobOutcome::Planned,
        RowOutcome::Unchanged => JobOutcome::Unchanged,
        RowOutcome::Refused => JobOutcome::Refused,
    }
}

/// Lets an import be prepared: all of its rows are there.
#[derive(Debug)]
pub struct PrepareImport {
    pub job: JobId,
    pub at: Timestamp,
}

impl Change for PrepareImport {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let job = JobRecord::lock(transaction, self.job).await?;
        let Some(mut job) = job.filter(JobRecord::awaits_rows) else { return Ok(()) };
        job.next = Some(json(&Next::Import(0))?);
        job.save(transaction, moment(self.at)).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Plans the rows behind this place, and says whether there are more.
pub(super) async fn prepare(
    database: &Database,
    may: &May,
    job: &JobRecord,
    after: u64,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let Some(import) = &may.import else { return Ok(false) };
    let query = Query::select()
        .column("content")
        .from("job_rows")
        .and_where(Expr::col("job_id").eq(id_bytes(job.id)))
        .and_where(Expr::col("place").gt(i64::try_from(after).unwrap_or(i64::MAX)))
        .order_by("place", Order::Asc)
        .limit(ROWS)
        .take();
    let found: Vec<(Option<String>,)> = database.all(&query).await?;
    let content = |(content,): &(Option<String>,)| read_json(content.as_deref().unwrap_or_default());
    let mut rows = found.iter().map(content).collect::<Result<Vec<ImportedRow>, StoreError>>()?;
    let new = job.reasons.get(&reason_key(JobOutcome::Planned, RowOutcome::New.as_str())).copied();
    let refused = refused_before(database, job.id, &rows, after + 1).await?;
    let seen = Seen { new: new.unwrap_or_default().unsigned_abs(), refused };
    let choices: Choices = read_json(&job.request)?;
    let planner = Planner { may: import, choices: &choices, at: now };
    planner.plan(database, (&mut rows, after + 1), seen).await?;
    let is_last = (found.len() as u64) < ROWS;
    let planned = Planned { job: job.id, version: job.version, first: after + 1, rows, is_last, choices, now };
    database.apply(&planned).await?;
    Ok(!is_last)
}

/// Places of refused rows before this one, of those whose supervisors are new.
async fn refused_before(
    database: &Database,
    job: JobId,
    rows: &[ImportedRow],
    first: u64,
) -> Result<HashSet<u64>, StoreError> {
    let place = |row: &ImportedRow| match row.supervisor {
        Some(Superior::Row(place, _)) if place < first => i64::try_from(place).ok(),
        _ => None,
    };
    let places: HashSet<i64> = rows.iter().filter_map(place).collect();
    if places.is_empty() {
        return Ok(HashSet::new());
    }
    let query = Query::select()
        .column("place")
        .from("job_rows")
        .and_where(Expr::col("job_id").eq(id_bytes(job)))
        .and_where(Expr::col("outcome").eq(outcome_place(JobOutcome::Refused)))
        .and_where(Expr::col("place").is_in(places))
        .take();
    let rows: Vec<(i64,)> = database.all(&query).await?;
    Ok(rows.into_iter().map(|(place,)| place.unsigned_abs()).collect())
}

/// Stores a planned portion, if the job is still as it was read.
#[derive(Debug)]
struct Planned {
    job: JobId,
    version: i64,
    first: u64,
    rows: Vec<ImportedRow>,
    is_last: bool,
    choices: Choices,
    now: Timestamp,
}

impl Change for Planned {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let Some(mut job) = unchanged(transaction, self.job, self.version).await? else { return Ok(()) };
        let behind = i64::try_from(self.first + self.rows.len() as u64).unwrap_or(i64::MAX);
        let delete = Query::delete()
            .from_table("job_rows")
            .and_where(Expr::col("job_id").eq(id_bytes(self.job)))
            .and_where(Expr::col("place").gte(i64::try_from(self.first).unwrap_or(i64::MAX)))
            .and_where(Expr::col("place").lt(behind))
            .take();
        transaction.execute(&delete).await?;
        let values = (self.first..).zip(&self.rows).map(|(place, row)| values(self.job, place, row));
        insert_rows(transaction, values.collect::<Result<_, StoreError>>()?).await?;
        for row in &self.rows {
            let outcome = row.outcome();
            let is_planned = outcome_of(outcome) == JobOutcome::Planned;
            match outcome_of(outcome) {
                JobOutcome::Unchanged => job.counts.unchanged += 1,
                JobOutcome::Refused => job.counts.refused += 1,
                JobOutcome::Planned | JobOutcome::Changed => job.counts.planned += 1,
            }
            let reason = row.reason().unwrap_or_else(|| outcome.as_str());
            *job.reasons.entry(reason_key(outcome_of(outcome), reason)).or_default() += 1;
            let is_invited = outcome == RowOutcome::New && self.choices.new_people == NewPeople::Invite;
            let waits = row.draft.active_from.as_deref().is_some_and(|day| !day.is_empty());
            job.effects.mails += u64::from(is_invited && !waits);
            job.effects.seat_change += i64::from(outcome == RowOutcome::New);
            let ends_access = row.plan.as_ref().is_some_and(|plan| plan.ends_access);
            job.effects.lose_access += u64::from(is_planned && ends_access);
        }
        job.prepared += self.rows.len() as u64;
        job.next = Some(json(&Next::Import(job.prepared))?);
        if self.is_last {
            job.effects.seats = members::seats(transaction, job.organization).await?;
            (job.total, job.next, job.state) = (job.prepared, None, JobState::Ready);
        }
        job.save(transaction, moment(self.now)).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

/// Carries out a row of an import.
pub(super) struct ImportRow<'a> {
    pub may: &'a May,
    pub tools: &'a Tools,
    pub choices: &'a Choices,
    pub context: AuditContext,
}

impl ImportRow<'_> {
    /// Carries it out, or says why not. Then everything that it has written has to be taken back.
    ///
    /// # Errors
    /// When no row can be carried out.
    pub(super) async fn make(
        &self,
        transaction: &mut Transaction,
        content: &str,
    ) -> Result<Settled, ChangeMemberError> {
        let mut row: ImportedRow = read_json(content)?;
        let planned_as = Some(row.outcome().as_str().to_owned());
        let organization = self.may.read.organization();
        let before = match row.target {
            Some(target) => MemberRecord::find(transaction, organization, target).await?,
            None => None,
        };
        match self.apply(transaction, &row).await {
            Ok(member) => {
                let after = MemberRecord::find(transaction, organization, member).await?;
                let undo = after.and_then(|after| undo(before.as_ref(), &after));
                Ok(Settled {
                    outcome: JobOutcome::Changed,
                    reason: planned_as.clone(),
                    planned_as,
                    undo: stored(undo.as_ref())?,
                    member: Some(member),
                    content: None,
                })
            }
            Err(Refused::All(error)) => Err(error),
            Err(Refused::Row(problems)) => {
                row.problems = problems;
                Ok(Settled {
                    outcome: JobOutcome::Refused,
                    reason: row.reason().map(str::to_owned),
                    planned_as,
                    content: Some(json(&row)?),
                    ..Settled::default()
                })
            }
        }
    }

    async fn apply(&self, transaction: &mut Transaction, row: &ImportedRow) -> Result<MemberId, Refused> {
        let missing = || Refused::All(ChangeMemberError::NoLongerAllowed);
        let applying = Applying {
            invite: self.may.invite.as_ref().ok_or_else(missing)?,
            change: self.may.change.as_ref().ok_or_else(missing)?,
            assign: self.may.assign.as_ref(),
            choices: self.choices,
            mail_limits: self.tools.mail_limits,
            has_mail: self.tools.has_mail,
        };
        let ids = RowIds {
            member: new_id(&self.tools.clock, &self.tools.entropy),
            token: Token::new(&self.tools.entropy).hash(),
            context: self.context.clone(),
        };
        applying.apply(transaction, row, &ids).await
    }
}

/// What undoes a row: nothing of days and addresses.
fn undo(before: Option<&MemberRecord>, after: &MemberRecord) -> Option<Undo> {
    let Some(before) = before else { return Some(Undo::Restored) };
    if before.status == MemberStatus::Active && after.status == MemberStatus::Inactive && after.active_from.is_none() {
        return Some(Undo::Deactivated { reports: Vec::new(), successor: None });
    }
    let mut parts = Vec::new();
    if before.roles != after.roles {
        parts.push(Undo::Roles { before: before.roles.clone(), after: after.roles.clone() });
    }
    if before.companies != after.companies {
        parts.push(Undo::Companies { before: before.companies.clone(), after: after.companies.clone() });
    }
    if before.supervisor != after.supervisor {
        parts.push(Undo::Supervisor { before: before.supervisor, after: after.supervisor });
    }
    let (texts, texts_after) = (texts_of(before), texts_of(after));
    if texts != texts_after || before.name != after.name {
        let has_parts = before.given_name.is_some() || before.family_name.is_some();
        let name = before.name.clone().filter(|_| !has_parts);
        let mut texts = texts;
        if name.is_some() {
            (texts.given_name, texts.family_name) = (None, None);
        }
        parts.push(Undo::Texts { before: Box::new(texts), after: Box::new(texts_after), name });
    }
    (!parts.is_empty()).then_some(Undo::All(parts))
}

/// An import of the caller.
#[derive(Debug)]
pub struct ImportedJob {
    pub id: JobId,
    pub state: JobState,
    pub choices: Choices,
    pub counts: MemberImportCounts,
}

/// An import of the caller; `None` if there is none with this id.
///
/// # Errors
/// When the database fails.
pub async fn import(
    database: &Database,
    may: &Authorized<ImportMembers>,
    job: JobId,
) -> Result<Option<ImportedJob>, StoreError> {
    let query = own(may)
        .and_where(Expr::col("id").eq(id_bytes(job)))
        .and_where(Expr::col("kind").eq(JobKind::Import.as_str()))
        .and_where(Expr::col("undo_of").is_null())
        .take();
    let Some(record) = JobRecord::read(database, &query).await?.pop() else { return Ok(None) };
    let counts = counts(&record.reasons, record.counts.unchanged, record.counts.refused);
    let choices = read_json(&record.request)?;
    Ok(Some(ImportedJob { id: record.id, state: record.state, choices, counts }))
}

fn counts(reasons: &Reasons, unchanged: u64, refused: u64) -> MemberImportCounts {
    let number = |outcome: RowOutcome| {
        let of = |job: JobOutcome| reasons.get(&reason_key(job, outcome.as_str())).copied().unwrap_or_default();
        (of(JobOutcome::Planned) + of(JobOutcome::Changed)).unsigned_abs()
    };
    MemberImportCounts {
        new: number(RowOutcome::New),
        changed: number(RowOutcome::Changed),
        missing: number(RowOutcome::Missing),
        unchanged,
        refused,
    }
}

/// Which rows of an import.
#[derive(Debug, Clone, Copy)]
pub struct RowsOfImport {
    pub tab: MemberImportTab,
    /// Behind this place.
    pub after: u64,
    pub limit: u64,
}

/// A row of an import, as it is read.
#[derive(Debug)]
pub struct ReadRow {
    pub place: u64,
    pub outcome: JobOutcome,
    pub row: ImportedRow,
    /// The member: its id, its name or else its address, and its address.
    pub member: Option<(MemberId, String, String)>,
}

record! {
    struct StoredRow {
        place: i64,
        outcome: i16,
        content: Option<String>,
        member_id: Option<Vec<u8>>,
        name: Option<String>,
        email: Option<String>,
    }
}

/// Rows of an import of the caller that are planned.
///
/// # Errors
/// When the database fails.
pub async fn import_rows(
    database: &Database,
    import: &ImportedJob,
    request: RowsOfImport,
) -> Result<Vec<ReadRow>, StoreError> {
    let column = |name: &'static str| Expr::col(("job_rows", name));
    let shown = Func::coalesce([Expr::col(("members", "name")), Expr::col(("members", "email"))]);
    let mut query = Query::select()
        .columns(["place", "outcome", "content", "member_id"].map(|column| ("job_rows", column)))
        .expr_as(shown, "name")
        .column(("members", "email"))
        .from("job_rows")
        .left_join("members", Expr::col(("members", "id")).equals(("job_rows", "member_id")))
        .and_where(column("job_id").eq(id_bytes(import.id)))
        .and_where(column("place").gt(i64::try_from(request.after).unwrap_or(i64::MAX)))
        .order_by(("job_rows", "place"), Order::Asc)
        .limit(request.limit)
        .take();
    in_tab(&mut query, request.tab);
    let rows: Vec<StoredRow> = database.all(&query).await?;
    rows.into_iter().map(StoredRow::read).collect()
}

fn in_tab(query: &mut SelectStatement, tab: MemberImportTab) {
    let column = |name: &'static str| Expr::col(("job_rows", name));
    let planned = |query: &mut SelectStatement, outcome: RowOutcome| {
        let outcomes = [JobOutcome::Planned, JobOutcome::Changed].map(outcome_place);
        query.and_where(column("outcome").is_in(outcomes)).and_where(column("reason").eq(outcome.as_str()));
    };
    match tab {
        MemberImportTab::New => planned(query, RowOutcome::New),
        MemberImportTab::Changed => planned(query, RowOutcome::Changed),
        MemberImportTab::Missing => planned(query, RowOutcome::Missing),
        MemberImportTab::Unchanged => {
            query.and_where(column("outcome").eq(outcome_place(JobOutcome::Unchanged)));
        }
        MemberImportTab::Refused => {
            query.and_where(column("outcome").eq(outcome_place(JobOutcome::Refused)));
        }
    }
}

impl StoredRow {
    fn read(self) -> Result<ReadRow, StoreError> {
        let id = self.member_id.map(|id| read_id(&id)).transpose()?;
        let member = id.zip(self.name).zip(self.email).map(|((id, name), email)| (id, name, email));
        Ok(ReadRow {
            place: self.place.unsigned_abs(),
            outcome: read_outcome(self.outcome)?,
            row: read_json(self.content.as_deref().unwrap_or_default())?,
            member,
        })
    }
}
