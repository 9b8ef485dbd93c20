//! Running: changes planned rows, a portion in each transaction.

use api_types::{JobId, JobKind, JobOutcome, JobProblem, JobState, MemberId, NewJob};
use sea_query::{Expr, ExprTrait, Order, Query};

use super::{
    change_member::{Done, RowChange, RowError},
    import::ImportRow,
    may::May,
    outcome_place, reason_key,
    record::{JobRecord, read_json},
    undo::stored,
};
use crate::{
    clock::{Clock, Entropy},
    store::{
        Change, StoreError, Transaction,
        audit::{AuditContext, Source},
        columns::{id_bytes, moment, read_id},
        mail_limits::MailLimits,
        members::{ChangeMemberError, import::Choices},
    },
};

/// Rows of one portion: other changes wait for one of them on SQLite.
const ROWS: u64 = 50;

/// What the changes of rows need beside the database.
#[derive(Debug, Clone)]
pub struct Tools {
    pub clock: Clock,
    pub entropy: Entropy,
    /// Whether this server sends mail.
    pub has_mail: bool,
    pub mail_limits: MailLimits,
}

/// What a portion has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do.
    More,
    /// The job has ended, or was stopped.
    Ended,
    /// Another server works on the job.
    Busy,
}

/// Changes the next rows of a job.
#[derive(Debug)]
pub struct RunPortion<'a> {
    pub job: JobId,
    pub may: &'a May,
    pub tools: &'a Tools,
}

/// What a job does with its rows.
enum Work {
    Members(NewJob),
    Import(Choices),
    /// It takes an import back: its rows say how.
    Undo,
}

impl Work {
    fn of(job: &JobRecord) -> Result<Self, StoreError> {
        Ok(match (job.kind, job.undo_of) {
            (JobKind::Import, None) => Self::Import(read_json(&job.request)?),
            (JobKind::Import, Some(_)) => Self::Undo,
            _ => Self::Members(job.new_job()?),
        })
    }
}

/// What became of a row.
#[derive(Debug)]
pub(super) struct Settled {
    pub outcome: JobOutcome,
    pub reason: Option<String>,
    /// As what it was counted before.
    pub planned_as: Option<String>,
    pub undo: Option<String>,
    /// The member, if it is new.
    pub member: Option<MemberId>,
    /// What the row says now.
    pub content: Option<String>,
}

impl Default for Settled {
    fn default() -> Self {
        let outcome = JobOutcome::Planned;
        Self { outcome, reason: None, planned_as: None, undo: None, member: None, content: None }
    }
}

record! {
    struct Row {
        place: i64,
        member_id: Option<Vec<u8>>,
        content: Option<String>,
    }
}

