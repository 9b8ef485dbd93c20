//! Which organizations an account uses: the last ones, and those that it has pinned.

use api_types::{MAX_PINNED_ORGANIZATIONS, Organization, OrganizationId, RecentOrganizations};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SelectStatement, Value};

use super::{OrganizationRow, complete, select_rows};
use crate::{
    authz::{Authorized, SignedIn, policy::ReadOrganization},
    store::{
        Change, Database, StoreError, Transaction,
        access::visible_organizations,
        columns::{id_bytes, moment},
        sql,
    },
};

/// How many of the last ones are listed.
const RECENT: u64 = 6;

/// The organizations that the caller has pinned, by name, and those that it has used last.
///
/// # Errors
/// When the database fails.
pub async fn recent(database: &Database, caller: &SignedIn) -> Result<RecentOrganizations, StoreError> {
    let mark = |column: &'static str| Expr::col(("organization_marks", column));
    let pinned = marked(caller)
        .and_where(mark("pinned_at").is_not_null())
        .order_by(("organizations", "name_key"), Order::Asc)
        .order_by(("organizations", "id"), Order::Asc)
        .limit(MAX_PINNED_ORGANIZATIONS)
        .take();
    let recent = marked(caller)
        .and_where(mark("pinned_at").is_null())
        .and_where(mark("used_at").is_not_null())
        .order_by(("organization_marks", "used_at"), Order::Desc)
        .order_by(("organizations", "id"), Order::Asc)
        .limit(RECENT)
        .take();
    Ok(RecentOrganizations { pinned: read(database, pinned).await?, recent: read(database, recent).await? })
}

async fn read(database: &Database, query: SelectStatement) -> Result<Vec<Organization>, StoreError> {
    let rows: Vec<OrganizationRow> = database.all(&select_rows(query)).await?;
    complete(database, rows).await
}

/// The organizations that the caller sees, with its marks.
fn marked(caller: &SignedIn) -> SelectStatement {
    let mark = |column: &'static str| Expr::col(("organization_marks", column));
    let mut query = visible_organizations(caller.account().id);
    let of_organization = mark("organization_id").equals(("organizations", "id"));
    query.inner_join("organization_marks", of_organization.and(mark("account_id").eq(id_bytes(caller.account().id))));
    query
}

/// The time when the account in the outer query of [`visible_organizations`] used the organization.
pub(super) fn used_at() -> Expr {
    let mark = |column: &'static str| Expr::col(("organization_marks", column));
    let used = Query::select()
        .column("used_at")
        .from("organization_marks")
        .and_where(mark("organization_id").equals(("organizations", "id")))
        .and_where(mark("account_id").equals(("members", "account_id")))
        .take();
    Expr::from(used)
}

/// Notes that the caller uses an organization now.
#[derive(Debug)]
pub struct Visit<'a> {
    pub may: &'a Authorized<ReadOrganization>,
    pub at: Timestamp,
}

/// Pins an organization, or unpins it.
#[derive(Debug)]
pub struct Pin<'a> {
    pub may: &'a Authorized<ReadOrganization>,
    /// When it is pinned; `None` unpins it.
    pub at: Option<Timestamp>,
}

/// An organization was not pinned.
#[derive(Debug, thiserror::Error)]
pub enum PinError {
    /// The account has pinned as many as it can.
    #[error("too many organizations are pinned")]
    TooMany,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Change for Visit<'_> {
    type Output = ();
    type Error = StoreError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        set(transaction, self.may, ("used_at", moment(self.at).into())).await
    }

    fn is_collision(&self, error: &StoreError) -> bool {
        error.is_collision()
    }
}

impl Change for Pin<'_> {
    type Output = ();
    type Error = PinError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), PinError> {
        if self.at.is_some() {
            let others = Query::select()
                .from("organization_marks")
                .and_where(Expr::col("account_id").eq(id_bytes(self.may.account())))
                .and_where(Expr::col("organization_id").ne(id_bytes(self.may.organization())))
                .and_where(Expr::col("pinned_at").is_not_null())
                .take();
            let (pinned,): (i64,) = sql::always(transaction.one(&sql::count(&others)).await?)?;
            if pinned.unsigned_abs() >= MAX_PINNED_ORGANIZATIONS {
                return Err(PinError::TooMany);
            }
        }
        Ok(set(transaction, self.may, ("pinned_at", self.at.map(moment).into())).await?)
    }

    fn is_collision(&self, error: &PinError) -> bool {
        matches!(error, PinError::Store(error) if error.is_collision())
    }
}

/// Sets one of the caller's marks.
async fn set(
    transaction: &mut Transaction,
    may: &Authorized<ReadOrganization>,
    (column, value): (&'static str, Value),
) -> Result<(), StoreError> {
    let organization: OrganizationId = may.organization();
    let row = vec![id_bytes(may.account()).into(), id_bytes(organization).into(), value];
    let mut insert = sql::insert_rows("organization_marks", vec!["account_id", "organization_id", column], vec![row])?;
    insert.on_conflict(OnConflict::columns(["account_id", "organization_id"]).update_column(column).to_owned());
    transaction.execute(&insert).await.map(|_| ())
}
