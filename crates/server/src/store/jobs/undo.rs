//! Undoing a job: another job that takes its changes back, row by row.

use api_types::{CompanyId, JOB_UNDO_DAYS, JobId, JobOutcome, JobState, MemberChanges, MemberId, MemberStatus, RoleId};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};

use super::{
    change_member::{Done, RowChange, RowError},
    create::{JobError, insert},
    evaluate::same,
    events,
    may::May,
    outcome_place,
    record::{JobRecord, json, read_json, state_place},
};
use crate::store::{
    Change, StoreError, Transaction, access,
    audit::AuditContext,
    columns::{id_bytes, moment, read_moment},
    members::{ChangeMemberError, ImportedChanges, MemberRecord, Remove, reports},
};

/// What undoes the change of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Undo {
    Roles {
        before: Vec<RoleId>,
        after: Vec<RoleId>,
    },
    Companies {
        before: Vec<CompanyId>,
        after: Vec<CompanyId>,
    },
    Supervisor {
        before: Option<MemberId>,
        after: Option<MemberId>,
    },
    Activated {
        note: Option<String>,
    },
    Deactivated {
        reports: Vec<MemberId>,
        successor: Option<MemberId>,
    },
    Removed {
        reports: Vec<MemberId>,
        successor: Option<MemberId>,
    },
    Withdrawn,
    Restored,
    /// Texts of a member, and its name if its parts were not known.
    Texts {
        before: Box<MemberChanges>,
        after: Box<MemberChanges>,
        name: Option<String>,
    },
    /// Everything that a row of an import changed.
    All(Vec<Undo>),
}

/// Until when a job can be undone; none if it cannot be.
pub(super) fn undoable_until(job: &JobRecord) -> Result<Option<Timestamp>, StoreError> {
    let has_ended = matches!(job.state, JobState::Done | JobState::Stopped | JobState::Failed);
    let is_undoable = has_ended
        && job.kind.is_undoable()
        && job.counts.changed > 0
        && job.undo_of.is_none()
        && job.undone_by.is_none();
    let ended_at = job.ended_at.filter(|_| is_undoable).map(read_moment).transpose()?;
    let days = SignedDuration::from_hours(24 * i64::try_from(JOB_UNDO_DAYS).unwrap_or_default());
    Ok(ended_at.map(|at| at.checked_add(days).unwrap_or(Timestamp::MAX)))
}

/// Creates the job that undoes another one, and starts it.
#[derive(Debug)]
pub struct UndoJob<'a> {
    pub may: &'a May,
    pub job: JobId,
    /// Of the new job.
    pub id: JobId,
    pub context: AuditContext,
}

impl Change for UndoJob<'_> {
    /// The job that undoes: the first one, if this is the second time.
    type Output = JobId;
    type Error = JobError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<JobId, JobError> {
        access::still(transaction, &self.may.read).await?.ok_or(JobError::NoLongerAllowed)?;
        let job = JobRecord::lock(transaction, self.job).await?;
        let mut job = job.filter(|job| job.is_of(&self.may.read)).ok_or(JobError::NotFound)?;
        if let Some(known) = job.undone_by {
            return Ok(known);
        }
        let until = undoable_until(&job)?.ok_or(JobError::NotUndoable)?;
        if until <= self.context.at {
            return Err(JobError::NotUndoable);
        }
        let at = moment(self.context.at);
        insert(
            transaction,
            (self.id, self.may, &self.context),
            job.kind,
            [
                ("request", job.request.as_str().into()),
                ("state", state_place(JobState::Running).into()),
                ("total", 0i64.into()),
                ("started_at", at.into()),
                ("undo_of", id_bytes(job.id).into()),
            ],
        )
        .await?;
        let rows = self.copy_rows(transaction, &job).await?;
        let update = Query::update()
            .table("jobs")
            .value("total", rows)
            .value("prepared", rows)
            .value("planned", rows)
            .and_where(Expr::col("id").eq(id_bytes(self.id)))
            .take();
        transaction.execute(&update).await?;
        job.undone_by = Some(self.id);
        job.save(transaction, at).await?;
        events::undone(transaction, &job, (self.id, rows.unsigned_abs()), &self.context).await?;
        Ok(self.id)
    }

    fn is_collision(&self, error: &JobError) -> bool {
        error.is_collision()
    }
}

impl UndoJob<'_> {
    /// The rows that the job changed, the last one first; says how many.
    async fn copy_rows(&self, transaction: &mut Transaction, job: &JobRecord) -> Result<i64, StoreError> {
        let last = i64::try_from(std::cmp::max(job.total, job.prepared)).unwrap_or(i64::MAX);
        let changed = Query::select()
            .expr(Expr::val(id_bytes(self.id)))
            .expr(Expr::val(last + 1).sub(Expr::col("place")))
            .column("member_id")
            .expr(Expr::val(outcome_place(JobOutcome::Planned)))
            .column("undo")
            .from("job_rows")
            .and_where(Expr::col("job_id").eq(id_bytes(job.id)))
            .and_where(Expr::col("outcome").eq(outcome_place(JobOutcome::Changed)))
            .and_where(Expr::col("undo").is_not_null())
            .order_by("place", Order::Asc)
            .take();
        let mut copy = Query::insert();
        copy.into_table("job_rows").columns(["job_id", "place", "member_id", "outcome", "content"]);
        copy.select_from(changed).map_err(|_| StoreError::Unreadable("row of a job"))?;
        let rows = transaction.execute(&copy).await?;
        Ok(i64::try_from(rows).unwrap_or(i64::MAX))
    }
}