impl Change for RunPortion<'_> {
    type Output = Progress;
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Progress, ChangeMemberError> {
        let Some(mut job) = JobRecord::claim(transaction, self.job).await? else { return Ok(Progress::Busy) };
        if job.state != JobState::Running {
            return Ok(Progress::Ended);
        }
        let work = Work::of(&job)?;
        let rows = self.planned(transaction).await?;
        for row in &rows {
            self.change(transaction, &mut job, &work, row).await?;
        }
        let now = moment(self.tools.clock.now());
        let is_last = (rows.len() as u64) < ROWS;
        if is_last {
            (job.state, job.ended_at) = (JobState::Done, Some(now));
        }
        job.save(transaction, now).await?;
        Ok(if is_last { Progress::Ended } else { Progress::More })
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

impl RunPortion<'_> {
    async fn planned(&self, transaction: &mut Transaction) -> Result<Vec<Row>, StoreError> {
        let query = Query::select()
            .columns(["place", "member_id", "content"])
            .from("job_rows")
            .and_where(Expr::col("job_id").eq(id_bytes(self.job)))
            .and_where(Expr::col("outcome").eq(outcome_place(JobOutcome::Planned)))
            .order_by("place", Order::Asc)
            .limit(ROWS)
            .take();
        transaction.all(&query).await
    }

    /// Changes a row as a whole or not at all, and notes which.
    async fn change(
        &self,
        transaction: &mut Transaction,
        job: &mut JobRecord,
        work: &Work,
        row: &Row,
    ) -> Result<(), ChangeMemberError> {
        transaction.begin_part().await?;
        let settled = match work {
            Work::Import(choices) => {
                let import = ImportRow { may: self.may, tools: self.tools, choices, context: context(self.tools, job) };
                import.make(transaction, row.content.as_deref().unwrap_or_default()).await?
            }
            Work::Members(new) => self.settle(transaction, (job, Some(new)), row).await?,
            Work::Undo => self.settle(transaction, (job, None), row).await?,
        };
        transaction.end_part(settled.outcome == JobOutcome::Changed).await?;
        job.counts.planned = job.counts.planned.saturating_sub(1);
        match settled.outcome {
            JobOutcome::Changed => job.counts.changed += 1,
            JobOutcome::Unchanged => job.counts.unchanged += 1,
            JobOutcome::Planned | JobOutcome::Refused => job.counts.refused += 1,
        }
        if let Some(code) = &settled.reason {
            *job.reasons.entry(reason_key(settled.outcome, code)).or_default() += 1;
        }
        if let Some(code) = &settled.planned_as {
            *job.reasons.entry(reason_key(JobOutcome::Planned, code)).or_default() -= 1;
        }
        let mut update = Query::update()
            .table("job_rows")
            .value("outcome", outcome_place(settled.outcome))
            .value("reason", settled.reason)
            .value("undo", settled.undo)
            .and_where(Expr::col("job_id").eq(id_bytes(self.job)))
            .and_where(Expr::col("place").eq(row.place))
            .take();
        if let Some(member) = settled.member {
            update.value("member_id", id_bytes(member));
        }
        if let Some(content) = settled.content {
            update.value("content", content);
        }
        Ok(transaction.execute(&update).await.map(drop)?)
    }

    /// Changes the member of a row.
    async fn settle(
        &self,
        transaction: &mut Transaction,
        (job, new): (&JobRecord, Option<&NewJob>),
        row: &Row,
    ) -> Result<Settled, ChangeMemberError> {
        let member = row.member_id.as_deref().map(read_id).transpose()?;
        let done = match member {
            Some(member) => self.change_member(transaction, (job, new), member, row.content.as_deref()).await,
            None => Err(ChangeMemberError::NotFound.into()),
        };
        let (outcome, reason, undo) = match done {
            Ok(Done::Changed(undo)) => (JobOutcome::Changed, None, stored(undo.as_ref())?),
            Ok(Done::Unchanged) => (JobOutcome::Unchanged, Some("already_done"), None),
            Err(error) => match (error.code(), error) {
                (Some(code), _) => (JobOutcome::Refused, Some(code), None),
                (None, RowError::Change(error)) => return Err(error),
                (None, RowError::Refused(code)) => (JobOutcome::Refused, Some(code), None),
            },
        };
        Ok(Settled { outcome, reason: reason.map(str::to_owned), undo, ..Settled::default() })
    }

    async fn change_member(
        &self,
        transaction: &mut Transaction,
        (job, new): (&JobRecord, Option<&NewJob>),
        member: MemberId,
        undo: Option<&str>,
    ) -> Result<Done, RowError> {
        let change = RowChange { may: self.may, tools: self.tools, member, context: context(self.tools, job) };
        match (undo, new) {
            (Some(undo), _) => change.undo(transaction, undo).await,
            (None, Some(new)) => change.make(transaction, &new.change, new.note.as_deref()).await,
            (None, None) => Err(ChangeMemberError::NotFound.into()),
        }
    }
}

/// The context of the change of a row: now, from where the job was started. The job stands for the request.
fn context(tools: &Tools, job: &JobRecord) -> AuditContext {
    let address = job.address.as_deref().and_then(|address| address.parse().ok());
    AuditContext::new(&tools.clock, &tools.entropy, Source { address, request: Some(job.id.to_string()) })
}

/// Ends a job that cannot go on.
#[derive(Debug)]
pub struct FailJob {
    pub job: JobId,
    pub problem: JobProblem,
    /// Microseconds since 1970.
    pub at: i64,
}

impl Change for FailJob {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let job = JobRecord::lock(transaction, self.job).await?;
        let Some(mut job) = job.filter(|job| job.state.is_active()) else { return Ok(()) };
        job.state = JobState::Failed;
        job.problem = Some(self.problem);
        job.ended_at = Some(self.at);
        job.save(transaction, self.at).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}
