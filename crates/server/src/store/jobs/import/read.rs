//! Reads imports and their rows.

use api_types::{JobId, JobKind, JobOutcome, JobState, MemberId, MemberImportCounts, MemberImportTab};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};

use crate::{
    authz::{Authorized, policy::ImportMembers},
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id},
        jobs::{
            Reasons, outcome_place,
            read::own,
            read_outcome, reason_key,
            record::{JobRecord, read_json},
        },
        members::import::{Choices, ImportedRow, RowOutcome},
    },
};

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
