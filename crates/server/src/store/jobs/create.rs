//! A new job, with nothing prepared yet.

use api_types::{JobChange, JobId, JobKind, JobState, MAX_READY_JOBS, MemberId, MemberStatus, NewJob};
use sea_query::{Expr, ExprTrait, Order, Query, Value};

use super::{
    may::May,
    prepare::Next,
    record::{json, state_place},
};
use crate::store::{
    Change, StoreError, Transaction, access,
    audit::AuditContext,
    columns::{id_bytes, moment},
    companies,
    idempotency::{self, IdempotencyKey, KeyState},
    members::{self, ChangeMemberError, MemberRecord},
    sql,
};

/// Stores a job that is to be prepared.
#[derive(Debug)]
pub struct CreateJob<'a> {
    pub may: &'a May,
    pub id: JobId,
    pub new: NewJob,
    /// About how many members it has.
    pub total: u64,
    pub idempotency: Option<IdempotencyKey>,
    pub context: AuditContext,
}

/// A job was not created, started, stopped or undone.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    #[error("the caller has no such job")]
    NotFound,
    #[error("the caller may no longer do this")]
    NoLongerAllowed,
    #[error("a role has more permissions than the caller")]
    AboveYourself,
    /// At this position.
    #[error("role {0} is not one of the organization's")]
    UnknownRole(usize),
    #[error("the company is not one of the organization's, or archived")]
    UnknownCompany,
    #[error("the supervisor is no active member of the organization")]
    UnknownSupervisor,
    #[error("the successor is no active member of the organization")]
    UnknownSuccessor,
    #[error("the job is not ready to be started")]
    NotReady,
    #[error("the job has changed since")]
    Stale,
    #[error("the job cannot be undone")]
    NotUndoable,
    #[error("the idempotency key came with another request before")]
    KeyReused,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl JobError {
    /// Whether it is only that another change was faster.
    pub(super) fn is_collision(&self) -> bool {
        matches!(self, Self::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}

impl Change for CreateJob<'_> {
    /// The id of the job: of an earlier one, if the request was sent before.
    type Output = JobId;
    type Error = JobError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<JobId, JobError> {
        let account = self.may.read.account();
        if let Some(key) = &self.idempotency {
            match idempotency::find(transaction, account, key).await? {
                KeyState::Answered(id) => return id.parse().map_err(|_| StoreError::Unreadable("answer").into()),
                KeyState::Reused => return Err(JobError::KeyReused),
                KeyState::New => {}
            }
        }
        self.check(transaction).await?;
        make_room(transaction, self.may, MAX_READY_JOBS).await?;
        let first = if self.new.view.is_some() { Next::first_of_view() } else { Next::Listed(0) };
        insert(
            transaction,
            (self.id, self.may, &self.context),
            self.new.change.kind(),
            [
                ("request", json(&self.new)?.into()),
                ("state", state_place(JobState::Preparing).into()),
                ("next", json(&first)?.into()),
                ("total", i64::try_from(self.total).unwrap_or(i64::MAX).into()),
            ],
        )
        .await?;
        if let Some(key) = &self.idempotency {
            idempotency::save(transaction, account, key, &self.id.to_string(), self.context.at).await?;
        }
        Ok(self.id)
    }

    fn is_collision(&self, error: &JobError) -> bool {
        error.is_collision()
    }
}

impl CreateJob<'_> {
    /// Checks the parameters of the change.
    async fn check(&self, transaction: &mut Transaction) -> Result<(), JobError> {
        let organization = self.may.read.organization();
        match &self.new.change {
            JobChange::AddRoles { roles } | JobChange::RemoveRoles { roles } | JobChange::ReplaceRoles { roles } => {
                let assign = self.may.assign.as_ref().ok_or(JobError::NoLongerAllowed)?;
                if let Some(place) = members::unknown_role(transaction, organization, roles).await? {
                    return Err(JobError::UnknownRole(place));
                }
                match members::check(transaction, assign, roles).await {
                    Ok(_) => Ok(()),
                    Err(ChangeMemberError::AboveYourself) => Err(JobError::AboveYourself),
                    Err(ChangeMemberError::Store(error)) => Err(error.into()),
                    Err(_) => Err(JobError::NoLongerAllowed),
                }
            }
            JobChange::AddCompany { company } | JobChange::SetMainCompany { company } => {
                match companies::first_unknown(transaction, organization, &[*company], &[]).await? {
                    Some(_) => Err(JobError::UnknownCompany),
                    None => self.still(transaction).await,
                }
            }
            // An archived one too.
            JobChange::RemoveCompany { company } => {
                match companies::first_unknown(transaction, organization, &[*company], &[*company]).await? {
                    Some(_) => Err(JobError::UnknownCompany),
                    None => self.still(transaction).await,
                }
            }
            JobChange::SetSupervisor { supervisor: Some(member) } => {
                self.require_active(transaction, *member, JobError::UnknownSupervisor).await
            }
            JobChange::Deactivate { successor: Some(member) } | JobChange::Remove { successor: Some(member) } => {
                self.require_active(transaction, *member, JobError::UnknownSuccessor).await
            }
            _ => self.still(transaction).await,
        }
    }

    async fn still(&self, transaction: &mut Transaction) -> Result<(), JobError> {
        let change = self.may.change.as_ref().ok_or(JobError::NoLongerAllowed)?;
        access::still(transaction, change).await?.map(drop).ok_or(JobError::NoLongerAllowed)
    }

    async fn require_active(
        &self,
        transaction: &mut Transaction,
        member: MemberId,
        otherwise: JobError,
    ) -> Result<(), JobError> {
        let found = MemberRecord::find(transaction, self.may.read.organization(), member).await?;
        match found.filter(|found| found.status == MemberStatus::Active) {
            Some(_) => self.still(transaction).await,
            None => Err(otherwise),
        }
    }
}

