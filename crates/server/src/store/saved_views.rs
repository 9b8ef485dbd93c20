//! Named views of lists. Only their owners see them.

use api_types::{AccountId, MemberId, OrganizationId, SavedView, SavedViewId};
use sea_query::{Expr, ExprTrait, JoinType, Order, Query, SelectStatement};
use serde_json::json;

use super::{
    Change, Database, StoreError, Transaction,
    audit::{self, AuditAction, AuditContext, Event},
    columns::{id_bytes, moment, read_id, wire_moment},
    portion::{Portion, PortionRequest},
    sql, text,
};
use crate::authz::{Authorized, policy::ReadMembers};

/// How many views of one list an account can have in one organization.
pub const MOST: u64 = 50;

const COLUMNS: [&str; 5] = ["id", "list", "name", "query", "created_at"];

record! {
    struct Row {
        id: Vec<u8>,
        list: String,
        name: String,
        query: String,
        created_at: i64,
    }
}

impl TryFrom<Row> for SavedView {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: read_id(&row.id)?,
            list: row.list,
            name: row.name,
            query: row.query,
            created_at: wire_moment(row.created_at)?,
        })
    }
}

/// The views of a list that the witness's account has, by name.
///
/// # Errors
/// When the database fails.
pub async fn list(
    database: &Database,
    may: &Authorized<ReadMembers>,
    list: &str,
) -> Result<Vec<SavedView>, StoreError> {
    let query = own(may.organization(), may.account())
        .columns(COLUMNS)
        .and_where(Expr::col("list").eq(list))
        .order_by("name_key", Order::Asc)
        .take();
    let rows: Vec<Row> = database.all(&query).await?;
    rows.into_iter().map(SavedView::try_from).collect()
}

/// Every view that an account has in an organization.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_account(
    database: &Database,
    organization: OrganizationId,
    account: AccountId,
) -> Result<Vec<SavedView>, StoreError> {
    let query = own(organization, account)
        .columns(COLUMNS)
        .order_by("list", Order::Asc)
        .order_by("name_key", Order::Asc)
        .take();
    let rows: Vec<Row> = database.all(&query).await?;
    rows.into_iter().map(SavedView::try_from).collect()
}

/// One portion of all views in the organization, each with the member whose it is.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_organization(
    database: &Database,
    organization: OrganizationId,
    request: PortionRequest,
) -> Result<Portion<(SavedView, Option<MemberId>)>, StoreError> {
    let view = |column: &'static str| ("saved_views", column);
    let same_account = Expr::col(("members", "account_id")).equals(view("account_id"));
    let here = Expr::col(("members", "organization_id")).equals(view("organization_id"));
    let query = Query::select()
        .columns(COLUMNS.map(view))
        .column(("members", "id"))
        .from("saved_views")
        .join(JoinType::LeftJoin, "members", same_account.and(here))
        .and_where(Expr::col(view("organization_id")).eq(id_bytes(organization)))
        .take();
    let rows: Vec<(Row, Option<Vec<u8>>)> = database.all(&request.by(query, view("id"))).await?;
    let next = request.next(&rows, |(view, _)| &view.id);
    let owned = |(view, owner): (Row, Option<Vec<u8>>)| {
        Ok((SavedView::try_from(view)?, owner.as_deref().map(read_id).transpose()?))
    };
    Ok(Portion { items: rows.into_iter().map(owned).collect::<Result<_, StoreError>>()?, next })
}

fn own(organization: OrganizationId, account: AccountId) -> SelectStatement {
    Query::select()
        .from("saved_views")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take()
}

/// Deletes the views that an account has in an organization.
///
/// # Errors
/// When the database fails.
pub(super) async fn forget(
    transaction: &mut Transaction,
    organization: OrganizationId,
    account: AccountId,
) -> Result<(), StoreError> {
    let delete = Query::delete()
        .from_table("saved_views")
        .and_where(Expr::col("account_id").eq(id_bytes(account)))
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .take();
    transaction.execute(&delete).await.map(|_| ())
}

