//! Views of the list of members that somebody has given a name.

use api_types::{AccountId, OrganizationId, SavedView, SavedViewId};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SelectStatement};
use serde_json::json;
use sqlx_macros::FromRow;

use super::{
    Change, Database, StoreError, Transaction,
    audit::{self, AuditAction, AuditContext as Stamp, Event},
    columns::{id_bytes, moment, read_id, wire_moment},
    sql, text,
};
use crate::authz::{Authorized, policy::ReadMembers};

/// How many views one person can have in one organization.
pub const MOST: u64 = 50;

#[derive(FromRow)]
struct Row {
    id: Vec<u8>,
    name: String,
    query: String,
    created_at: i64,
}

impl TryFrom<Row> for SavedView {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            list: "members".to_owned(),
            id: read_id(&row.id)?,
            name: row.name,
            query: row.query,
            created_at: wire_moment(row.created_at)?,
        })
    }
}

/// The views of the witness's account, by name.
///
/// # Errors
/// When the database fails.
pub async fn list(database: &Database, may: &Authorized<ReadMembers>) -> Result<Vec<SavedView>, StoreError> {
    let query = own(may.organization(), may.account())
        .columns(["id", "name", "query", "created_at"])
        .order_by("name_key", Order::Asc)
        .take();
    let rows: Vec<Row> = database.all(&query).await?;
    rows.into_iter().map(SavedView::try_from).collect()
}

fn own(organization: OrganizationId, account: AccountId) -> SelectStatement {
    Query::select()
        .from("saved_views")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take()
}

/// Saves a view under a name; the one that had the name before is replaced.
#[derive(Debug)]
pub struct SaveView<'a> {
    pub may: &'a Authorized<ReadMembers>,
    /// For a new one.
    pub id: SavedViewId,
    pub name: String,
    pub query: String,
    pub stamp: Stamp,
}

/// A view was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error("there are too many views already")]
    TooMany,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Change for SaveView<'_> {
    type Output = SavedView;
    type Error = SaveError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<SavedView, SaveError> {
        let (organization, account) = (self.may.organization(), self.may.account());
        let name_key = text::fold(&self.name);
        let others = own(organization, account).and_where(Expr::col("name_key").ne(name_key.as_str())).take();
        let (others,): (i64,) = sql::always(transaction.one(&sql::count(&others)).await?)?;
        if others.unsigned_abs() >= MOST {
            return Err(SaveError::TooMany);
        }
        let mut insert = sql::insert(
            "saved_views",
            [
                ("id", id_bytes(self.id).into()),
                ("organization_id", id_bytes(organization).into()),
                ("account_id", id_bytes(account).into()),
                ("name", self.name.as_str().into()),
                ("name_key", name_key.as_str().into()),
                ("query", self.query.as_str().into()),
                ("created_at", moment(self.stamp.at).into()),
            ],
        )?;
        let same = OnConflict::columns(["account_id", "organization_id", "name_key"]);
        insert.on_conflict(same.clone().update_columns(["name", "query", "created_at"]).to_owned());
        transaction.execute(&insert).await?;
        let saved = own(organization, account)
            .columns(["id", "name", "query", "created_at"])
            .and_where(Expr::col("name_key").eq(name_key))
            .take();
        let saved: Row = sql::always(transaction.one(&saved).await?)?;
        let saved = SavedView::try_from(saved)?;
        let event =
            event(AuditAction::ViewSaved, self.may, saved.id, json!({"name": saved.name, "query": saved.query}));
        audit::record(transaction, &self.stamp, event).await?;
        Ok(saved)
    }

    fn is_collision(&self, error: &SaveError) -> bool {
        matches!(error, SaveError::Store(StoreError::Collision(_)))
    }
}

/// Deletes a view of the witness's account; says whether there was one.
#[derive(Debug)]
pub struct DeleteView<'a> {
    pub may: &'a Authorized<ReadMembers>,
    pub id: SavedViewId,
    pub stamp: Stamp,
}

impl Change for DeleteView<'_> {
    type Output = bool;
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        let delete = Query::delete()
            .from_table("saved_views")
            .and_where(Expr::col("id").eq(id_bytes(self.id)))
            .and_where(Expr::col("account_id").eq(id_bytes(self.may.account())))
            .and_where(Expr::col("organization_id").eq(id_bytes(self.may.organization())))
            .take();
        if transaction.execute(&delete).await? == 0 {
            return Ok(false);
        }
        audit::record(transaction, &self.stamp, event(AuditAction::ViewDeleted, self.may, self.id, json!({}))).await?;
        Ok(true)
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

fn event(action: AuditAction, may: &Authorized<ReadMembers>, view: SavedViewId, details: serde_json::Value) -> Event {
    Event {
        action,
        organization: Some(may.organization()),
        account: Some(may.account()),
        subject: Some(view.as_u128()),
        details,
    }
}
