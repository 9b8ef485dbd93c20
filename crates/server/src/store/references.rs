//! Open items in other programs that need a member. The programs register them, and they block its removal.

use api_types::{MAX_MEMBER_REFERENCES, MemberId, MemberReference, OrganizationId, Reference};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use serde_json::json;

use super::{
    Change, Database, StoreError, Transaction, api_keys,
    audit::{self, AuditAction, AuditContext, Event},
    batch,
    columns::id_bytes,
    members::{ChangeMemberError, MemberRecord, require_shown},
    sql,
};
use crate::authz::{AuthorizedKey, policy::WriteReferences};

record! {
    struct Row {
        source: String,
        external_id: String,
        kind: String,
        title: String,
        url: Option<String>,
    }
}

impl From<Row> for MemberReference {
    fn from(row: Row) -> Self {
        Self { source: row.source, id: row.external_id, kind: row.kind, title: row.title, url: row.url }
    }
}

impl From<Row> for Reference {
    fn from(row: Row) -> Self {
        Self { id: row.external_id, kind: row.kind, title: row.title, url: row.url }
    }
}

/// The references to a member by source, at most `limit`.
///
/// # Errors
/// When the database fails.
pub(super) async fn first(
    database: &Database,
    member: MemberId,
    limit: usize,
) -> Result<Vec<MemberReference>, StoreError> {
    let rows: Vec<Row> = database.all(&ordered(of_member(member)).limit(limit as u64).take()).await?;
    Ok(rows.into_iter().map(MemberReference::from).collect())
}

/// The number of references to a member.
///
/// # Errors
/// When the database fails.
pub(super) async fn number(database: &Database, member: MemberId) -> Result<u64, StoreError> {
    let (number,): (i64,) = sql::always(database.one(&sql::count(&of_member(member))).await?)?;
    Ok(number.unsigned_abs())
}

/// Refuses to end the membership of somebody whom other programs still need.
///
/// # Errors
/// [`ChangeMemberError::Blocked`] if there is a reference to the member.
pub(super) async fn require_none(
    transaction: &mut Transaction,
    member: &MemberRecord,
) -> Result<(), ChangeMemberError> {
    let (number,): (i64,) = sql::always(transaction.one(&sql::count(&of_member(member.id))).await?)?;
    match number.unsigned_abs() {
        0 => Ok(()),
        references => Err(ChangeMemberError::Blocked { references }),
    }
}

/// The references that a source has registered for a member; `None` if the organization has no such member.
///
/// # Errors
/// When the database fails.
pub async fn of_source(
    database: &Database,
    may: &AuthorizedKey<WriteReferences>,
    member: MemberId,
    source: &str,
) -> Result<Option<Vec<Reference>>, StoreError> {
    if database.one::<(Vec<u8>,)>(&exists(may.organization(), member)).await?.is_none() {
        return Ok(None);
    }
    let rows: Vec<Row> = database.all(&ordered(by_source(member, source))).await?;
    Ok(Some(rows.into_iter().map(Reference::from).collect()))
}

fn exists(organization: OrganizationId, member: MemberId) -> SelectStatement {
    Query::select()
        .column("id")
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("id").eq(id_bytes(member)))
        .take()
}

fn of_member(member: MemberId) -> SelectStatement {
    Query::select().from("member_references").and_where(Expr::col("member_id").eq(id_bytes(member))).take()
}

fn by_source(member: MemberId, source: &str) -> SelectStatement {
    of_member(member).and_where(Expr::col("source").eq(source)).take()
}

fn ordered(mut references: SelectStatement) -> SelectStatement {
    references
        .columns(["source", "external_id", "kind", "title", "url"])
        .order_by("source", Order::Asc)
        .order_by("position", Order::Asc)
        .take()
}

/// References were not replaced.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    #[error("the API key no longer works")]
    KeyEnded,
    #[error("the member would have too many references")]
    TooMany,
    #[error(transparent)]
    Member(#[from] ChangeMemberError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Replaces everything that a source has registered for a member.
#[derive(Debug)]
pub struct ReplaceReferences<'a> {
    pub may: &'a AuthorizedKey<WriteReferences>,
    pub member: MemberId,
    /// Short name of the program.
    pub source: &'a str,
    /// Each id once.
    pub references: &'a [Reference],
    pub context: AuditContext,
}

impl Change for ReplaceReferences<'_> {
    type Output = ();
    type Error = ReplaceError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ReplaceError> {
        if !api_keys::still(transaction, self.may, self.context.at).await? {
            return Err(ReplaceError::KeyEnded);
        }
        let organization = self.may.organization();
        let record = MemberRecord::find(transaction, organization, self.member).await?;
        require_shown(&record.ok_or(ChangeMemberError::NotFound)?)?;
        let before: Vec<Row> = transaction.all(&ordered(by_source(self.member, self.source))).await?;
        let before: Vec<Reference> = before.into_iter().map(Reference::from).collect();
        if before == self.references {
            return Ok(());
        }
        let (all,): (i64,) = sql::always(transaction.one(&sql::count(&of_member(self.member))).await?)?;
        let others = usize::try_from(all).unwrap_or_default() - before.len();
        if others + self.references.len() > MAX_MEMBER_REFERENCES {
            return Err(ReplaceError::TooMany);
        }
        self.replace(transaction).await?;
        let event = Event {
            action: AuditAction::MemberReferencesChanged,
            organization: Some(organization),
            account: None,
            subject: Some(self.member.as_u128()),
            details: json!({"source": self.source, "before": before.len(), "after": self.references.len()}),
        };
        Ok(audit::record(transaction, &self.context.by_key(self.may.key()), event).await?)
    }

    fn is_collision(&self, error: &ReplaceError) -> bool {
        match error {
            ReplaceError::Member(error) => error.is_collision(),
            // Another request of the same source has inserted its own.
            ReplaceError::Store(error) => matches!(error, StoreError::Collision(_) | StoreError::Taken(_)),
            ReplaceError::KeyEnded | ReplaceError::TooMany => false,
        }
    }
}

impl ReplaceReferences<'_> {
    async fn replace(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let delete = Query::delete()
            .from_table("member_references")
            .and_where(Expr::col("member_id").eq(id_bytes(self.member)))
            .and_where(Expr::col("source").eq(self.source))
            .take();
        transaction.execute(&delete).await?;
        insert(transaction, self.member, self.source, self.references).await
    }
}

/// Inserts the references of one source to a member, in their order.
pub(super) async fn insert(
    transaction: &mut Transaction,
    member: MemberId,
    source: &str,
    references: &[Reference],
) -> Result<(), StoreError> {
    let row = |(position, reference): (i16, &Reference)| {
        vec![
            id_bytes(member).into(),
            source.into(),
            position.into(),
            reference.id.as_str().into(),
            reference.kind.as_str().into(),
            reference.title.as_str().into(),
            reference.url.as_deref().into(),
        ]
    };
    let rows = (0..).zip(references).map(row).collect();
    let columns = ["member_id", "source", "position", "external_id", "kind", "title", "url"];
    batch::insert(transaction, "member_references", &columns, rows).await
}