/// Deletes the oldest of the caller's jobs that were prepared and not started, so that there is room for another one.
pub(super) async fn make_room(transaction: &mut Transaction, may: &May, most: usize) -> Result<(), StoreError> {
    let waiting = [JobState::Preparing, JobState::Ready].map(state_place);
    let query = Query::select()
        .column("id")
        .from("jobs")
        .and_where(Expr::col("account_id").eq(id_bytes(may.read.account())))
        .and_where(Expr::col("organization_id").eq(id_bytes(may.read.organization())))
        .and_where(Expr::col("state").is_in(waiting))
        .order_by("created_at", Order::Desc)
        .order_by("id", Order::Desc)
        .take();
    let jobs: Vec<(Vec<u8>,)> = transaction.all(&query).await?;
    let oldest = jobs.into_iter().map(|(id,)| id).skip(most - 1);
    let delete = Query::delete().from_table("jobs").and_where(Expr::col("id").is_in(oldest)).take();
    transaction.execute(&delete).await.map(|_| ())
}

/// Inserts a job with these values.
pub(super) async fn insert<const N: usize>(
    transaction: &mut Transaction,
    (id, may, context): (JobId, &May, &AuditContext),
    kind: JobKind,
    values: [(&'static str, Value); N],
) -> Result<(), StoreError> {
    transaction.noted().job(may.read.organization(), may.read.account(), id);
    let own: [(&'static str, Value); 9] = [
        ("id", id_bytes(id).into()),
        ("organization_id", id_bytes(may.read.organization()).into()),
        ("account_id", id_bytes(may.read.account()).into()),
        ("kind", kind.as_str().into()),
        ("reasons", "{}".into()),
        ("effects", "{}".into()),
        ("address", context.address().into()),
        ("created_at", moment(context.at).into()),
        ("turn", moment(context.at).into()),
    ];
    let (columns, row): (Vec<_>, Vec<_>) = own.into_iter().chain(values).unzip();
    transaction.execute(&sql::insert_rows("jobs", columns, vec![row])?).await.map(|_| ())
}
