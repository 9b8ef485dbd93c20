//! What an account may do where, as it stands in the database at this moment.

use api_types::{AccountId, MemberStatus, OrganizationId, Permission};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::{
    Database, StoreError, Transaction,
    columns::{id_bytes, moment, read_moment, status_place},
    organizations::restorable_since,
    sql,
};
use crate::authz::{
    Authorized, Permissions,
    policy::{Action, ManageOrganization, decide},
};

/// What an account has in an organization.
#[derive(Debug)]
pub struct Access {
    /// Everything that the roles of the membership grant.
    pub permissions: Permissions,
    /// From when on the organization is closed to people without a second factor.
    pub two_factor_from: Option<Timestamp>,
}

/// What an active membership gives; `None` when the account does not see the organization, be it that there is none, that
/// it is disabled, or that the account has no active membership or no role in it.
///
/// # Errors
/// When the database fails.
pub async fn of(
    database: &Database,
    account: AccountId,
    organization: OrganizationId,
) -> Result<Option<Access>, StoreError> {
    read(database.all(&granted(account, organization)).await?)
}

fn read(rows: Vec<GrantedRow>) -> Result<Option<Access>, StoreError> {
    let two_factor_from = rows.first().and_then(|(_, from)| *from).map(read_moment).transpose()?;
    Ok(together(rows).map(|permissions| Access { permissions, two_factor_from }))
}

/// Asks again, inside a change: what the witness's account may do at this moment; `None` when it may no longer do what
/// the witness says.
///
/// # Errors
/// When the database fails.
pub(super) async fn still<A: Action>(
    transaction: &mut Transaction,
    may: &Authorized<A>,
) -> Result<Option<Permissions>, StoreError> {
    let held = present(transaction, may.account(), may.organization()).await?;
    Ok(held.filter(|held| decide(A::RULE, Some(held)).is_ok()))
}

/// The permissions of [`of`] inside a change.
///
/// # Errors
/// When the database fails.
pub(super) async fn present(
    transaction: &mut Transaction,
    account: AccountId,
    organization: OrganizationId,
) -> Result<Option<Permissions>, StoreError> {
    Ok(together(transaction.all(&granted(account, organization)).await?))
}

/// Why an organization is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    Disabled,
    /// It can be restored.
    Deleted,
}

/// The same in an organization that is closed, and why it is; `None` in any other, and once it can no longer be opened.
///
/// # Errors
/// When the database fails.
pub async fn of_closed(
    database: &Database,
    account: AccountId,
    organization: OrganizationId,
    now: Timestamp,
) -> Result<Option<(Access, Closed)>, StoreError> {
    read_closed(database.all(&granted_in_closed(account, organization, now)).await?)
}

/// Asks again, inside a change: whether the account may still do what the witness says in its closed organization, and
/// it is still closed for this reason.
///
/// # Errors
/// When the database fails.
pub(super) async fn still_in_closed<A: Action>(
    transaction: &mut Transaction,
    may: &Authorized<A>,
    closed: Closed,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let rows = transaction.all(&granted_in_closed(may.account(), may.organization(), now)).await?;
    let access = read_closed(rows)?.filter(|(_, why)| *why == closed);
    Ok(access.is_some_and(|(access, _)| decide(A::RULE, Some(&access.permissions)).is_ok()))
}

/// A [`GrantedRow`], and when the organization was deleted.
type ClosedRow = (String, Option<i64>, Option<i64>);

fn granted_in_closed(account: AccountId, organization: OrganizationId, now: Timestamp) -> SelectStatement {
    let memberships = memberships(account).and_where(is_closed(now)).take();
    granted_in(memberships, organization).column(("organizations", "deleted_at")).take()
}

fn read_closed(rows: Vec<ClosedRow>) -> Result<Option<(Access, Closed)>, StoreError> {
    let deleted_at = rows.first().and_then(|(_, _, deleted_at)| *deleted_at);
    let closed = if deleted_at.is_some() { Closed::Deleted } else { Closed::Disabled };
    let access = read(rows.into_iter().map(|(permissions, from, _)| (permissions, from)).collect())?;
    Ok(access.map(|access| (access, closed)))
}

/// The permissions of a role, and from when on the organization requires a second factor.
type GrantedRow = (String, Option<i64>);

/// The [`GrantedRow`] of each role of an active membership.
pub(super) fn granted(account: AccountId, organization: OrganizationId) -> SelectStatement {
    granted_in(visible_organizations(account), organization)
}

fn granted_in(mut memberships: SelectStatement, organization: OrganizationId) -> SelectStatement {
    memberships
        .column(("roles", "permissions"))
        .column(("organizations", "two_factor_from"))
        .inner_join("member_roles", Expr::col(("member_roles", "member_id")).equals(("members", "id")))
        .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
        .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(organization)))
        .take()
}

fn together(rows: Vec<GrantedRow>) -> Option<Permissions> {
    let mut roles = rows.iter().map(|(permissions, _)| Permissions::from_text(permissions));
    let first = roles.next();
    first.map(|first| {
        roles.fold(first, |mut all, role| {
            all.extend(role.to_vec());
            all
        })
    })
}

/// `members` joined with `organizations`: a row for each organization that the account sees.
pub(super) fn visible_organizations(account: AccountId) -> SelectStatement {
    memberships(account).and_where(Expr::col(("organizations", "disabled_at")).is_null()).take()
}

/// The same with those that are closed and that the account can open again.
pub(super) fn listed_organizations(account: AccountId, now: Timestamp) -> SelectStatement {
    let opens = Query::select()
        .expr(Expr::val(1))
        .from("member_roles")
        .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
        .and_where(Expr::col(("member_roles", "member_id")).equals(("members", "id")))
        // Names are separated by spaces, and none contains another.
        .and_where(sql::like(
            ("roles", "permissions"),
            format!("%{}%", permission_names(ManageOrganization::RULE.needs)),
        ))
        .take();
    let is_open = Expr::col(("organizations", "disabled_at")).is_null();
    memberships(account).and_where(is_open.or(is_closed(now).and(Expr::exists(opens)))).take()
}

/// The names of permissions as roles keep them.
fn permission_names(permissions: &[Permission]) -> String {
    permissions.iter().copied().collect::<Permissions>().to_text()
}

/// The organization is disabled, or deleted and can still be restored.
fn is_closed(now: Timestamp) -> Expr {
    let deleted_at = || Expr::col(("organizations", "deleted_at"));
    let is_kept = deleted_at().is_null().or(deleted_at().gt(moment(restorable_since(now))));
    Expr::col(("organizations", "disabled_at")).is_not_null().and(is_kept)
}

fn memberships(account: AccountId) -> SelectStatement {
    let has_role = Query::select()
        .expr(Expr::val(1))
        .from("member_roles")
        .and_where(Expr::col(("member_roles", "member_id")).equals(("members", "id")))
        .take();
    Query::select()
        .from("members")
        .inner_join("organizations", Expr::col(("organizations", "id")).equals(("members", "organization_id")))
        .and_where(Expr::col(("members", "account_id")).eq(id_bytes(account)))
        .and_where(Expr::col(("members", "status")).eq(status_place(MemberStatus::Active)))
        .and_where(Expr::exists(has_role))
        .take()
}