impl RowChange<'_> {
    /// Takes the change of a row back, unless somebody has changed the same meanwhile.
    pub(super) async fn undo(&self, transaction: &mut Transaction, undo: &str) -> Result<Done, RowError> {
        let undo: Undo = read_json(undo).map_err(ChangeMemberError::from)?;
        match undo {
            Undo::All(parts) => {
                for (number, part) in (0..).zip(parts) {
                    let context = self.context.part(100 * number);
                    let change = RowChange { may: self.may, tools: self.tools, member: self.member, context };
                    change.undo_one(transaction, part).await?;
                }
                Ok(Done::Changed(None))
            }
            one => self.undo_one(transaction, one).await,
        }
    }

    async fn undo_one(&self, transaction: &mut Transaction, undo: Undo) -> Result<Done, RowError> {
        let record = MemberRecord::find(transaction, self.may.read.organization(), self.member).await;
        let record = record.map_err(ChangeMemberError::from)?.ok_or(ChangeMemberError::NotFound)?;
        let changed = Err(RowError::Refused("changed_meanwhile"));
        match undo {
            Undo::Roles { before, after } if same(&record.roles, &after) => self.set_roles(transaction, before).await?,
            Undo::Companies { before, after } if record.companies == after => {
                self.update(transaction, MemberChanges { companies: Some(before), ..MemberChanges::default() }).await?;
            }
            Undo::Supervisor { before, after } if record.supervisor == after => {
                self.update(transaction, MemberChanges { supervisor: Some(before), ..MemberChanges::default() })
                    .await?;
            }
            Undo::Texts { before, after, name } if texts_of(&record) == *after => {
                let imported = ImportedChanges { whole_name: name, ..ImportedChanges::default() };
                self.update_imported(transaction, *before, imported).await?;
            }
            Undo::Roles { .. }
            | Undo::Companies { .. }
            | Undo::Supervisor { .. }
            | Undo::Texts { .. }
            | Undo::All(_) => return changed,
            Undo::Activated { note } => match record.status {
                MemberStatus::Active => self.deactivate(transaction, note, None).await?,
                _ => return changed,
            },
            Undo::Deactivated { reports, successor } => match record.status {
                MemberStatus::Inactive => {
                    self.activate(transaction).await?;
                    self.give_back(transaction, &reports, successor).await?;
                }
                _ => return changed,
            },
            Undo::Removed { reports, successor } => match record.status {
                MemberStatus::Removed => {
                    self.restore(transaction).await?;
                    self.give_back(transaction, &reports, successor).await?;
                }
                _ => return changed,
            },
            Undo::Withdrawn => match record.status {
                MemberStatus::Withdrawn => self.restore(transaction).await?,
                _ => return changed,
            },
            Undo::Restored => match record.status {
                MemberStatus::Invited | MemberStatus::Expired => self.withdraw(transaction).await?,
                MemberStatus::Active | MemberStatus::Inactive => self.remove(transaction).await?,
                MemberStatus::Withdrawn | MemberStatus::Removed => return changed,
            },
        }
        Ok(Done::Changed(None))
    }

    /// Gives those reports back that still have the successor.
    async fn give_back(
        &self,
        transaction: &mut Transaction,
        moved: &[MemberId],
        successor: Option<MemberId>,
    ) -> Result<(), RowError> {
        if moved.is_empty() {
            return Ok(());
        }
        let organization = self.may.read.organization();
        let store = ChangeMemberError::from;
        let record = MemberRecord::find(transaction, organization, self.member).await.map_err(store)?;
        let reports = reports::these(transaction, organization, moved).await.map_err(store)?;
        let left: Vec<_> = reports.into_iter().filter(|report| report.supervisor == successor).collect();
        // Events of the reports stand behind the member's own.
        let (account, context) = (self.may.read.account(), self.context.part(1));
        let to = record.as_ref();
        Ok(reports::assign(transaction, organization, &left, to, account, &context).await.map_err(store)?)
    }

    async fn remove(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (member, context) = (self.member, self.context.clone());
        Remove { may: self.change()?, member, successor: None, dry_run: false, context }.apply(transaction).await
    }
}

/// The texts of a member, as a change that gives them back.
pub(super) fn texts_of(record: &MemberRecord) -> MemberChanges {
    let text = |text: &Option<String>| Some(text.clone().unwrap_or_default());
    MemberChanges {
        given_name: text(&record.given_name),
        family_name: text(&record.family_name),
        signature: text(&record.signature),
        phone: text(&record.phone),
        title: text(&record.title),
        language: record.language,
        note: text(&record.note),
        ..MemberChanges::default()
    }
}

/// What undoes a row, as it is stored.
pub(super) fn stored(undo: Option<&Undo>) -> Result<Option<String>, StoreError> {
    undo.map(json).transpose()
}