/// A view was not saved or renamed.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error("there is no such view")]
    NotFound,
    #[error("another view of the list has this name")]
    NameTaken,
    #[error("there are too many views already")]
    TooMany,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SaveError {
    /// Whether another change was faster, also if it took the name that was looked up just before.
    fn is_collision(&self) -> bool {
        matches!(self, Self::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}

/// Saves a view of a list under a name.
#[derive(Debug)]
pub struct SaveView<'a> {
    pub may: &'a Authorized<ReadMembers>,
    /// For a new one.
    pub id: SavedViewId,
    /// Name of the list.
    pub list: &'static str,
    pub name: String,
    pub query: String,
    /// Whether a view of this name is replaced.
    pub replace: bool,
    pub context: AuditContext,
}

impl Change for SaveView<'_> {
    type Output = SavedView;
    type Error = SaveError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<SavedView, SaveError> {
        let views = own(self.may.organization(), self.may.account()).and_where(Expr::col("list").eq(self.list)).take();
        let same = views.clone().columns(COLUMNS).and_where(Expr::col("name_key").eq(text::fold(&self.name))).take();
        let id = match transaction.one::<Row>(&same).await? {
            Some(_) if !self.replace => return Err(SaveError::NameTaken),
            Some(present) => {
                let id = read_id(&present.id)?;
                self.overwrite(transaction, id).await?;
                id
            }
            None => {
                let (present,): (i64,) = sql::always(transaction.one(&sql::count(&views)).await?)?;
                if present.unsigned_abs() >= MOST {
                    return Err(SaveError::TooMany);
                }
                self.insert(transaction).await?;
                self.id
            }
        };
        let details = json!({"list": self.list, "name": self.name, "query": self.query});
        audit::record(transaction, &self.context, event(AuditAction::ViewSaved, self.may, id, details)).await?;
        Ok(SavedView {
            id,
            list: self.list.to_owned(),
            name: self.name.clone(),
            query: self.query.clone(),
            created_at: wire_moment(moment(self.context.at))?,
        })
    }

    fn is_collision(&self, error: &SaveError) -> bool {
        error.is_collision()
    }
}

impl SaveView<'_> {
    async fn insert(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let insert = sql::insert(
            "saved_views",
            [
                ("id", id_bytes(self.id).into()),
                ("organization_id", id_bytes(self.may.organization()).into()),
                ("account_id", id_bytes(self.may.account()).into()),
                ("list", self.list.into()),
                ("name", self.name.as_str().into()),
                ("name_key", text::fold(&self.name).into()),
                ("query", self.query.as_str().into()),
                ("created_at", moment(self.context.at).into()),
            ],
        )?;
        transaction.execute(&insert).await.map(|_| ())
    }

    async fn overwrite(&self, transaction: &mut Transaction, id: SavedViewId) -> Result<(), StoreError> {
        let update = Query::update()
            .table("saved_views")
            .value("name", self.name.as_str())
            .value("query", self.query.as_str())
            .value("created_at", moment(self.context.at))
            .and_where(Expr::col("id").eq(id_bytes(id)))
            .take();
        transaction.execute(&update).await.map(|_| ())
    }
}

/// Renames a view of the witness's account.
#[derive(Debug)]
pub struct RenameView<'a> {
    pub may: &'a Authorized<ReadMembers>,
    pub id: SavedViewId,
    pub name: String,
    pub context: AuditContext,
}

impl Change for RenameView<'_> {
    type Output = SavedView;
    type Error = SaveError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<SavedView, SaveError> {
        let views = own(self.may.organization(), self.may.account());
        let this = views.clone().columns(COLUMNS).and_where(Expr::col("id").eq(id_bytes(self.id))).take();
        let row = transaction.one::<Row>(&this).await?.ok_or(SaveError::NotFound)?;
        let before = SavedView::try_from(row)?;
        let name_key = text::fold(&self.name);
        let same = views
            .clone()
            .column("id")
            .and_where(Expr::col("list").eq(before.list.as_str()))
            .and_where(Expr::col("name_key").eq(name_key.as_str()))
            .and_where(Expr::col("id").ne(id_bytes(self.id)))
            .take();
        if transaction.one::<(Vec<u8>,)>(&same).await?.is_some() {
            return Err(SaveError::NameTaken);
        }
        let update = Query::update()
            .table("saved_views")
            .value("name", self.name.as_str())
            .value("name_key", name_key)
            .and_where(Expr::col("id").eq(id_bytes(self.id)))
            .take();
        transaction.execute(&update).await?;
        let details = json!({"before": {"name": before.name}, "after": {"name": self.name}});
        audit::record(transaction, &self.context, event(AuditAction::ViewRenamed, self.may, self.id, details)).await?;
        Ok(SavedView { name: self.name.clone(), ..before })
    }

    fn is_collision(&self, error: &SaveError) -> bool {
        error.is_collision()
    }
}

/// Deletes a view of the witness's account; says whether there was one.
#[derive(Debug)]
pub struct DeleteView<'a> {
    pub may: &'a Authorized<ReadMembers>,
    pub id: SavedViewId,
    pub context: AuditContext,
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
        audit::record(transaction, &self.context, event(AuditAction::ViewDeleted, self.may, self.id, json!({})))
            .await?;
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
